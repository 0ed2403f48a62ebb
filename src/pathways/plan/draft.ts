import type { Move } from '#content/index.ts';
import { addYears, type Day } from '#kernel/dates.ts';
import type { Record as PersonRecord } from '#record/index.ts';
import type { Rule } from '../compile.ts';
import { prepare, type Facts } from '../facts.ts';
import { MET } from '../verdict.ts';
import { keptCurrent, plus } from './adding.ts';
import type { Option } from './option.ts';
import type { Need, PlanMove, Problem } from './problem.ts';
import { programOption } from './programs.ts';
import { HORIZON_YEARS, type Situation } from './situation.ts';

/** A leaf that a plan works towards, and the atom that stands for it. */
export type Want = { atom: number; rule: Rule };

/** An option taken up into the problem, with what it takes to begin and what it gives. */
export type Taken = { option: Option; needs: Need; gives: PlanMove['gives'][number][] };

/** A planning problem while it is put together. */
export type Draft = {
  readonly s: Situation;
  /** Pay and costs are counted until this day. */
  readonly last: Day;
  /** The record that plans start from: what is current kept current; the present work goes on. */
  readonly start: PersonRecord;
  readonly idle: Facts;
  /** The person had they stopped work today. */
  readonly stopped: Facts;
  /** Programs, trainings and single courses on file where the person is, by key. */
  readonly programs: ReadonlyMap<string, Option>;
  readonly jobs: readonly Move[];
  readonly taken: Map<string, Taken>;
  /** Every want, by its condition. */
  readonly wants: Map<string, Want>;
  /** Wants that nobody has looked for options for, first come first. */
  readonly open: Want[];
  readonly have: Problem['have'][number][];
  /** The atom of an option's being finished, by its key. */
  readonly finished: Map<string, number>;
  /** The person after an option and what comes before it, by its key; worked out once. */
  readonly after: Map<string, { facts: Facts; end: Day }>;
  /** Atoms numbered so far. */
  atoms: number;
};

export function draftOf(s: Situation): Draft {
  const start = keptCurrent(s.record, s.on);
  const offered = [...s.library.moves.values()].filter(
    (m) => !m.states || (s.state !== null && m.states.includes(s.state)),
  );
  const programs = offered.filter((m) => m.kind !== 'work' && !isByTheHour(m));
  return {
    s,
    last: addYears(s.on, HORIZON_YEARS),
    start,
    idle: prepare(start),
    stopped: prepare(plus(start, { leftOn: s.on })),
    programs: new Map(programs.map((m) => [m.id, programOption(s, m)])),
    jobs: offered.filter((m) => m.kind === 'work'),
    taken: new Map(),
    wants: new Map(),
    open: [],
    have: [],
    finished: new Map(),
    after: new Map(),
    atoms: 0,
  };
}

const isByTheHour = (move: Move) => move.kind === 'courses' && move.id.startsWith('courses-');

/** The atom of a leaf, worked towards from now on. */
export function wantOf(d: Draft, rule: Rule): Need {
  const key = JSON.stringify(rule.condition);
  let want = d.wants.get(key);
  if (!want) {
    want = { atom: d.atoms++, rule };
    d.wants.set(key, want);
    d.open.push(want);
  }
  return { atom: want.atom };
}

export function finishedOf(d: Draft, key: string): Need {
  let atom = d.finished.get(key);
  if (atom === undefined) d.finished.set(key, (atom = d.atoms++));
  return { atom };
}

/** Is a rule met on a day, where the person will work? */
export const isMet = ({ s }: Draft, rule: Rule, facts: Facts, on: Day): boolean =>
  rule.test(facts, { on, state: s.state }) === MET;
