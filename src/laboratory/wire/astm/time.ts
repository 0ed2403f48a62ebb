import { daysInMonth } from '#kernel/dates.ts';

/** Whether a text is a day of the calendar, YYYYMMDD, or a time in it, with HHMM or HHMMSS behind it (LIS2-A2). */
export function isTime(text: string): boolean {
  const parts = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?$/.exec(text);
  if (!parts) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1)
    .map((p) => Number(p ?? 0));
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return false;
  return hour < 24 && minute < 60 && second < 60;
}
