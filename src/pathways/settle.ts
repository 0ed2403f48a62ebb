import type { Proof } from './proof.ts';

/**
 * Which questions could settle an unknown verdict. A question stands for every leaf that waits on it; answering
 * it is tried both ways, all its leaves met and all its leaves unmet.
 */
export type Settling = {
  /** Questions that could change the verdict, those in the smallest settling sets first. */
  ask: string[];
  /** The one question each of whose answers settles it, where there is one. */
  decidedBy: string | null;
};

type Outcome = 0 | 1 | 2;

/** At most this many questions are tried together; larger sets are not named one by one. */
const LARGEST_SET = 4;

export function settle(proof: Proof): Settling {
  if (proof.verdict !== 'unknown') return { ask: [], decidedBy: null };
  const questions = [...new Set(waiting(proof).flatMap((leaf) => leaf.ask))];
  const one = questions.find((q) => again(proof, new Set([q]), 2) !== 1 && again(proof, new Set([q]), 0) !== 1) ?? null;
  const sizes = new Map(questions.map((q) => [q, LARGEST_SET + 1]));
  for (const set of subsets(questions.slice(0, 16), LARGEST_SET)) {
    if (set.every((q) => sizes.get(q)! <= set.length)) continue;
    if (again(proof, new Set(set), 2) !== 1 || again(proof, new Set(set), 0) !== 1)
      for (const q of set) sizes.set(q, Math.min(sizes.get(q)!, set.length));
  }
  const ask = questions.sort((a, b) => sizes.get(a)! - sizes.get(b)! || (a === one ? -1 : b === one ? 1 : 0));
  return { ask, decidedBy: one };
}

/** Unknown leaves that the verdict still waits on. */
function waiting(proof: Proof): Proof[] {
  if (proof.verdict !== 'unknown') return [];
  return proof.parts.length === 0 ? [proof] : proof.parts.flatMap(waiting);
}

/** The verdict again, with the leaves that only these questions hold open answered one way. */
function again(proof: Proof, answered: ReadonlySet<string>, answer: Outcome): Outcome {
  if (proof.parts.length === 0) {
    if (proof.verdict !== 'unknown') return proof.verdict === 'met' ? 2 : 0;
    const open = proof.ask.filter((q) => !answered.has(q));
    return proof.ask.length > 0 && (open.length === 0 || (answer === 0 && open.length < proof.ask.length)) ? answer : 1;
  }
  const parts = proof.parts.map((part) => again(part, answered, answer));
  if (proof.kind === 'all') return Math.min(...parts) as Outcome;
  if (proof.kind === 'at_least') return tallied(proof, parts);
  return Math.max(...parts) as Outcome;
}

function tallied(proof: Proof, parts: readonly Outcome[]): Outcome {
  const count = proof.count ?? 1;
  if (parts.filter((p) => p === 2).length >= count) return 2;
  return parts.filter((p) => p > 0).length >= count ? 1 : 0;
}

function* subsets(items: readonly string[], largest: number): Generator<string[]> {
  for (let size = 1; size <= largest; size++) yield* combinations(items, size, 0, []);
}

function* combinations(items: readonly string[], size: number, from: number, held: string[]): Generator<string[]> {
  if (held.length === size) yield [...held];
  else for (let i = from; i < items.length; i++) yield* combinations(items, size, i + 1, [...held, items[i]!]);
}
