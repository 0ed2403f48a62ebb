/** HL7 DTM: YYYY[MM[DD[HH[MM[SS[.S…]]]]]][+/-ZZZZ]. */
const DTM =
  /^(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:\.(\d{1,4}))?)?)?)?)?)?([+-]\d{4})?$/;
const ISO =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2})(?::(\d{2})(?::(\d{2})(?:\.(\d{1,4}))?)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

/** Is this a time that the calendar has? */
export const isTimestamp = (text: string): boolean => {
  const parts = DTM.exec(text);
  return parts !== null && possible(parts) && (parts[8] === undefined || parts[4] !== undefined);
};

/**
 * ISO 8601 at the same precision: 20260105073055 is 2026-01-05T07:30:55, 1971 is 1971. Without an offset it is the sender's
 * local time, and stays so. @param text for which isTimestamp holds
 */
export function isoOf(text: string): string {
  const parts = DTM.exec(text);
  if (!parts) throw new RangeError(`${text} is no HL7 time`);
  const [, year = '', month, day, hour, minute, second, fraction, zone] = parts;
  let iso = year;
  if (month !== undefined) iso += `-${month}`;
  if (day !== undefined) iso += `-${day}`;
  if (hour !== undefined) iso += `T${hour}`;
  if (minute !== undefined) iso += `:${minute}`;
  if (second !== undefined) iso += `:${second}`;
  if (fraction !== undefined) iso += `.${fraction}`;
  return zone === undefined ? iso : `${iso}${zone.slice(0, 3)}:${zone.slice(3)}`;
}

/** The HL7 form of an ISO time, at the same precision. What is no such time is a bug of the caller, and throws. */
export function timestampOf(iso: string): string {
  const parts = ISO.exec(iso);
  if (!parts || !possible(parts)) throw new RangeError(`${JSON.stringify(iso)} is no ISO 8601 time`);
  const [, year, month = '', day = '', hour = '', minute = '', second = '', fraction, zone] = parts;
  const offset = zone === 'Z' ? '+0000' : (zone ?? '').replace(':', '');
  return `${year}${month}${day}${hour}${minute}${second}${fraction === undefined ? '' : `.${fraction}`}${offset}`;
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function possible([, year, month, day, hour, minute, second, , zone]: RegExpExecArray): boolean {
  const [y, m] = [Number(year), Number(month ?? 1)];
  if (m < 1 || m > 12) return false;
  const leap = m === 2 && y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0) ? 1 : 0;
  if (Number(day ?? 1) < 1 || Number(day ?? 1) > DAYS[m - 1]! + leap) return false;
  const offset = zone === undefined || zone === 'Z' ? '0000' : zone.replace(/[+\-:]/g, '');
  return (
    Number(hour ?? 0) < 24 &&
    Number(minute ?? 0) < 60 &&
    Number(second ?? 0) < 60 &&
    Number(offset.slice(0, 2)) < 15 &&
    Number(offset.slice(2)) < 60
  );
}
