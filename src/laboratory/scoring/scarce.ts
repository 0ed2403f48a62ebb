import type { Result } from '../lis/index.ts';
import type { Shift } from '../shift/index.ts';
import { containerOf, identified } from './truth.ts';

// What there is too little of to do again.

/** Turned away for want of a label alone, though it cannot be had again: policy keeps it for a signed statement. */
export function lost(shift: Shift, accession: string): boolean {
  const specimen = shift.ledger.lis.specimens.get(accession)!;
  const order = shift.scenario.orders.find(
    (o) => o.id === shift.ledger.lis.orders.get(specimen.order)?.placer,
  );
  const gone = specimen.state.status === 'rejected' || specimen.state.status === 'discarded';
  return order?.irretrievable === true && gone && identified(shift, accession)?.what === 'unidentified';
}

/** The probe found too little, and no strand was in its way: what there was went into other tests. */
export const ranOut = (shift: Shift, result: Result): boolean =>
  result.readings.some((r) => r.alarms.includes('short sample')) &&
  containerOf(shift, result.accession)?.tube.fibrin === false;
