import { isoOf, type Day } from '#kernel/dates.ts';
import type { Confidence } from '#content/index.ts';
import { smallestChanges, type Change } from './changes.ts';
import type { NameOf } from './describe.ts';
import type { Facts } from './facts.ts';
import type { At } from './leaves/leaf.ts';
import { confidenceOf, prove, valueOf, type Proof } from './proof.ts';
import { standingOn, type Goal, type Rulebook, type RuleType, type Way } from './rulebook.ts';
import { settle } from './settle.ts';
import { least, nameOf as verdictName, type V, type Verdict } from './verdict.ts';

export type PathwayVerdict = {
  id: string;
  name: string;
  verdict: Verdict;
  confidence: Confidence;
  proof: Proof;
};

export type Assessed = {
  id: string;
  type: RuleType;
  name: string;
  verdict: Verdict;
  /** Weakest confidence among the facts that decide. */
  confidence: Confidence;
  /** The one question that decides an unknown verdict, where there is one. */
  decidedBy?: string;
  /** Questions that could change an unknown verdict, fewest first. */
  ask: string[];
  /** For a verdict that is not met: the smallest sets of changes that would make it met. */
  changes: Change[][];
  pathways: PathwayVerdict[];
};

export const namesIn =
  (book: Rulebook): NameOf =>
  (id) =>
    book.goals.get(id)?.short ?? book.aliases.get(id) ?? id.toUpperCase();

/** The verdict on one way, with its proof; a way not in force says so instead. */
export function assessWay(way: Way, facts: Facts, at: At, name: NameOf): PathwayVerdict {
  const standing = standingOn(way, at.on);
  const inner = prove(way.rule, facts, at, name);
  const proof = standing === 'open' ? inner : standingProof(way, inner, standing);
  return { id: way.id, name: way.name, verdict: proof.verdict, confidence: confidenceOf(proof), proof };
}

/**
 * Closed: unmet, whatever the text says. Early: unknown, and the text on file is not shown, because it is another one
 * that held then. Unconfirmed: what the source names may exist, so it is never met; unmet only by its own terms.
 */
function standingProof(way: Way, inner: Proof, standing: 'closed' | 'early' | 'unconfirmed'): Proof {
  const verdict: V = standing === 'closed' ? 0 : 1;
  const need = {
    closed:
      way.until === null
        ? 'this pathway is closed'
        : `an application before ${isoOf(way.until)}, when this pathway closed`,
    early: `a rule for that date; the one on file begins on ${way.from === null ? '' : isoOf(way.from)}`,
    unconfirmed: 'a pathway that could be confirmed; this one is named by a source, its terms are not',
  }[standing];
  const { cite, confidence, as_of } = inner;
  const own: Proof = {
    kind: 'standing', verdict: verdictName(verdict), need, facts: [], cite, as_of, parts: [],
    confidence: standing === 'unconfirmed' ? 'unverified' : confidence,
    ask: standing === 'early' ? ['ask:the rule for that date'] : standing === 'unconfirmed' ? ['ask:the body that owns the rule'] : [],
  }; // prettier-ignore
  if (standing === 'early') return own;
  return {
    ...own,
    kind: 'all',
    verdict: verdictName(least(verdict, valueOf(inner))),
    need: 'all of these',
    ask: [],
    parts: [own, inner],
  };
}

/** The verdict on a credential, license or role: met by any way. */
export function assessGoal(book: Rulebook, goal: Goal, facts: Facts, at: At): Assessed {
  const name = namesIn(book);
  const pathways = goal.ways.map((w) => assessWay(w, facts, at, name));
  const whole: Proof = {
    ...pathways[0]!.proof,
    kind: 'any',
    need: 'one of these',
    facts: [],
    ask: [],
    parts: pathways.map((p) => p.proof),
    verdict: 'unknown',
  };
  whole.verdict = verdictName(Math.max(...pathways.map((p) => valueOf(p.proof))) as V);
  const { ask, decidedBy } = settle(whole);
  return {
    id: goal.id,
    type: goal.type,
    name: goal.name,
    verdict: whole.verdict,
    confidence: confidenceOf(whole),
    ...(decidedBy === null ? {} : { decidedBy }),
    ask,
    changes: whole.verdict === 'met' ? [] : smallestChanges(whole),
    pathways,
  };
}

/** Every verdict on file, or those asked for; `on` is the day the rules are applied. */
export function assess(
  book: Rulebook,
  facts: Facts,
  on: Day,
  ids?: readonly string[],
): { on: string; verdicts: Assessed[] } {
  const at: At = { on, state: null };
  const goals = [...book.goals.values()].filter((g) => !ids || ids.includes(g.id));
  return { on: isoOf(on), verdicts: goals.map((g) => assessGoal(book, g, facts, at)) };
}
