import { scaleQuantile } from 'd3-scale';
import { dollars, statePay, type StatePay, type WageTables } from '#wages/index.ts';
import type { Fill, MapState } from '#ui/UsaMap.svelte';
import { stand } from './figures.server.ts';
import { WHO, type Who } from './who.ts';

const SORTS = [
  { id: 'name', label: 'Name' },
  { id: 'median', label: 'Median' },
  { id: 'real', label: 'Median at national prices' },
  { id: 'prices', label: 'Prices' },
  { id: 'mean', label: 'Mean' },
  { id: 'employment', label: 'Jobs' },
] as const;
type Sort = (typeof SORTS)[number]['id'];

const MAPS = [
  { id: 'median', label: 'Median', hint: 'as paid' },
  { id: 'real', label: 'Median at national prices', hint: 'what it buys' },
] as const;
type Measure = (typeof MAPS)[number]['id'];

const INKS: Fill[] = ['blank', 'sparse', 'middle', 'dense', 'full'];

/** Five groups of equal count; the map's ink rises with pay. */
function mapOf(rows: readonly StatePay[], measure: Measure) {
  const values = rows.flatMap((r) => r[measure] ?? []);
  const group = scaleQuantile<number>().domain(values).range([0, 1, 2, 3, 4]);
  const states: MapState[] = rows.map((r) => {
    const usd = r[measure];
    return {
      code: r.state,
      fill: usd === null ? 'dots' : INKS[group(usd)]!,
      label: usd === null ? '–' : `${Math.round(usd / 1000)}`,
      title: usd === null ? `${r.name}: not read` : `${r.name}: ${dollars(usd)}`,
      href: `/where/${r.state.toLowerCase()}`,
    };
  });
  const legend = INKS.map((fill, i) => {
    const inside = values.filter((v) => group(v) === i);
    return { fill, label: `${dollars(Math.min(...inside))} to ${dollars(Math.max(...inside))}` };
  });
  if (values.length < rows.length) legend.push({ fill: 'dots', label: 'Not read' });
  return { states, legend };
}

const sorted = (rows: readonly StatePay[], by: Sort): StatePay[] =>
  by === 'name' ? [...rows] : [...rows].sort((a, b) => (b[by] ?? -1) - (a[by] ?? -1));

/** The best and the worst paid, as paid and at the nation's prices, of the states that were read. */
function extremesOf(rows: readonly StatePay[]) {
  const read = rows.filter((r) => r.median !== null);
  const first = (key: Measure, sign: 1 | -1) => [...read].sort((a, b) => sign * (b[key]! - a[key]!))[0]!;
  return {
    high: first('median', 1),
    low: first('median', -1),
    realHigh: first('real', 1),
    realLow: first('real', -1),
  };
}

/** The states for one occupation; the address holds which, in what order, and what the map shows. */
export function statesOf(wages: WageTables, who: Who, params: URLSearchParams) {
  const sort = SORTS.find((s) => s.id === params.get('sort'))?.id ?? 'median';
  const measure = MAPS.find((m) => m.id === params.get('map'))?.id ?? 'median';
  const rows = statePay(wages, who.soc);
  const link = (change: { [key: string]: string }) =>
    `/pay?${new URLSearchParams({ who: who.id, sort, map: measure, ...change })}#states`;
  const tabs = (
    name: string,
    all: readonly { id: string; label: string; hint?: string }[],
    current: string,
  ) =>
    all.map(({ id, label, hint }) => ({
      href: link({ [name]: id }),
      label,
      ...(hint ? { hint } : {}),
      current: id === current,
    }));
  return {
    whoLabel: who.label,
    measure,
    who: tabs('who', WHO, who.id),
    sorts: tabs('sort', SORTS, sort),
    maps: tabs('map', MAPS, measure),
    rows: sorted(rows, sort),
    read: rows.filter((r) => r.median !== null).length,
    map: mapOf(rows, measure),
    extremes: extremesOf(rows),
    wages: stand(wages, 'states', who.soc),
    prices: stand(wages, 'parity-states', who.soc),
  };
}
