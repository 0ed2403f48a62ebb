import { failed, passed, type Check } from './checks.ts';
import { readDate } from '#kernel/dates.ts';

/** `2026-01-02T03:04:05Z`: an XML Schema dateTimeStamp of four-digit years (VC 2.0 §4.9); without a zone it is no moment. */
export const MOMENT =
  /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** Milliseconds since 1970, or null for a text that is no moment of the calendar. */
export function momentOf(text: unknown): number | null {
  if (typeof text !== 'string') return null;
  const day = MOMENT.exec(text)?.[1];
  // `Date` takes February 30 for March 2.
  return day && readDate(day) ? Date.parse(text) : null;
}

const dayIn = (text: unknown): string => String(text).slice(0, 10);

/** Whether the badge holds at a moment, by its own dates. A proof may have an end of its own. */
export function datesCheck(credential: { [key: string]: unknown }, now: Date): Check {
  const { validFrom, issuanceDate, validUntil, expirationDate } = credential;
  const begins = [validFrom, issuanceDate].filter((each) => each !== undefined);
  const proofs = [credential['proof']].flat() as ({ expires?: unknown } | null | undefined)[];
  const ends = [validUntil, expirationDate, ...proofs.map((proof) => proof?.expires)].filter(
    (each) => each !== undefined,
  );
  if (begins.length === 0) return failed('dates', 'it does not say from when it holds');
  const odd = [...begins, ...ends].find((each) => momentOf(each) === null);
  if (odd !== undefined)
    return failed('dates', `${JSON.stringify(odd).slice(0, 60)} is no date with time and zone`);
  const early = begins.find((each) => momentOf(each)! > now.getTime());
  if (early !== undefined) return failed('dates', `it holds only from ${dayIn(early)}`);
  const late = ends.find((each) => momentOf(each)! <= now.getTime());
  if (late !== undefined) return failed('dates', `it expired on ${dayIn(late)}`);
  return passed('dates', ends.length > 0 ? `it holds until ${dayIn(ends[0])}` : 'it has no end');
}
