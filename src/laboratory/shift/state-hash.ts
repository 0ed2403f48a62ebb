import { canonical, sha256 } from '#kernel/digest.ts';
import type { Shift } from './shift.ts';

/**
 * One hash for the whole state of a shift: the chain of the LIS, the clock, and what stands on the bench. The same scenario, seed and
 * deeds give the same hash in any process, locale, time zone and engine.
 */
export const stateHash = (shift: Shift): string =>
  sha256(
    canonical({
      chain: shift.ledger.hash,
      seconds: shift.now,
      containers: [...shift.containers.values()].map(({ id, place, accession, seen, spinning }) => ({
        id,
        place,
        accession,
        seen,
        spinning,
      })),
      notes: shift.notes,
      talk: shift.talk,
      coming: shift.queue.map(({ at, coming }) => ({ at, coming })),
    }),
  );
