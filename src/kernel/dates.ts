/**
 * Dates without clocks or time zones. A day is a whole number: days since 1970-01-01 in the proleptic
 * Gregorian calendar. Text is ISO 8601, day (2024-05-31) or month (2024-05) precision. Nothing here reads
 * the system clock or the local zone, so the same input gives the same answer everywhere.
 */

/** Days since 1970-01-01 (may be negative). */
export type Day = number;

/** The days that a written date can mean: a month stands for each of its days. Both ends included. */
export type DaySpan = { earliest: Day; latest: Day };

const MS_PER_DAY = 86_400_000;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Number of days in a month (1 to 12). */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (DAYS[month - 1] ?? 30);

/** The day of a calendar date. Howard Hinnant's days_from_civil: exact for every year. */
export function dayOf(year: number, month: number, day: number): Day {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Year, month (1 to 12) and day of the month. Howard Hinnant's civil_from_days, the way back. */
export function partsOf(day: Day): { year: number; month: number; day: number } {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
  };
}

/** `2024-05-31`. */
export const isoOf = (day: Day): string => new Date(day * MS_PER_DAY).toISOString().slice(0, 10);

const DAY_TEXT = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTH_TEXT = /^(\d{4})-(\d{2})$/;

/** The span of days a written date can mean, or null when it is not a date of the calendar. */
export function readDate(text: string): DaySpan | null {
  const whole = DAY_TEXT.exec(text);
  if (whole) {
    const [year, month, day] = [Number(whole[1]), Number(whole[2]), Number(whole[3])];
    if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
    const only = dayOf(year, month, day);
    return { earliest: only, latest: only };
  }
  const part = MONTH_TEXT.exec(text);
  if (!part) return null;
  const [year, month] = [Number(part[1]), Number(part[2])];
  if (month < 1 || month > 12) return null;
  return { earliest: dayOf(year, month, 1), latest: dayOf(year, month, daysInMonth(year, month)) };
}

/** The day of a full ISO date; throws when the text is none (for dates this program wrote itself). */
export function mustDay(text: string): Day {
  const span = readDate(text);
  if (!span || span.earliest !== span.latest) throw new Error(`not a day: ${text}`);
  return span.earliest;
}

/** The same day of the month, `months` later (negative: earlier); the last day of a shorter month. */
export function addMonths(day: Day, months: number): Day {
  const { year, month, day: dom } = partsOf(day);
  const index = year * 12 + (month - 1) + months;
  const [y, m] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  return dayOf(y, m, Math.min(dom, daysInMonth(y, m)));
}

export const addYears = (day: Day, years: number): Day => addMonths(day, years * 12);

/**
 * A day's place on a scale of months, so that a span is the difference of two places: additive over any cut,
 * and a span from a day of one month to the same day of another is a whole number whatever the months' lengths.
 */
export function monthScale(day: Day): number {
  const known = PLACES[day - FIRST_PLACED];
  if (known) return known;
  const { year, month, day: dom } = partsOf(day);
  const place = year * 12 + (month - 1) + (dom - 1) / 31;
  if (known === 0) PLACES[day - FIRST_PLACED] = place;
  return place;
}

/** The places of days from 1850 to 2099 that were asked for; 0 = not yet. Rules weigh the same days over and over. */
const FIRST_PLACED = dayOf(1850, 1, 1);
const PLACES = new Float64Array(dayOf(2100, 1, 1) - FIRST_PLACED);

/** Months from `from` up to and not including `until`. */
export const monthsBetween = (from: Day, until: Day): number => monthScale(until) - monthScale(from);
