import { createHash } from 'node:crypto';
import type { Day } from '#kernel/dates.ts';
import {
  frontier,
  proofsOf,
  situationOf,
  type Asked,
  type Frontier,
  type PathwayVerdict,
} from '#pathways/index.ts';
import { planner } from '../record.server.ts';

/** What was found for one question, with the proofs of the plans that were looked at. */
export type Found = { frontier: Frontier; proofs: (plan: number) => (PathwayVerdict | null)[] };

/** A hard goal can take seconds, and a page is looked at more than once. */
const KEPT = 48;
const kept = new Map<string, Found | null>();

/** The plans for a question on a day; null = no such goal on file. The same question is searched once. */
export function found(asked: Asked, on: Day): Found | null {
  const { record, goal, limits = null, own } = asked;
  const key = createHash('sha256')
    .update(JSON.stringify([record, goal, limits, own, on]))
    .digest('base64');
  const known = kept.get(key);
  const result = known === undefined ? search(asked, on) : known;
  kept.delete(key);
  kept.set(key, result);
  const oldest = kept.keys().next();
  if (kept.size > KEPT && !oldest.done) kept.delete(oldest.value);
  return result;
}

function search({ record, goal, limits, own }: Asked, on: Day): Found | null {
  const result = frontier(planner(), record, goal, limits, on, own);
  if (!result) return null;
  const proofs = new Map<number, (PathwayVerdict | null)[]>();
  return {
    frontier: result,
    proofs: (i) => {
      const s = situationOf(planner(), record, goal, limits, on, own)!;
      if (!proofs.has(i)) proofs.set(i, proofsOf(s, result.plans[i]!));
      return proofs.get(i)!;
    },
  };
}
