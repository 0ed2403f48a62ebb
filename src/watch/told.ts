import type { Confidence } from '#content/index.ts';
import type { Day } from '#kernel/dates.ts';
import { namesIn } from '#pathways/index.ts';
import { lookAtHoldings, lookAtPlan, lookAtVerdict, NOT_ON_FILE, type Look } from './look.ts';
import { mattering } from './matters.ts';
import { deciding, reasonsFor, type Reason } from './reasons.ts';
import { ruleChanges, type RuleChange, type What } from './rule-changes.ts';
import type { Person, World } from './world.ts';

/** Something that comes to another answer for a person because content changed, and because of nothing else. */
export type Told = {
  subject: string;
  name: string;
  before: string;
  after: string;
  confidence: Confidence | null;
  rules: Reason[];
};

/** Two contents, and the entries in them that differ in something that decides. */
export type Turn = { before: World; after: World; changes: readonly RuleChange[] };

export function turnOf(before: World, after: World): Turn {
  const [then, now] = [namesIn(before.book), namesIn(after.book)];
  const name = (id: string) => (after.book.goals.has(id) ? now(id) : then(id));
  return { before, after, changes: deciding(ruleChanges(before.library, after.library, name)) };
}

/**
 * What changed for a person between two contents. Both are looked at by this program, with the same record, on the same day:
 * neither time nor an edit nor a new version of the program can make a difference.
 */
export function toldOf({ before, after, changes }: Turn, person: Person, on: Day): Told[] {
  if (changes.length === 0) return [];
  // Searching for plans takes longest; how hours are counted decides neither them nor a verdict.
  const ways = changes.some(({ type }) => type !== 'continuing education')
    ? [
        ...verdicts(before, after, person, on),
        ...paired([lookAtPlan(before, person, on)], [lookAtPlan(after, person, on)]),
      ]
    : [];
  const pairs = [...ways, ...paired(lookAtHoldings(before, person, on), lookAtHoldings(after, person, on))];
  return pairs.filter(differs).map(([old, now]) => ({
    subject: (now ?? old)!.subject,
    name: (now && now.said !== NOT_ON_FILE ? now : (old ?? now))!.name,
    before: old?.said ?? NOT_ON_FILE,
    after: now?.said ?? NOT_ON_FILE,
    confidence: now?.confidence() ?? null,
    rules: reasonsFor(
      concerning((now ?? old)!.subject, changes),
      restsOf(old, now),
      before.library,
      after.library,
    ),
  }));
}

/** Those of the changes that can concern a subject: no fee decides a verdict, and no way to qualify what keeping takes. */
function concerning(subject: string, changes: readonly RuleChange[]): readonly RuleChange[] {
  const holds = subject.startsWith('holding ');
  const can = ({ kind, pathway }: What) => (holds ? pathway === null : kind !== 'fees');
  const left = changes.flatMap((change) => {
    const what = change.what.filter(can);
    return deciding([{ ...change, what }]);
  });
  return subject === 'plan' || left.length === 0 ? changes : left;
}

type Pair = [Look | null, Look | null];

/** Goals that matter under either content, each looked at under both. */
function verdicts(before: World, after: World, person: Person, on: Day): Pair[] {
  const ids = new Set([before, after].flatMap((world) => mattering(world, person, on).map((g) => g.id)));
  const look = (world: World, id: string) => {
    const goal = world.book.goals.get(id);
    return goal ? lookAtVerdict(world, goal, person, on) : null;
  };
  return [...ids].map((id) => [look(before, id), look(after, id)]);
}

function paired(before: readonly (Look | null)[], after: readonly (Look | null)[]): Pair[] {
  const by = (looks: readonly (Look | null)[]) => new Map(looks.flatMap((l) => (l ? [[l.subject, l]] : [])));
  const [old, now] = [by(before), by(after)];
  return [...new Set([...old.keys(), ...now.keys()])].map((s) => [old.get(s) ?? null, now.get(s) ?? null]);
}

/** Told are two answers that differ; of a goal that came or went, only what the person qualifies for. */
function differs([old, now]: Pair): boolean {
  if (old && now) return old.key !== null && now.key !== null && old.key !== now.key;
  return (old ?? now)?.key === 'met';
}

/** The entries that either rests on. */
const restsOf = (old: Look | null, now: Look | null): string[] => [
  ...(old?.rests ?? []),
  ...(now?.rests ?? []),
];
