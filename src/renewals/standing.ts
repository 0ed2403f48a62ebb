import type { Confidence, Continuing } from '#content/index.ts';
import type { Proof, Verdict } from '#pathways/index.ts';
import type { Reason } from './checks.ts';

/** Hours that count: an activity's, toward a need (its key and name) or `any` = the rest of the total. In pieces. */
export type Counted = { activity: string; toward: string; name: string; amount: number };
/** Hours that do not count, or may not. `amount` in pieces; null = not known. */
export type Left = { activity: string; amount: number | null; sure: boolean; why: Reason[] };

/** What still has to be done, in pieces: by need, for the rest of the total, and in all; null = the total is not known. */
export type Missing = {
  total: number | null;
  any: number | null;
  needs: { key: string; name: string; amount: number }[];
};

/**
 * Why no more counts (a least cut): these needs together ask for more than there is, all that could count there already
 * does, save what a cap keeps out. One more hour in any of them counts. `asked` less `have` is all that is missing.
 */
export type Cut = { needs: string[]; asked: number; have: number };

/** Where a holding stands in its present period. */
export type Standing = {
  holding: string;
  id: string;
  name: string;
  rule: string;
  unit: Continuing['unit'];
  /** The days whose hours count, ISO; null = not known. */
  period: { from: string; to: string } | null;
  /** The last day on which hours still count, ISO. */
  due: string | null;
  /** The day on which it lapsed, ISO; null = it has not. */
  lapsedOn: string | null;
  /** The status by which it is no longer in force, whatever its dates; null = none is told. */
  stopped: string | null;
  verdict: Verdict;
  confidence: Confidence;
  proof: Proof;
  ask: string[];
  /** Pieces that surely count toward the total, and what it asks for. */
  have: number;
  need: number | null;
  missing: Missing;
  counted: Counted[];
  left: Left[];
  /** null = nothing that is known is missing. */
  cut: Cut | null;
};
