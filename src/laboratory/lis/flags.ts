import { mustDay } from '#kernel/dates.ts';
import { referenceFor, type Analyte, type Reference } from '../catalog/index.ts';
import type { Flag, Identity, Reading, Time } from './event.ts';

/** Whole years between a birthday and a moment. */
export function ageAt(born: string, at: Time): number {
  const on = new Date(at * 1000);
  const birth = new Date(mustDay(born) * 86_400_000);
  const before =
    on.getUTCMonth() < birth.getUTCMonth() ||
    (on.getUTCMonth() === birth.getUTCMonth() && on.getUTCDate() < birth.getUTCDate());
  return on.getUTCFullYear() - birth.getUTCFullYear() - (before ? 1 : 0);
}

/** The reference interval for this person on this day; null where none fits (sex not told, age beyond the table). */
export const intervalFor = (analyte: Analyte, identity: Identity, at: Time): Reference | null =>
  referenceFor(analyte, { sex: identity.sex, years: ageAt(identity.born, at) });

/** Critical when at or beyond the limit, as local policy says unless it says otherwise. */
export function isCritical(analyte: Analyte, value: number | null): boolean {
  const { critical } = analyte;
  if (!critical || value === null) return false;
  return (
    (critical.low !== null && value <= critical.low) || (critical.high !== null && value >= critical.high)
  );
}

/** The HL7 0078 flag of a reading: critical before abnormal; null where no interval is on file. Ends belong to the interval. */
export function flagOf(analyte: Analyte, reading: Reading, identity: Identity, at: Time): Flag {
  const row = intervalFor(analyte, identity, at);
  if (reading.value === null) {
    if (reading.text === null || row?.text === undefined) return null;
    return reading.text.toLowerCase() === row.text.toLowerCase() ? 'N' : 'A';
  }
  const low = analyte.critical?.low ?? null;
  const high = analyte.critical?.high ?? null;
  if (low !== null && reading.value <= low) return 'LL';
  if (high !== null && reading.value >= high) return 'HH';
  if (!row) return null;
  if (row.low !== null && reading.value < row.low) return 'L';
  if (row.high !== null && reading.value > row.high) return 'H';
  return 'N';
}
