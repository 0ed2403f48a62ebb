import { dollars } from '#wages/index.ts';
import { longDate } from '#ui/when.ts';

/** Dollars in full; what was not found, in words. */
export const usd = (n: number | null | undefined) => (typeof n === 'number' ? dollars(n) : 'not on file');

/** An estimate, in hundreds of dollars: more digits would claim more than is known. */
export const near = (n: number | null) =>
  n === null ? 'not on file' : `about ${dollars(Math.round(n / 100) * 100)}`;

/** Along an axis. */
export const thousands = (n: number) => (n === 0 ? '$0' : `$${n / 1000}k`);
export const percent = (n: number) => `${n}%`;
export const count = (n: number) => n.toLocaleString('en-US');

/** A figure that a sentence cannot do without. Throws when the file holds none: then the content is broken. */
export function num({ id, value }: { id: string; value: unknown }): number {
  if (typeof value !== 'number') throw new Error(`the figure ${id} is no number`);
  return value;
}

/** A figure's value in words, by its unit; several by name become one line each. */
export function said(value: unknown, unit: string | undefined): { label: string | null; text: string }[] {
  if (value === null || value === undefined) return [];
  if (typeof value === 'object')
    return Object.entries(value).map(([label, v]) => ({ label, text: one(v, unitOf(label, unit)) }));
  return [{ label: null, text: one(value, unit) }];
}

/** Alabama's row holds jobs beside dollars. */
const unitOf = (label: string, unit: string | undefined) =>
  unit === 'jobs and usd_per_year' ? (label === 'jobs' ? 'jobs' : 'usd_per_year') : unit;

function one(value: unknown, unit: string | undefined): string {
  if (typeof value !== 'number') return String(value);
  switch (unit) {
    case 'usd':
      return dollars(value);
    case 'usd_per_year':
      return `${dollars(value)} a year`;
    case 'percent':
      return `${count(value)}%`;
    case 'jobs_per_year':
      return `${count(value)} a year`;
    case undefined:
    case 'index':
    case 'ratio':
      return count(value);
    default:
      return `${count(value)} ${unit}`;
  }
}

/** `2024-05` and `2024-05-31` as May 2024; a span or a year as it stands. */
export const when = (period: string | null): string =>
  period === null
    ? 'year not given'
    : period.replace(/\b(\d{4}-\d{2})(-\d{2})?\b/g, (all, month: string) => {
        const said = longDate(month);
        return said === month ? all : said;
      });
