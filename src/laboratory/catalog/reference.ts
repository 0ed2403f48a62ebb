import type { Analyte, Reference } from './analyte.ts';

/** Whose result it is. `years` = whole years of age; null = not known. */
export type Person = { sex: 'F' | 'M' | null; years: number | null };

/** The reference interval for somebody; null where theirs depends on what is not known of them, or none is on file. */
export function referenceFor(analyte: Pick<Analyte, 'reference'>, person: Person): Reference | null {
  const rows = analyte.reference.filter((row) => fits(row, person) !== false);
  return rows.length === 1 && fits(rows[0]!, person) ? rows[0]! : null;
}

/** Null = cannot be told. */
function fits(row: Reference, { sex, years }: Person): boolean | null {
  if (row.sex !== undefined && sex !== null && row.sex !== sex) return false;
  if (years !== null && ((row.ageFrom ?? 0) > years || (row.ageTo ?? Infinity) < years)) return false;
  const asksSex = row.sex !== undefined && sex === null;
  const asksAge = (row.ageFrom !== undefined || row.ageTo !== undefined) && years === null;
  return asksSex || asksAge ? null : true;
}
