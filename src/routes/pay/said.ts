import { dollars } from '#wages/index.ts';

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
  const n = value.toLocaleString('en-US');
  switch (unit) {
    case 'usd':
      return dollars(value);
    case 'usd_per_year':
      return `${dollars(value)} a year`;
    case 'percent':
      return `${n}%`;
    case 'jobs_per_year':
      return `${n} a year`;
    case undefined:
    case 'index':
    case 'ratio':
      return n;
    default:
      return `${n} ${unit}`;
  }
}

/** `2024-05` as May 2024; a span or a year as it stands. */
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']; // prettier-ignore
export function when(period: string | null): string {
  if (period === null) return 'year not given';
  const text = period.replace(/\b(\d{4})-(\d{2})(-\d{2})?\b/g, (all, year: string, month: string) =>
    Number(month) >= 1 && Number(month) <= 12 ? `${MONTHS[Number(month) - 1]} ${year}` : all,
  );
  return text;
}
