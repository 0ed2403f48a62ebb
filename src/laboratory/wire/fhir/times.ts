/** A span of time in milliseconds since 1970: from the first moment meant to the first moment no longer meant. */
export type Span = { from: number; until: number };

const WRITTEN =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

/**
 * The moments a date or time of FHIR may mean, or null when it is none. A year is a year long, a second a second. Where no zone
 * is written, UTC is read: the sender's own is not known.
 */
export function spanOf(text: string): Span | null {
  const read = WRITTEN.exec(text);
  if (!read) return null;
  const [, y, mo, d, h, mi, s, fraction, zone] = read;
  const [year, month, day] = [Number(y), Number(mo ?? 1), Number(d ?? 1)];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  if (h === undefined) {
    const until = d ? utc(year, month, day + 1) : mo ? utc(year, month + 1, 1) : utc(year + 1, 1, 1);
    return { from: utc(year, month, day), until };
  }
  const [hour, minute, second] = [Number(h), Number(mi), Number(s ?? 0)];
  const away = zoneMinutes(zone);
  if (hour > 23 || minute > 59 || second > 60 || away === null) return null;
  const whole = utc(year, month, day) + ((hour * 60 + minute - away) * 60 + Math.min(second, 59)) * 1000;
  const from = whole + Math.trunc(Number(fraction ?? 0) * 1000);
  return { from, until: from + (s === undefined ? 60_000 : fraction === undefined ? 1000 : 1) };
}

/** Days of a month; the year 1900 had no February 29, 2000 had. */
const daysIn = (year: number, month: number): number => new Date(utc(year, month + 1, 0)).getUTCDate();

function utc(year: number, month: number, day: number): number {
  const date = new Date(0); // Date.UTC reads the years 0 to 99 as 1900 to 1999
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime();
}

function zoneMinutes(zone: string | undefined): number | null {
  if (zone === undefined || zone === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(4))];
  if (hours > 14 || minutes > 59) return null;
  return (zone[0] === '-' ? -1 : 1) * (hours * 60 + minutes);
}

/** A moment as an instant of FHIR, in UTC. @param at milliseconds since 1970 */
export const instantOf = (at: number): string => new Date(at).toISOString();
