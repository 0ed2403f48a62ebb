import type { Library } from '#content/index.ts';
import { isoOf, readDate, type Day } from '#kernel/dates.ts';
import {
  judge,
  judgeGoal,
  compile,
  nameOf,
  prepare,
  whereTo,
  MET,
  WORKS,
  type Goal,
  type Rulebook,
  type Verdict,
  type Work,
} from '#pathways/index.ts';
import type { Record as PersonRecord } from '#record/index.ts';

type Entry = NonNullable<PersonRecord['credentials']>[number];
export type Kind = 'credential' | 'license';

/** Something that a holding opens: a rule that is met by it, or work that may be done in a place because of it. */
export type Opened =
  { rule: string; name: string; type: Goal['type'] } | { place: string; name: string; work: Work };

/** A certification or license that a person holds, and what rests on it. Days count from the day of asking. */
export type Held = {
  kind: Kind;
  entry: Entry;
  /** The rule of that id; null = it is not on file, and nothing is known of it. */
  goal: Goal | null;
  /** Does it stand today? */
  current: Verdict;
  /** Days until it ends; negative = since it ended; null = it has no end that was told. */
  daysLeft: number | null;
  /** What is met with it and not without it. */
  permits: Opened[];
  /** What of that would no longer be met on the day after it lapsed; the rest stays, once earned. */
  lapses: Opened[];
};

type State = { met: ReadonlySet<string>; may: ReadonlySet<string> };

/** Every certification and license of a record, those that end soonest first. */
export function holdingsOf(book: Rulebook, library: Library, record: PersonRecord, on: Day): Held[] {
  const state = (of: PersonRecord): State => stateOf(book, library, of, on);
  const now = state(record);
  const yesterday = isoOf(on - 1);
  const held = (['credentials', 'licenses'] as const).flatMap((list) =>
    (record[list] ?? []).map((entry, at): Held => {
      const change = (next: Entry[]): PersonRecord => ({ ...record, [list]: next });
      const all = record[list]!;
      const without = state(change(all.filter((_, i) => i !== at)));
      const lapsed = state(change(all.map((e, i) => (i === at ? { ...e, expires: yesterday } : e))));
      const kind = list === 'credentials' ? 'credential' : 'license';
      return {
        kind,
        entry,
        goal: book.goals.get(entry.id) ?? null,
        current: standing(book, kind, entry, on),
        daysLeft: daysTo(entry.expires, on),
        permits: lost(book, library, now, without),
        lapses: lost(book, library, now, lapsed),
      };
    }),
  );
  const end = ({ daysLeft }: Held) => daysLeft ?? Infinity;
  return held.sort((a, b) => end(a) - end(b));
}

function stateOf(book: Rulebook, library: Library, record: PersonRecord, on: Day): State {
  const facts = prepare(record);
  const at = { on, state: record.state ?? null };
  const met = [...book.goals.values()].filter((goal) => judgeGoal(goal, facts, at) === MET);
  const { places } = whereTo(book, library, record, on);
  const may = places.flatMap(({ code, work }) =>
    WORKS.filter((w) => work[w].may === 'yes').map((w) => `${w} ${code}`),
  );
  return { met: new Set(met.map(({ id }) => id)), may: new Set(may) };
}

function lost(book: Rulebook, library: Library, before: State, after: State): Opened[] {
  const rules = [...before.met]
    .filter((id) => !after.met.has(id))
    .map((rule): Opened => ({ rule, name: book.goals.get(rule)!.name, type: book.goals.get(rule)!.type }));
  const names = new Map([...library.jurisdictions.values()].map((j) => [codeOf(j.id), j.name]));
  const places = [...before.may]
    .filter((key) => !after.may.has(key))
    .map((key): Opened => {
      const [work, place] = key.split(' ') as [Work, string];
      return { place, name: names.get(place) ?? place, work };
    });
  return [...rules, ...places];
}

const codeOf = (jurisdiction: string): string => jurisdiction.replace(/^us-/, '').toUpperCase();

/** Does an entry stand by its dates and status, judged by the rule that asks for just it? */
function standing(book: Rulebook, kind: Kind, entry: Entry, on: Day): Verdict {
  const asked = { anyOf: [entry.id], current: true };
  const rule = compile(kind === 'credential' ? { credential: asked } : { license: asked }, book.context, {
    cite: [],
    as_of: null,
    confidence: 'verified',
  });
  const alone = kind === 'credential' ? { credentials: [entry] } : { licenses: [entry] };
  return nameOf(judge(rule, prepare({ benchpath: 'record/1', ...alone }), { on, state: null }));
}

function daysTo(expires: string | null | undefined, on: Day): number | null {
  const end = expires ? readDate(expires) : null;
  return end ? end.latest - on : null;
}
