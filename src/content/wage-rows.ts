import { z } from 'zod';
import { Confidence } from './fact.ts';

/** Cells of the CSV tables under content/wages. An empty cell was suppressed, not given or not read: null. */
const text = z.string().min(1);
const number = z.string().transform((cell, ctx) => {
  if (cell === '') return null;
  const value = Number(cell);
  if (Number.isFinite(value)) return value;
  ctx.addIssue({ code: 'custom', message: `${cell} is not a number` });
  return z.NEVER;
});
const surely = number.refine((n): n is number => n !== null, 'a number is missing');
const month = z.string().regex(/^\d{4}-\d{2}$/, 'write the month like 2024-05');
const state = z.string().regex(/^[A-Z]{2}$/, 'write the two letters of the state');
const soc = z.string().regex(/^\d{2}-\d{4}$/, 'write the SOC code like 29-2010');
/** Source ids with spaces between them; empty = see the table. */
const cite = z.string().transform((cell) => (cell === '' ? [] : cell.split(' ')));

/** `employment` in jobs, `employmentRsePct` its relative standard error, hourly in $/hour, annual in $/year. */
const wages = {
  employment: number, employmentRsePct: number,
  hourlyMean: number, hourlyP10: number, hourlyP25: number, hourlyMedian: number, hourlyP75: number, hourlyP90: number,
  annualMean: number, annualP10: number, annualP25: number, annualMedian: number, annualP75: number, annualP90: number,
  note: z.string(),
}; // prettier-ignore

export const NationalRow = z.strictObject({ period: month, soc, title: text, cite, ...wages });
export const SectorRow = z.strictObject({
  period: month, naics: text, sector: text, ownership: text, soc, title: text, pctOfSectorJobs: number, ...wages,
}); // prettier-ignore
export const StateRow = z.strictObject({ period: month, state, name: text, soc, employment: number, mean: number, median: number, cite });
export const ReprintedRow = StateRow.extend({ confidence: Confidence });
export const MetroRow = z.strictObject({ period: month, metro: text, soc, mean: number, median: number, cite, confidence: Confidence });
/** `sharePct` of the occupation's jobs in 2024; median in $/year, May 2024. */
export const IndustryRow = z.strictObject({ soc, title: text, industry: text, sharePct: surely, median: surely, cite });
export const ProjectionRow = z.strictObject({
  soc, title: text, kind: text, employment2024: surely, employment2034: surely, change: surely, changePct: surely,
  selfEmployedPct2024: number, openingsPerYear: surely, median2024: number,
  entryEducation: z.string(), relatedExperience: z.string(), onTheJobTraining: z.string(),
}); // prettier-ignore
/** Index numbers, United States = 100. */
export const ParityRow = z.strictObject({ state, name: text, year: surely, all: surely, goods: surely, housing: surely, otherServices: surely });
export const MetroParityRow = z.strictObject({ area: text, kind: z.enum(['us', 'nonmetro', 'metro']), year: surely, all: surely });

export type NationalRow = z.infer<typeof NationalRow>;
export type SectorRow = z.infer<typeof SectorRow>;
export type StateRow = z.infer<typeof StateRow>;
export type ReprintedRow = z.infer<typeof ReprintedRow>;
export type MetroRow = z.infer<typeof MetroRow>;
export type IndustryRow = z.infer<typeof IndustryRow>;
export type ProjectionRow = z.infer<typeof ProjectionRow>;
export type ParityRow = z.infer<typeof ParityRow>;
export type MetroParityRow = z.infer<typeof MetroParityRow>;
