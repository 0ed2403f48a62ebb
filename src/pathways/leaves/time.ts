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

/** The same made ready for one leaf: the first days inside the limit are worked out once for each day of application. */
export function readyDone(within: Within | undefined): (span: DaySpan | null, on: Day) => V {
  if (!within) return happenedBy;
  let [last, first, firstDisputed] = [NaN, 0, 0];
  return (span, on) => {
    if (span === null) return UNKNOWN;
    if (on !== last) {
      last = on;
      first = firstInside(on, within.years);
      firstDisputed = firstInside(on, within.disputedTo ?? within.years);
    }
    if (span.earliest > on || span.latest < firstDisputed) return UNMET;
    return between(span.latest <= on && span.earliest >= first, true);
  };
}

/** The first day that, so many years on, is not before the day of application. */
export function firstInside(on: Day, years: number): Day {
  const months = Math.round(years * 12);
  let day = addMonths(on, -months) - 1;
  while (addMonths(day, months) < on) day++;
  return day;
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
