import type { At } from '../patient.ts';
import type { Reagent } from './instrument.ts';

/** How much of a reagent's strength is left, 1 = all: past its time it loses 3 % a day. Size of this simulation. */
export function reagentLeft(reagent: Reagent, at: At): number {
  const past = Math.max(at - reagent.expires, at - reagent.openedAt - reagent.hoursOnBoard * 3600, 0);
  return Math.max(0.3, 1 - (0.03 * past) / 86_400);
}

/** What an inventory shows of it. */
export const isSpent = (reagent: Reagent, at: At): boolean => reagentLeft(reagent, at) < 1;
