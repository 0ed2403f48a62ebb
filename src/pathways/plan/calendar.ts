import { addMonths, dayOf, partsOf, type Day } from '#kernel/dates.ts';

/** First day at or after `day` that is one of the MM-DD days; the day itself when there are none. */
export function nextTerm(day: Day, terms: readonly string[] | undefined): Day {
  if (!terms || terms.length === 0) return day;
  const { year } = partsOf(day);
  const dates = [year, year + 1].flatMap((y) =>
    terms.map((t) => dayOf(y, Number(t.slice(0, 2)), Number(t.slice(3)))),
  );
  return Math.min(...dates.filter((d) => d >= day));
}

/** The day a stretch of months (parts of a month as days of 30.44) after a start. */
export function afterMonths(start: Day, months: number): Day {
  const whole = Math.floor(months + 1e-9);
  const rest = months - whole;
  return addMonths(start, whole) + (rest > 1e-6 ? Math.ceil(rest * 30.44) : 0);
}

export const afterWeeks = (start: Day, weeks: number): Day => start + Math.round(weeks * 7);
