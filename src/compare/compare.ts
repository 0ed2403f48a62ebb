import {
  type Citation,
  type Condition,
  type Confidence,
  type Credential,
  type Fact,
  type Library,
  type License,
  type Pathway,
  licensesNaming,
} from '#content/index.ts';
import { LEVELS } from '#kernel/words.ts';
import type { Day } from '#kernel/dates.ts';
import { findGoal, standingOn, type Goal, type NameOf, type Rulebook, type Way } from '#pathways/index.ts';
import { capital, fitting, phrase, sentence } from './phrase.ts';
import { dollars, rolePay, type PaidRole, type WageTables } from '#wages/index.ts';

/** One thing said in a cell. `href` leads to the rule it comes from. */
export type CompareLine = {
  text: string;
  cite: Citation[];
  confidence: Confidence;
  asOf: string | null;
  note?: string | undefined;
  href?: string;
  label?: string;
};
export type CompareRow = { title: string; about?: string; cells: [CompareLine[], CompareLine[]] };
export type CompareSide = { id: string; name: string; short: string; href: string; type: Goal['type'] };

type Given = { library: Library; book: Rulebook; wages: WageTables; name: NameOf; today: Day };

/** Null when an id is on nobody's list. */
export function compare(
  given: Given,
  a: string,
  b: string,
): { sides: [CompareSide, CompareSide]; rows: CompareRow[] } | null {
  const [left, right] = [findGoal(given.book, a), findGoal(given.book, b)];
  if (!left || !right) return null;
  const row = (title: string, cell: (goal: Goal) => CompareLine[], about?: string): CompareRow => ({
    title,
    ...(about ? { about } : {}),
    cells: [cell(left), cell(right)],
  });
  return {
    sides: [side(left), side(right)],
    rows: [
      row('What it is', (g) => about(g, given.today)),
      row(
        'Education',
        (g) =>
          byWay(g, given, (c) => 'degree' in c || ('credits' in c && c.credits.subjects.includes('all'))),
        'What each open way asks for.',
      ),
      row('Training program', (g) =>
        byWay(g, given, (c) => 'program' in c || 'military' in c || 'training' in c),
      ),
      row('Work before you apply', (g) => byWay(g, given, (c) => 'experience' in c)),
      row('Credential or license first', (g) => byWay(g, given, (c) => 'credential' in c || 'license' in c)),
      row(
        'Duties and scope',
        (g) => scope(g, given),
        'Certifications set no duties. These are of states that ask for it and say what its holder may do.',
      ),
      row(
        'Supervision',
        (g) => supervision(g, given),
        'Federal roles that oversee others, by ways whose lowest degree is the one you have then.',
      ),
      row(
        'Testing under federal law',
        (g) => federal(g, given, /testing/),
        'Roles at the bench that this degree opens.',
      ),
      row('Pay', (g) => pay(g, given)),
      row('Exam', exam),
      row('Fee', fees),
      row('Renewal', renewal),
    ],
  };
}

const side = (g: Goal): CompareSide => ({
  id: g.id,
  name: g.name,
  short: g.short,
  type: g.type,
  href: `/${{ credential: 'credentials', license: 'licenses', role: 'roles' }[g.type]}/${g.entry.id}`,
});

/** Our own summary, as sure as the first way it sums up. */
function about(g: Goal, today: Day): CompareLine[] {
  const first = (open(g, today)[0] ?? g.ways[0]!).pathway;
  return [{ text: g.entry.summary, cite: first.cite, confidence: first.confidence, asOf: first.as_of }];
}

const open = (g: Goal, today: Day): Way[] => g.ways.filter((w) => standingOn(w, today) === 'open');

/** For each open way the fitting leaves in words, joined as the rule joins them at its top. */
function byWay(g: Goal, { name, today }: Given, fits: (c: Condition) => boolean): CompareLine[] {
  return open(g, today).flatMap(({ pathway }) => {
    const text = phrase(pathway.requirement, fits, name);
    return text ? [line(pathway, sentence(text))] : [];
  });
}

const line = (p: Pathway, text: string): CompareLine => ({
  text,
  label: p.name,
  cite: p.cite,
  confidence: p.confidence,
  asOf: p.as_of,
});

const said = (f: Fact<unknown> | undefined, text: (value: never) => string, label?: string): CompareLine[] =>
  !f || f.value === null
    ? []
    : [
        {
          text: text(f.value as never),
          cite: f.cite,
          confidence: f.confidence,
          asOf: f.as_of,
          note: f.basis === 'inference' ? `Our reading. ${f.note ?? ''}`.trim() : f.note,
          ...(label ? { label } : {}),
        },
      ];

/** Own scope of a license; for a credential that of the licenses of its level whose rule names it. */
function scope(g: Goal, { library }: Given): CompareLine[] {
  const licenses =
    g.type === 'license'
      ? [g.entry as License]
      : g.type === 'credential'
        ? licensesNaming(library, [g.id]).filter((l) => l.level === g.level)
        : [];
  return licenses.flatMap((l) =>
    l.scope.flatMap((s) =>
      said(
        s.what,
        (v: string) => `${s.may === true ? 'May' : s.may === false ? 'May not' : 'Depends'}: ${v}`,
        g.type === 'license' ? undefined : l.name,
      ).map((x) => ({ ...x, href: `/licenses/${l.id}` })),
    ),
  );
}

/** The lowest degree with which an open way can be met, as far as the rule names one. */
function lowestDegree(g: Goal, today: Day): (typeof LEVELS)[number] | null {
  const levels = open(g, today).flatMap((w) =>
    fitting(w.pathway.requirement, (c) => 'degree' in c).map((c) =>
      LEVELS.indexOf((c as { degree: { level: (typeof LEVELS)[number] } }).degree.level),
    ),
  );
  return levels.length > 0 ? LEVELS[Math.min(...levels)]! : null;
}

const supervision = (g: Goal, given: Given) => federal(g, given, /supervisor|consultant|director/);

/** Federal roles with a way whose lowest degree is the goal's, and what that way asks for. */
function federal(g: Goal, given: Given, which: RegExp): CompareLine[] {
  const level = g.type === 'role' ? null : lowestDegree(g, given.today);
  if (level === null || level === 'high-school') return [];
  const { roles } = given.library;
  const names = (p: Pathway) =>
    fitting(p.requirement, (c) => 'degree' in c && c.degree.level === level).length > 0;
  // A way may rest on another role ("qualified for high-complexity testing") instead of on a degree.
  const rests = (p: Pathway) =>
    fitting(p.requirement, (c) => 'eligible' in c).some((c) =>
      roles.get((c as { eligible: { for: string } }).eligible.for)?.pathways.some(names),
    );
  const wanted = (c: Condition) => 'degree' in c || 'experience' in c || 'eligible' in c;
  return [...roles.values()]
    .filter((r) => which.test(r.id) && !r.id.startsWith('clia-clinical'))
    .flatMap((r) => {
      const p = r.pathways.find(names) ?? r.pathways.find(rests);
      if (!p) return [];
      const text = sentence(phrase(p.requirement, wanted, given.name));
      return [{ ...line(p, text), label: r.name, href: `/roles/${r.id}` }];
    });
}

function pay(g: Goal, { wages }: Given): CompareLine[] {
  const role = paidRole(g);
  const found = role ? rolePay(wages, role) : null;
  if (!found || found.usdPerYear === null) return [];
  return [
    {
      text: `${dollars(found.usdPerYear)} a year, the median of ${role}s in the nation.`,
      cite: found.cite.map((source) => ({ source })),
      confidence: found.confidence,
      asOf: found.as_of,
      note: found.basis,
      href: '/pay',
    },
  ];
}

function paidRole(g: Goal): PaidRole | null {
  if (/phlebotom/i.test(g.name)) return 'phlebotomist';
  return g.level === 'technician' || g.level === 'technologist' ? g.level : null;
}

function exam(g: Goal): CompareLine[] {
  const c = g.entry as Credential;
  return [
    ...said(c.exam?.questions, (v: unknown) =>
      typeof v === 'number' ? `${v} questions.` : `Questions: ${pairs(v)}.`,
    ),
    ...said(c.exam?.minutes, (v: number) => `${v} minutes.`),
    ...said(c.passRate, (v: unknown) =>
      typeof v === 'number'
        ? `${Math.round(v * 100)}% pass.`
        : `Pass: ${pairs(v, (n) => `${Math.round(n * 100)}%`)}.`,
    ),
  ];
}

const pairs = (v: unknown, show = (n: number) => String(n)) =>
  Object.entries(v as { [key: string]: number })
    .map(([key, n]) => `${key.replaceAll('-', ' ')} ${show(n)}`)
    .join(', ');

const money = (v: unknown) => (typeof v === 'number' ? dollars(v) : pairs(v, dollars));

function fees(g: Goal): CompareLine[] {
  const all = (g.entry as Credential | License).fees as
    { [key: string]: Fact<unknown> | undefined } | undefined;
  return Object.entries(all ?? {}).flatMap(([key, f]) =>
    said(f, (v: unknown) => `${money(v)}.`, capital(key.replaceAll('-', ' '))),
  );
}

function renewal(g: Goal): CompareLine[] {
  const r = g.entry.renewal;
  return [
    ...said(r?.years, (v: number) => `Every ${v === 1 ? 'year' : `${v} years`}.`),
    ...said(r?.points, (v: number) => `${v} points of continuing education.`),
    ...said(r?.ceHours, (v: number) => `${v} hours of continuing education.`),
    ...said(r?.fee, (v: unknown) => `${money(v)}.`, 'Renewal fee'),
    ...said(r?.annualFee, (v: unknown) => `${money(v)}.`, 'Yearly fee'),
  ];
}
