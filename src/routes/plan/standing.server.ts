import type { Condition } from '#content/index.ts';
import type { Day } from '#kernel/dates.ts';
import { listed } from '#kernel/names.ts';
import {
  assessGoal, namesIn, prepare, prove, QUESTIONS, type Asked, type Assessed, type Frontier, type Goal, type PathwayVerdict, type Proof, type Verdict,
} from '#pathways/index.ts'; // prettier-ignore
import { app } from '../../app.server.ts';
import { whoConfirms } from './rules.server.ts';
import { askOf, type Ask } from './questions.ts';

/** Where a person stands before a goal: one sentence, what the goal takes, and the proof behind it. */
export type Standing = {
  verdict: Verdict;
  sentence: string;
  /** The one fact that decides, or the first few that could, where the answer is not known yet. */
  decides: Ask[];
  /** What the goal takes, where that is more than one thing. */
  parts: { verdict: Verdict; need: string }[];
  proof: PathwayVerdict | null;
  /** The proof of the goal itself, once it is reached. */
  whole: Proof | null;
  ask: { name: string; url: string | null } | null;
};

export function standingOf(asked: Asked, frontier: Frontier, on: Day): Standing {
  const { book } = app();
  const { target } = frontier;
  const at = { on, state: target.state ?? asked.record.state ?? null };
  const facts = prepare(asked.record);
  const whole = prove(target.rule, facts, at, namesIn(book));
  const goal =
    target.goal ??
    nearest(firstOpen(target.rule.condition, whole), frontier, (g) => assessGoal(book, g, facts, at));
  const assessed = goal ? assessGoal(book, goal, facts, at) : null;
  const best = assessed && bestWay(assessed, goal, frontier);
  const parts = target.goal ? [] : whole.parts.map(({ verdict, need }) => ({ verdict, need }));
  const told = target.goal?.type === 'role' ? null : whole.verdict;
  const body = goal ? whoConfirms(goal).name : 'the body that owns the rule';
  return {
    verdict: whole.verdict,
    sentence: frontier.reached
      ? `You are there: ${reachedText(target.name, target.goal)}.`
      : [
          told && heldText(target.name, target.goal, told),
          goal && assessed ? applyText(goal, assessed, best, frontier) : '',
        ]
          .filter(Boolean)
          .join(' '),
    decides: assessed?.verdict === 'unknown' ? decidesOf(assessed, body) : [],
    parts,
    proof: best,
    whole: frontier.reached ? whole : null,
    ask: goal ? whoConfirms(goal) : null,
  };
}

const reachedText = (name: string, goal: Goal | null) =>
  !goal
    ? `what you told meets all it takes to ${name}`
    : goal.type === 'role'
      ? `you meet the rule for ${name}`
      : `you hold ${goal.short}`;

const heldText = (name: string, goal: Goal | null, held: Verdict) =>
  !goal
    ? held === 'unknown'
      ? `It is not known yet whether you have all it takes to ${name}.`
      : `You do not have all it takes to ${name} yet.`
    : held === 'unknown'
      ? `It is not known yet whether you hold ${goal.short}.`
      : `You do not hold ${goal.type === 'license' ? `the ${goal.short}` : goal.short} yet.`;

function applyText(goal: Goal, a: Assessed, best: PathwayVerdict | null, frontier: Frontier): string {
  const [to, for_] =
    goal.type === 'role'
      ? ['meet', `the rule for ${goal.name}`]
      : ['apply', `for ${goal.type === 'license' ? `the ${goal.short}` : goal.short}`];
  if (a.verdict === 'met')
    return goal.type === 'role'
      ? `You meet ${for_}.`
      : `You could ${to} ${for_} today, by “${best?.name ?? ''}”.`;
  if (a.verdict === 'unknown' && answerable(a).length > 0) {
    const one =
      a.decidedBy !== undefined ? 'One fact decides whether' : 'What you have not told yet decides whether';
    return `${one} you ${goal.type === 'role' ? 'meet' : `could ${to}`} ${for_} today:`;
  }
  const missing = missingOf(a, frontier);
  if (missing.length === 0) return `You cannot ${to} ${for_} yet.`;
  const rest = missing.length > 2 ? `, and ${missing.length - 2} more` : '';
  const other = a.changes.length > 1 ? ' There are other ways.' : '';
  return `You cannot ${to} ${for_} today. What is missing: ${listed(missing.slice(0, 2))}${rest}.${other}`;
}

/** The needs of a smallest set of changes; of several sets one that the soonest plan serves. */
function missingOf(a: Assessed, frontier: Frontier): string[] {
  const served = frontier.plans[0]?.steps.flatMap((s) => s.serves) ?? [];
  const sets = a.changes.map((set) => set.map((c) => c.need));
  const planned = sets.find((set) => set.every((need) => served.some((text) => text.endsWith(`: ${need}`))));
  return planned ?? sets[0] ?? [];
}

/** The question a person can answer that decides; without one, those that could, likeliest first. */
function answerable(a: Assessed): string[] {
  const own = (list: readonly string[]) => list.filter((q) => !/^(ask|rule):/.test(q));
  const one = own(a.decidedBy === undefined ? [] : [a.decidedBy]);
  return one.length > 0 ? one : own(a.ask);
}

function decidesOf(a: Assessed, body: string): Ask[] {
  const asks = answerable(a).map((q) => askOf(q, body, (id) => QUESTIONS.some((known) => known.id === id)));
  return [...new Map(asks.map((ask) => [ask.text, ask])).values()].slice(0, 3);
}

const RANK: Verdict[] = ['met', 'unknown', 'unmet'];
/** Of the ways, one that is met, else the one the soonest plan takes, else the first that is not shut. */
function bestWay(a: Assessed, goal: Goal | null, frontier: Frontier): PathwayVerdict | null {
  const planned = frontier.plans[0]?.steps.find((s) => s.source === goal?.id)?.pathway?.split('/')[1];
  return (
    a.pathways.find((p) => p.verdict === 'met') ??
    a.pathways.find((p) => p.id === planned) ??
    [...a.pathways].sort((x, y) => RANK.indexOf(x.verdict) - RANK.indexOf(y.verdict))[0] ??
    null
  );
}

/** Of the parts of a kind of work, the first that is not met: certification, license, federal rule. */
function firstOpen(condition: Condition, proof: Proof): Condition | null {
  const parts = 'all' in condition ? condition.all : [];
  return parts.find((_, i) => proof.parts[i]?.verdict !== 'met') ?? null;
}

/** Of the rules that would do, one the person could apply for, else the one the soonest plan earns, else the nearest. */
function nearest(part: Condition | null, frontier: Frontier, assess: (g: Goal) => Assessed): Goal | null {
  const { book } = app();
  const ids = !part
    ? []
    : 'credential' in part
      ? part.credential.anyOf.map((x) => (typeof x === 'string' ? x : x.id))
      : 'license' in part
        ? (part.license.anyOf ?? [])
        : 'eligible' in part
          ? [part.eligible.for]
          : [];
  const scored = ids.flatMap((id) => {
    const goal = book.goals.get(id);
    if (!goal) return [];
    const a = assess(goal);
    const planned = frontier.plans[0]?.steps.some((step) => step.source === goal.id) ? 1 : 0;
    return [{ goal, score: (a.verdict === 'met' ? 0 : 1000) - 500 * planned + (a.changes[0]?.length ?? 50) }];
  });
  return scored.sort((a, b) => a.score - b.score)[0]?.goal ?? null;
}
