import type { Container } from '../shift/index.ts';
import { spoiled } from './spoiled.ts';

// Sizes from which blood makes its own tube lie; of this simulation, and they decide no harm.
const CLUMPS = 0.3;
const COLD = 0.1;
const NUCLEATED_RED = 5;
const HEMATOCRIT = 55;

/** The faults of a specimen: what befell it, and what the patient's own blood does in such a tube. */
export function faultsOf(container: Container): string[] {
  const { tube } = container;
  const planted = tube.history.flatMap((o) => (o.fault === undefined ? [] : [o.fault]));
  const { blood } = tube;
  const own = [
    tube.kind === 'lav' && blood.clumpsInEdta >= CLUMPS && 'F17',
    tube.kind === 'lav' && blood.coldAgglutinin >= COLD && 'F18',
    tube.kind === 'lav' && blood.nrbcPer100 >= NUCLEATED_RED && 'F19',
    tube.kind === 'ltblue' && tube.citrateFor === undefined && (tube.drawn['hct'] ?? 0) > HEMATOCRIT && 'F13',
    tube.kind === 'ucup' && spoiled(container) && 'F14',
  ].filter((f) => f !== false);
  return [...new Set([...planted, ...own])];
}
