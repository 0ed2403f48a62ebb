import type {
  Confidence,
  Library,
  Credential,
  FederalRole,
  License,
  Pathway,
  Condition,
} from '#content/index.ts';
import { readDate, type Day } from '#kernel/dates.ts';
import { compile, judge, type Context, type Rule } from './compile.ts';
import type { Facts } from './facts.ts';
import type { At } from './leaves/leaf.ts';
import { confidenceOf, prove, surer, weaker } from './proof.ts';
import { MET, UNKNOWN, UNMET, most, type V } from './verdict.ts';

export type RuleType = 'credential' | 'license' | 'role';

/** One way to qualify, ready to be judged. */
export type Way = {
  id: string;
  name: string;
  pathway: Pathway;
  rule: Rule;
  /** First day in force; null = open. Before it another text held, which is not on file. */
  from: Day | null;
  /** First day no longer in force; null = open. */
  until: Day | null;
};

/** Something a person can qualify for: a credential, a license, or a federal role. */
export type Goal = {
  id: string;
  type: RuleType;
  name: string;
  short: string;
  level: string;
  /** The content entry it came from; for a member of a group, the group's. */
  entry: Credential | License | FederalRole;
  ways: Way[];
};

export type Rulebook = { goals: Map<string, Goal>; aliases: Map<string, string>; context: Context };

/** Readies every rule of a library. */
export function rulebook(library: Library): Rulebook {
  const goals = new Map<string, Goal>();
  const aliases = new Map<string, string>();
  const reaching: string[] = [];
  const context: Context = {
    licenses: library.licenses,
    states: library.jurisdictions,
    eligible: (id, facts, at, note) => {
      const goal = goals.get(id);
      if (!goal || reaching.includes(id)) return UNKNOWN; // a rule that asks for itself settles nothing
      reaching.push(id);
      try {
        const v = judgeGoal(goal, facts, at);
        if (note) note.sure = surenessOf(goal, v, facts, at);
        return v;
      } finally {
        reaching.pop();
      }
    },
  };
  const put = (
    type: RuleType,
    entry: Credential | License | FederalRole,
    names: { id: string; name: string; short: string; discipline?: string | undefined },
  ) => {
    const level = 'level' in entry ? entry.level : 'role';
    const inLicense: Context = {
      ...context,
      eligible: (id, facts, at, note) => context.eligible(id, facts, { ...at, seekingLicense: true }, note),
    };
    const ways = (entry.pathways as Pathway[]).map((pathway) =>
      way(pathway, type === 'license' ? inLicense : context, names.discipline),
    );
    goals.set(names.id, { id: names.id, type, name: names.name, short: names.short, level, entry, ways });
    for (const alias of entry.aliases) aliases.set(alias, names.id);
  };
  for (const c of library.credentials.values()) {
    if (c.members.length === 0) put('credential', c, c);
    for (const member of c.members) put('credential', c, member);
  }
  for (const l of library.licenses.values()) put('license', l, { id: l.id, name: l.name, short: l.name });
  for (const r of library.roles.values()) put('role', r, { id: r.id, name: r.name, short: r.name });
  return { goals, aliases, context };
}

function way(pathway: Pathway, context: Context, discipline: string | undefined): Way {
  const requirement = discipline ? withDiscipline(pathway.requirement, discipline) : pathway.requirement;
  return {
    id: pathway.id,
    name: pathway.name,
    pathway,
    rule: compile(requirement, context, {
      cite: pathway.cite,
      as_of: pathway.as_of,
      confidence: pathway.confidence,
    }),
    from: pathway.effective.from ? readDate(pathway.effective.from)!.earliest : null,
    until: pathway.effective.until ? readDate(pathway.effective.until)!.earliest : null,
  };
}

/** A sibling's own discipline in place of `the-discipline`. */
function withDiscipline(condition: Condition, discipline: string): Condition {
  if ('all' in condition)
    return { ...condition, all: condition.all.map((c) => withDiscipline(c, discipline)) };
  if ('any' in condition)
    return { ...condition, any: condition.any.map((c) => withDiscipline(c, discipline)) };
  if ('at_least' in condition)
    return {
      ...condition,
      at_least: {
        ...condition.at_least,
        of: condition.at_least.of.map((c) => withDiscipline(c, discipline)),
      },
    };
  const own = (list: readonly string[] | undefined) =>
    list?.includes('the-discipline') ? [discipline as never] : (list as never);
  if ('experience' in condition && condition.experience.disciplines)
    return {
      ...condition,
      experience: { ...condition.experience, disciplines: own(condition.experience.disciplines) },
    };
  if ('program' in condition && condition.program.rotations)
    return { ...condition, program: { ...condition.program, rotations: own(condition.program.rotations) } };
  return condition;
}

/** Is the way open on that day? `early` = before the text on file came into force. */
export function standingOn(way: Way, on: Day): 'open' | 'closed' | 'early' | 'unconfirmed' {
  if (way.until !== null && on >= way.until) return 'closed';
  if (way.from !== null && on < way.from) return 'early';
  if (way.pathway.status === 'discontinued' && way.until === null) return 'closed';
  return way.pathway.status === 'unconfirmed' ? 'unconfirmed' : 'open';
}

export function judgeWay(way: Way, facts: Facts, at: At): V {
  const standing = standingOn(way, at.on);
  if (standing === 'closed') return UNMET;
  if (standing === 'early') return UNKNOWN;
  const v = judge(way.rule, facts, at);
  return standing === 'unconfirmed' && v === MET ? UNKNOWN : v;
}

/** Met by any way. */
export function judgeGoal(goal: Goal, facts: Facts, at: At): V {
  let v: V = UNMET;
  for (const w of goal.ways) {
    v = most(v, judgeWay(w, facts, at));
    if (v === MET) return MET;
  }
  return v;
}

/** How sure a verdict on a goal is: met by its surest way, anything else as its least sure one of that verdict. */
function surenessOf(goal: Goal, v: V, facts: Facts, at: At): Confidence {
  const ways = goal.ways.filter((w) => judgeWay(w, facts, at) === v && standingOn(w, at.on) === 'open');
  const sure = ways.map((w) => confidenceOf(prove(w.rule, facts, at, (id) => id)));
  return sure.reduce(
    (a, b) => (v === MET ? surer(a, b) : weaker(a, b)),
    v === MET ? 'unverified' : 'verified',
  );
}

export const findGoal = (book: Rulebook, id: string): Goal | null =>
  book.goals.get(id) ?? book.goals.get(book.aliases.get(id) ?? '') ?? null;
