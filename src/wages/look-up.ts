import type { IndustryRow, NationalRow, ProjectionRow, SectorRow, StateRow } from '#content/index.ts';
import { standing, type Standing, type WageTables } from './tables.ts';

/** SOC codes that the rest of the program asks for. */
export const SOC = {
  /** Technologists and technicians together: the only code since the split ended. */
  laboratory: '29-2010',
  technologist2015: '29-2011',
  technician2015: '29-2012',
  phlebotomist: '31-9097',
  manager: '11-9111',
} as const;

export type Standed<Row> = Omit<Row, 'cite'> & Standing;

/** A state's jobs, mean and median pay ($/year, May 2024). Null when the state has no row; a null cell was not read. */
export function stateWage(tables: WageTables, soc: string, state: string): Standed<StateRow> | null {
  const row = tables.rows.states.find((r) => r.soc === soc && r.state === state);
  return row
    ? { ...row, ...standing(tables, 'states', { cite: row.cite, soc, state, as_of: row.period }) }
    : null;
}

/** National jobs, mean and percentiles of one occupation; `period` is 2015-05, 2024-05 or 2025-05. */
export function nationalWages(tables: WageTables, soc: string, period: string): Standed<NationalRow> | null {
  const row = tables.rows.national.find((r) => r.soc === soc && r.period === period);
  return row ? { ...row, ...standing(tables, 'national', { cite: row.cite, soc, as_of: row.period }) } : null;
}

/** Pay by sector of the economy, May 2024, in the order of the sector codes. */
export const sectorWages = (tables: WageTables, soc: string): (SectorRow & Standing)[] =>
  tables.rows.sectors
    .filter((r) => r.soc === soc)
    .map((r) => ({ ...r, ...standing(tables, 'sectors', { soc, as_of: r.period }) }));

/** The industries with the most jobs, and their median pay, the largest share first. */
export const industryWages = (tables: WageTables, soc: string): Standed<IndustryRow>[] =>
  tables.rows.industries
    .filter((r) => r.soc === soc)
    .sort((a, b) => b.sharePct - a.sharePct)
    .map((r) => ({ ...r, ...standing(tables, 'industries', { cite: r.cite, soc }) }));

/** Jobs and openings from 2024 to 2034. */
export function projection(tables: WageTables, soc: string): (ProjectionRow & Standing) | null {
  const row = tables.rows.projections.find((r) => r.soc === soc);
  return row ? { ...row, ...standing(tables, 'projections', { soc }) } : null;
}
