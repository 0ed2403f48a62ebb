import type { Library, Move } from '#content/index.ts';
import { addYears, isoOf, type Day } from '#kernel/dates.ts';
import type { Record as PersonRecord } from '#record/index.ts';
import { compile, judge } from '../compile.ts';
import { prepare } from '../facts.ts';
import { judgeGoal, type Goal, type Rulebook, type RuleType } from '../rulebook.ts';
import { MET, nameOf, type Verdict } from '../verdict.ts';
import { dated, plus, type Additions } from './adding.ts';
import { offered } from './service.ts';

/** One thing a person could have done or hold: a program, a course, a credential, a year of a kind of work. */
export type Change = {
  id: string;
  name: string;
  kind: 'program' | 'courses' | 'training' | 'work' | 'credential';
  adds: Additions;
  /** Whether it could be begun today, by what it takes to begin. */
  begin: Verdict;
};

/** Something on file that a change turns to met. */
export type Opened = { id: string; name: string; type: RuleType };
export type Door = Change & { opens: Opened[] };

const LEVELS = ['assistant', 'technician', 'technologist', 'specialist'];

/** Every single change on file, as if it were finished on the day. */
export function changes(book: Rulebook, library: Library, record: PersonRecord, on: Day): Change[] {
  const facts = prepare(record);
  const at = { on, state: record.state ?? null };
  const begins = (move: Move): Verdict => {
    const first = firstPart(library, move);
    if (!first.begin) return 'met';
    const rule = compile(first.begin, book.context, { cite: [], as_of: null, confidence: 'verified' });
    return nameOf(judge(rule, facts, at));
  };
  const moves = [...offered(library, record, record.limits).moves.values()]
    .filter((move) => Object.keys(move.adds).length > 0)
    .map((move): Change => ({
      id: move.id,
      name: move.kind === 'work' ? `A year of ${lower(move.name)}` : wholeName(library, move),
      kind: move.kind,
      adds: dated(move.adds, addYears(on, -1), on, 40),
      begin: begins(move),
    }));
  const held = new Set(record.credentials?.map((c) => c.id));
  const credentials = [...book.goals.values()]
    .filter((g) => g.type === 'credential' && LEVELS.includes(g.level) && !held.has(g.id) && open(g))
    .map((g): Change => ({
      id: g.id,
      name: g.short,
      kind: 'credential',
      adds: { credentials: [{ id: g.id, issued: isoOf(on), expires: null }] },
      begin: nameOf(judgeGoal(g, facts, at)),
    }));
  return [...moves, ...credentials];
}

/**
 * Which single change opens the most doors: for each, the credentials, the licenses of the person's states and the
 * federal roles whose rules turn to met. Most first; changes that open nothing are left out.
 */
export function doors(book: Rulebook, library: Library, record: PersonRecord, on: Day): Door[] {
  const states = new Set(
    [record.state, ...(record.limits?.states ?? [])].map((s) => `us-${s?.toLowerCase()}`),
  );
  const goals = [...book.goals.values()].filter(
    (g) =>
      (g.type !== 'license' || ('jurisdiction' in g.entry && states.has(g.entry.jurisdiction))) &&
      g.level !== 'training' &&
      open(g),
  );
  const met = (g: Goal, facts: ReturnType<typeof prepare>) =>
    judgeGoal(g, facts, { on, state: stateOf(g) ?? record.state ?? null }) === MET;
  const now = prepare(record);
  const closed = goals.filter((g) => !met(g, now));
  return changes(book, library, record, on)
    .map((change) => {
      const then = prepare(plus(record, change.adds));
      const opens = closed
        .filter((g) => g.id !== change.id && met(g, then))
        .map(({ id, short, type }) => ({ id, name: short, type }));
      return { ...change, opens };
    })
    .filter((door) => door.opens.length > 0)
    .sort((a, b) => b.opens.length - a.opens.length || order(a) - order(b) || (a.id < b.id ? -1 : 1));
}

const order = (door: Door) => ['met', 'unknown', 'unmet'].indexOf(door.begin);
const open = (g: Goal) => !('status' in g.entry) || g.entry.status === 'active';
const stateOf = (g: Goal) => ('jurisdiction' in g.entry ? g.entry.jurisdiction.slice(3).toUpperCase() : null);
const lower = (text: string) => text[0]!.toLowerCase() + text.slice(1);

function firstPart(library: Library, move: Move): Move {
  const before = move.after ? library.moves.get(move.after) : undefined;
  return before ? firstPart(library, before) : move;
}

/** A program in two parts is named by what its parts' names share. */
function wholeName(library: Library, move: Move): string {
  const first = firstPart(library, move);
  if (first === move) return move.name;
  let same = 0;
  while (move.name[same] && move.name[same] === first.name[same]) same++;
  const comma = move.name.slice(0, same).lastIndexOf(',');
  return comma > 0 ? move.name.slice(0, comma) : move.name;
}
