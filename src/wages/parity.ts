import { distinct, dollars, type Pay } from './pay.ts';
import { standing, type Standing, type WageTables } from './tables.ts';

export type Parity = Standing & { name: string; year: number; all: number };

/** How high a state's prices are, United States = 100 (all items, 2023). */
export function statePrices(tables: WageTables, state: string): Parity | null {
  const row = tables.rows['parity-states'].find((r) => r.state === state);
  return row
    ? {
        ...standing(tables, 'parity-states', { state, as_of: `${row.year}` }),
        name: row.name,
        year: row.year,
        all: row.all,
      }
    : null;
}

/** The same for a metropolitan area by the bureau's name. */
export function metroPrices(tables: WageTables, area: string): Parity | null {
  const row = tables.rows['parity-metros'].find((r) => r.area === area);
  return row
    ? {
        ...standing(tables, 'parity-metros', { as_of: `${row.year}` }),
        name: row.area,
        year: row.year,
        all: row.all,
      }
    : null;
}

/** What an amount earned in a state would buy at the nation's average prices: usd / (parity / 100), whole dollars. */
export function adjusted(tables: WageTables, state: string, usd: number): Pay {
  const prices = statePrices(tables, state);
  if (!prices)
    return {
      usdPerYear: null,
      basis: `No price level for ${state} is on file.`,
      cite: [],
      confidence: 'unverified',
      as_of: null,
      cautions: [],
    };
  return {
    usdPerYear: Math.round((usd * 100) / prices.all),
    basis: `${dollars(usd)} in ${prices.name}, at the nation's average prices: divided by the price level of ${prices.year}, ${prices.all} of 100.`,
    cite: distinct(prices.cite),
    confidence: prices.confidence,
    as_of: prices.as_of,
    cautions: prices.cautions,
  };
}
