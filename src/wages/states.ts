import { statePrices } from './parity.ts';
import { stateWage } from './look-up.ts';
import type { WageTables } from './tables.ts';

/** One state's jobs and pay beside its prices; `real` = the median at the nation's prices. Null = not read. */
export type StatePay = {
  state: string;
  name: string;
  employment: number | null;
  mean: number | null;
  median: number | null;
  prices: number | null;
  real: number | null;
};

/** The 50 states and the District for one occupation, in the order of their names ($/year, May 2024; prices of 2023). */
export function statePay(tables: WageTables, soc: string): StatePay[] {
  return tables.rows.states
    .filter((row) => row.soc === soc)
    .map(({ state, name }) => {
      const { employment, mean, median } = stateWage(tables, soc, state)!;
      const prices = statePrices(tables, state)?.all ?? null;
      const real = median === null || prices === null ? null : Math.round((median * 100) / prices);
      return { state, name, employment, mean, median, prices, real };
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'en-US'));
}
