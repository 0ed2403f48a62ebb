import type { Proof } from './proof.ts';

/** One change that would make a leaf met. */
export type Change = { need: string; kind: string; cite: Proof['cite'] };

/** Sets of changes are kept only while small; a rule with more ways than this is shown by its first ones. */
const MOST_SETS = 24;

type ChangeSet = ReadonlyMap<string, Change>;

/**
 * The smallest sets of changes that would make an unmet (or unknown) proof met, fewest first. The same need in two
 * places is one change. Parts whose text could not be read cannot be planned for, so ways through them are left out.
 */
export function smallestChanges(proof: Proof): Change[][] {
  const sets = minimal(waysTo(proof));
  const fewest = Math.min(...sets.map((s) => s.size));
  return sets.filter((s) => s.size === fewest).map((s) => [...s.values()]);
}

function waysTo(proof: Proof): ChangeSet[] {
  if (proof.verdict === 'met') return [new Map()];
  if (proof.parts.length === 0) {
    if (proof.kind === 'unread' || proof.kind === 'standing' || proof.confidence === 'unverified') return [];
    return [new Map([[proof.need, { need: proof.need, kind: proof.kind, cite: proof.cite }]])];
  }
  const under = proof.parts.map(waysTo);
  if (proof.kind === 'any') return minimal(under.flat());
  if (proof.kind === 'all') return together(under);
  return minimal(choose(under, proof.count ?? 1).flatMap(together));
}

/** One way from each, united. */
function together(under: readonly ChangeSet[][]): ChangeSet[] {
  let sets: ChangeSet[] = [new Map()];
  for (const ways of under) sets = minimal(sets.flatMap((a) => ways.map((b) => new Map([...a, ...b]))));
  return sets;
}

/** Drops every set that holds a smaller one. */
function minimal(sets: readonly ChangeSet[]): ChangeSet[] {
  const sorted = [...sets].sort((a, b) => a.size - b.size);
  const kept: ChangeSet[] = [];
  for (const set of sorted) if (!kept.some((k) => [...k.keys()].every((key) => set.has(key)))) kept.push(set);
  return kept.slice(0, MOST_SETS);
}

function choose<T>(items: readonly T[], count: number): T[][] {
  if (count === 0) return [[]];
  return items.flatMap((item, i) => choose(items.slice(i + 1), count - 1).map((rest) => [item, ...rest]));
}
