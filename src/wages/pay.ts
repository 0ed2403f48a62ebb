import type { Confidence } from '#content/index.ts';

/** An amount and what it rests on, to be shown together. `null` = no figure on file; `basis` then says so. */
export type Pay = {
  usdPerYear: number | null;
  basis: string;
  cite: string[];
  confidence: Confidence;
  as_of: string | null;
  cautions: string[];
};

const ORDER: readonly Confidence[] = ['unverified', 'likely', 'verified'];

/** Of two confidences the lesser. */
export const atMost = (a: Confidence, b: Confidence): Confidence =>
  ORDER.indexOf(a) < ORDER.indexOf(b) ? a : b;

/** Without repeats, in order. */
export const distinct = (list: readonly string[]): string[] => [...new Set(list)];

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `2024-05` as "May 2024". */
export const monthName = (period: string): string =>
  `${MONTHS[Number(period.slice(5, 7)) - 1]} ${period.slice(0, 4)}`;

/** `57702` as "$57,702". */
export const dollars = (usd: number): string => `$${usd.toLocaleString('en-US')}`;
