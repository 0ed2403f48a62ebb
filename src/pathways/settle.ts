import { tally } from './compile.ts';
import type { Proof } from './proof.ts';
import type { V } from './verdict.ts';

/**
 * Which questions could settle an unknown verdict. A question stands for every leaf that waits on it.
 */
export type Settling = {
  /** Questions that could change the verdict, those in the smallest settling sets first. */
  ask: string[];
  /** The one question each of whose answers settles it, where there is one. */
  decidedBy: string | null;
};

type Outcome = V;

/** At most this many questions are tried together; larger sets are not named one by one. */
const LARGEST_SET = 4;
/** More leaves than this waiting on one question are not tried in every mixture. */
const MOST_LEAVES = 10;

export function settle(proof: Proof): Settling {
  if (proof.verdict !== 'unknown') return { ask: [], decidedBy: null };
  const questions = [...new Set(waiting(proof).flatMap((leaf) => leaf.ask))];
  const one = questions.find((q) => decides(proof, q)) ?? null;
  const sizes = new Map(questions.map((q) => [q, LARGEST_SET + 1]));
  for (const set of subsets(questions.slice(0, 16), LARGEST_SET)) {
    if (set.every((q) => sizes.get(q)! <= set.length)) continue;
    const asked = new Set(set);
    if (again(proof, all(asked, 2)) !== 1 || again(proof, any(asked)) !== 1)
      for (const q of set) sizes.set(q, Math.min(sizes.get(q)!, set.length));
  }
  const rank = (q: string) => (q === one ? 0 : sizes.get(q)!);
  return { ask: questions.sort((a, b) => rank(a) - rank(b)), decidedBy: one };
}

/** Unknown leaves that the verdict still waits on. */
function waiting(proof: Proof): Proof[] {
  if (proof.verdict !== 'unknown') return [];
  return proof.parts.length === 0 ? [proof] : proof.parts.flatMap(waiting);
}

/**
 * Does the answer to one question settle the verdict, whatever it is? One answer (a list of courses, say) can meet
 * some of the leaves that wait on it and not others, so every mixture is tried. A leaf that waits on other questions
 * too may stay open.
 */
function decides(proof: Proof, question: string): boolean {
  const leaves = waiting(proof).filter((leaf) => leaf.ask.length === 1 && leaf.ask[0] === question);
  const needs = [...new Set(leaves.map((leaf) => leaf.need))];
  if (needs.length > MOST_LEAVES) return false;
  for (let mixture = 0; mixture < 2 ** needs.length; mixture++) {
    const outcome = again(proof, (leaf) => {
      const i = leaf.ask.length === 1 && leaf.ask[0] === question ? needs.indexOf(leaf.need) : -1;
      return i < 0 ? 1 : mixture & (1 << i) ? 2 : 0;
    });
    if (outcome === 1) return false;
  }
  return true;
}

type Answered = (leaf: Proof) => Outcome;

/** Leaves all of whose questions are answered, one way. */
const all =
  (asked: ReadonlySet<string>, outcome: Outcome): Answered =>
  (leaf) =>
    leaf.ask.length > 0 && leaf.ask.every((q) => asked.has(q)) ? outcome : 1;

/** Leaves that one of the answers can make unmet. */
const any =
  (asked: ReadonlySet<string>): Answered =>
  (leaf) =>
    leaf.ask.some((q) => asked.has(q)) ? 0 : 1;

/** The verdict again, with the unknown leaves answered. */
function again(proof: Proof, answered: Answered): Outcome {
  if (proof.parts.length === 0)
    return proof.verdict === 'unknown' ? answered(proof) : proof.verdict === 'met' ? 2 : 0;
  const parts = proof.parts.map((part) => again(part, answered));
  if (proof.kind === 'all') return Math.min(...parts) as Outcome;
  if (proof.kind === 'at_least') return tally(proof.count ?? 1, parts);
  return Math.max(...parts) as Outcome;
}

function* subsets(items: readonly string[], largest: number): Generator<string[]> {
  for (let size = 1; size <= largest; size++) yield* combinations(items, size, 0, []);
}

function* combinations(
  items: readonly string[],
  size: number,
  from: number,
  held: string[],
): Generator<string[]> {
  if (held.length === size) yield [...held];
  else
    for (let i = from; i < items.length; i++) yield* combinations(items, size, i + 1, [...held, items[i]!]);
}
