import loadHighs from 'highs';
import { Continuing, type SubjectArea } from '#content/index.ts';
import { isoOf, mustDay } from '#kernel/dates.ts';
import { pieces } from '../amount.ts';
import type { Activity } from '../activity.ts';
import type { HolderRule } from '../holdings.ts';

/** A random source that gives the same numbers for the same seed (Numerical Recipes' linear congruential generator). */
export const random = (seed: number) => {
  let state = seed >>> 0;
  const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  return { below: (n: number) => Math.floor(next() * n), chance: (p: number) => next() < p };
};

/** One license and what was done for it, told in full: nothing is left to interpretation but the division. */
export type Instance = {
  expires: string;
  years: number;
  total: number;
  needs: { areas: SubjectArea[]; least: number }[];
  caps: { kinds: ('course' | 'self-study' | 'webinar')[]; most: number }[];
  subjects: SubjectArea[] | null;
  leastHours: number;
  activities: Activity[];
};

const AREAS: SubjectArea[] = [
  'safety',
  'blood-banking',
  'chemistry',
  'hematology',
  'microbiology',
  'law',
  'management',
  'molecular',
];
const KINDS = ['course', 'self-study', 'webinar'] as const;
const END = '2026-06-30';

export function instance(seed: number): Instance {
  const r = random(seed);
  const some = (p: number) => AREAS.filter(() => r.chance(p));
  const quarters = (n: number) => (1 + r.below(n)) / 4;
  const distinct = new Map<string, SubjectArea[]>();
  for (let i = r.below(6); i > 0; i--) {
    const areas = some(0.3);
    if (areas.length > 0) distinct.set(areas.join('+'), areas);
  }
  const needs = [...distinct.values()].map((areas) => ({ areas, least: quarters(20) }));
  const listed = r.chance(0.4) ? [...new Set([...some(0.6), ...needs.flatMap((n) => n.areas)])] : [];
  return {
    expires: END,
    years: 1 + r.below(3),
    total: r.below(80) / 4,
    needs,
    caps: KINDS.filter(() => r.chance(0.4)).map((kind) => ({ kinds: [kind], most: quarters(24) })),
    subjects: listed.length > 0 ? listed : null,
    leastHours: r.chance(0.3) ? 1 : 0.25,
    activities: Array.from({ length: r.below(16) }, (_, i) => {
      const areas = some(0.25);
      return {
        id: `a${i}`,
        title: `activity ${i}`,
        // Days crowd round the beginnings and the end of terms.
        date: isoOf(mustDay(END) - [0, 1, 364, 365, 366, 729, 730, 731, 1094, 1095, 1096, r.below(1200), r.below(400), r.below(400)][r.below(14)]!),
        hours: quarters(16),
        areas: areas.length > 0 ? areas : [AREAS[r.below(AREAS.length)]!],
        kind: KINDS[r.below(3)]!,
      };
    }),
  }; // prettier-ignore
}

const sure = { cite: ['s1'], confidence: 'verified' };

/** The instance as a rule of content. */
export function ruleOf(i: Instance): HolderRule {
  const rule = Continuing.parse({
    id: 'r', name: 'r', of: 'r', summary: '', checked: { on: '2026-01-01' }, holders: ['h'], unit: 'contact-hour',
    period: { value: { years: i.years, runs: 'term' }, ...sure },
    areas: i.needs.map(({ areas, least }) => ({ areas, least: { value: least, ...sure } })),
    caps: i.caps.map(({ kinds, most }) => ({ kinds, most: { value: most, ...sure } })),
    accepts: {
      providers: { value: 'any', ...sure },
      subjects: { value: i.subjects ?? AREAS, ...sure },
      leastHours: { value: i.leastHours, ...sure },
    },
  }); // prettier-ignore
  return { rule, name: 'r', total: { value: i.total, as_of: null, confidence: 'verified', cite: [] } };
}

const highs = await loadHighs();

/**
 * The least that is missing, by HiGHS (an LP solver of the University of Edinburgh), in quarter hours: an independent
 * reading of the same instance as a linear program, with the terms reckoned by the calendar in text.
 */
export function leastMissing(i: Instance): number {
  const first = `${Number(END.slice(0, 4)) - i.years}${END.slice(4)}`;
  const rows: string[] = [];
  const columns = new Set<string>();
  const into = new Map<string, string[]>();
  const byKind = new Map<string, string[]>();
  const put = (map: Map<string, string[]>, key: string, column: string) =>
    map.set(key, [...(map.get(key) ?? []), column]);
  i.activities.forEach((a, j) => {
    if (a.date <= first || a.date > i.expires || a.hours! < i.leastHours) return;
    const areas = a.areas!.filter((area) => i.subjects === null || i.subjects.includes(area));
    if (areas.length === 0) return;
    const own: string[] = [];
    i.needs.forEach((need, k) => {
      if (!need.areas.some((area) => areas.includes(area))) return;
      own.push(`x${j}n${k}`);
      put(into, `n${k}`, `x${j}n${k}`);
    });
    own.push(`x${j}g`);
    put(into, 'g', `x${j}g`);
    for (const column of own) {
      columns.add(column);
      put(byKind, a.kind!, column);
    }
    rows.push(`a${j}: ${own.join('\n + ')} <= ${a.hours! * 4}`);
  });
  i.caps.forEach(({ kinds, most }, k) => {
    const capped = kinds.flatMap((kind) => byKind.get(kind) ?? []);
    if (capped.length > 0) rows.push(`c${k}: ${capped.join('\n + ')} <= ${most * 4}`);
  });
  const slack: string[] = [];
  const ask = (name: string, least: number) => {
    slack.push(`s${name}`);
    rows.push(`r${name}: ${[...(into.get(name) ?? []), `s${name}`].join('\n + ')} >= ${least * 4}`);
  };
  i.needs.forEach((need, k) => ask(`n${k}`, need.least));
  ask('g', Math.max(0, i.total - i.needs.reduce((sum, need) => sum + need.least, 0)));
  const text = `Minimize\n obj: ${slack.join('\n + ')}\nSubject To\n ${rows.join('\n ')}\nEnd`;
  const solved = highs.solve(text, { output_flag: false });
  if (solved.Status !== 'Optimal') throw new Error(`HiGHS says ${solved.Status}: ${text}`);
  return Math.round(solved.ObjectiveValue * 1e6) / 1e6;
}

export const quarters = (count: number): number => (count / pieces(1)) * 4;
