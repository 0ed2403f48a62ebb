import { addMonths, type Day, type DaySpan } from '#kernel/dates.ts';
import { MET, UNKNOWN, UNMET, between, least, type V } from '../verdict.ts';

/** A limit counted back from the day of application; between the two figures nobody could confirm: unknown. */
export type Within = { years: number; disputedTo?: number | undefined };

/** Had it happened by that day? A date not told is unknown. */
export function happenedBy(span: DaySpan | null, on: Day): V {
  if (!span) return UNKNOWN;
  return between(span.latest <= on, span.earliest <= on);
}

/** Is a day still inside the limit on the day of application? Both end days count. */
export function stillWithin(span: DaySpan | null, on: Day, within: Within | undefined): V {
  if (!within) return MET;
  if (!span) return UNKNOWN;
  const surely = addMonths(span.earliest, Math.round(within.years * 12)) >= on;
  const possibly = addMonths(span.latest, Math.round((within.disputedTo ?? within.years) * 12)) >= on;
  return between(surely, possibly);
}

/** Done by that day, and not too long before it. */
export function doneWithin(span: DaySpan | null, on: Day, within: Within | undefined): V {
  const done = happenedBy(span, on);
  return done === UNMET ? UNMET : least(done, stillWithin(span, on, within));
}

/**
 * What to ask while a date leaves a limit open: the place in the record where the answer (or its day) goes, or the
 * body, where not even the day would settle it. Null when nothing is open.
 */
export function askDate(
  span: DaySpan | null,
  place: string,
  on: Day,
  within: Within | undefined,
): string | null {
  if (doneWithin(span, on, within) !== UNKNOWN) return null;
  if (!span) return place;
  const settled = (day: Day) => doneWithin({ earliest: day, latest: day }, on, within) !== UNKNOWN;
  return settled(span.earliest) || settled(span.latest) ? place : 'ask:how far back it may lie';
}
