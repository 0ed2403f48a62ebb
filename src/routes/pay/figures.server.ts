import type { Figure } from '#content/index.ts';
import { cautionsOf, figure, nationalWages, rolePay, standing, type WageTables } from '#wages/index.ts';

const cites = (ids: readonly string[]) => ids.map((source) => ({ source }));

/** Footnotes for the ids of sources. */
export const noted = <T extends { cite: readonly string[] }>({ cite, ...row }: T) => ({
  ...row,
  cite: cites(cite),
});

/** A figure as the page shows it: its cautions in full sentences. */
export type Shown = Pick<
  Figure,
  'id' | 'what' | 'value' | 'unit' | 'period' | 'publisher' | 'cite' | 'confidence' | 'note' | 'subject'
> & {
  cautions: string[];
};

export function shown(wages: WageTables, id: string): Shown {
  const f = figure(wages, id);
  if (!f) throw new Error(`no figure ${id} is on file`);
  const { what, value, unit, period, publisher, cite, confidence, note, subject } = f;
  return {
    id,
    what,
    value,
    unit,
    period,
    publisher,
    cite,
    confidence,
    note,
    subject,
    cautions: cautionsOf(wages, f.cautions),
  };
}

/** The figures whose ids begin so, in their file's order. */
export const startingWith = (wages: WageTables, ...starts: string[]): Shown[] =>
  [...wages.figures.keys()]
    .filter((id) => starts.some((s) => id.startsWith(s)))
    .map((id) => shown(wages, id));

/** Everything that could not be found, so that nobody searches for it twice. */
export const unknown = (wages: WageTables): Shown[] =>
  [...wages.figures.values()].filter((f) => f.value === null).map((f) => shown(wages, f.id));

/** Who published a table, how sure it is, and the cautions for one occupation. */
export const stand = (wages: WageTables, id: Parameters<typeof standing>[1], soc: string) =>
  noted(standing(wages, id, { soc }));

/** One occupation's spread across people in one month. */
export function spread(wages: WageTables, label: string, soc: string, period: string) {
  const n = nationalWages(wages, soc, period);
  if (!n) throw new Error(`no wages of ${soc} in ${period} are on file`);
  return {
    label,
    at: n.annualMedian,
    low: n.annualP10,
    q1: n.annualP25,
    q3: n.annualP75,
    high: n.annualP90,
    cite: cites(n.cite),
    cautions: n.cautions,
    confidence: n.confidence,
    publisher: n.publisher,
  };
}

/** What a role would be paid at the wages of May 2024, were the split of 2015 still the same. */
export function estimate(wages: WageTables, role: 'technician' | 'technologist') {
  const { usdPerYear, cite, cautions } = rolePay(wages, role);
  return { usd: usdPerYear, cite: cites(cite), cautions };
}
