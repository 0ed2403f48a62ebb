import { readDate } from './dates.ts';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']; // prettier-ignore

/** `2023-01-01` as January 1, 2023; `2023-01` as January 2023; other text as it is. */
export function longDate(text: string): string {
  if (!readDate(text)) return text;
  const [year, month, day] = text.split('-');
  const name = MONTHS[Number(month) - 1];
  return day ? `${name} ${Number(day)}, ${year}` : `${name} ${year}`;
}
