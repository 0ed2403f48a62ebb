import { scaleQuantile } from 'd3-scale';
import { app } from '../../app.server.ts';
import {
  SOC,
  dollars,
  industryWages,
  sectorWages,
  standing,
  statePay,
  type StatePay,
  type WageTables,
} from '#wages/index.ts';
import { citedIn } from '#ui/footnotes.ts';
import type { Fill, MapState } from '#ui/UsaMap.svelte';
import { estimate, shown, spread, startingWith, unknown } from './figures.server.ts';

export const csr = false;

const WHO = [
  { id: 'laboratory', soc: SOC.laboratory, label: 'Technologists and technicians' },
  { id: 'phlebotomist', soc: SOC.phlebotomist, label: 'Phlebotomists' },
] as const;
const SORTS = [
  { id: 'name', label: 'Name' },
  { id: 'median', label: 'Median' },
  { id: 'real', label: 'Median at national prices' },
  { id: 'prices', label: 'Prices' },
  { id: 'mean', label: 'Mean' },
  { id: 'employment', label: 'Jobs' },
] as const;
type Sort = (typeof SORTS)[number]['id'];

const cites = (ids: readonly string[]) => ids.map((source) => ({ source }));
const INKS: Fill[] = ['blank', 'sparse', 'middle', 'dense', 'full'];

/** Five groups of equal count; the map's ink rises with pay. */
function mapOf(rows: StatePay[], measure: 'median' | 'real') {
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

function sorted(rows: StatePay[], by: Sort): StatePay[] {
  if (by === 'name') return rows;
  return [...rows].sort((a, b) => (b[by] ?? -1) - (a[by] ?? -1));
}

const stand = (wages: WageTables, id: Parameters<typeof standing>[1], soc: string) => {
  const s = standing(wages, id, { soc });
  return { ...s, cite: cites(s.cite) };
};

export function load({ url }) {
  const { wages, library } = app();
  const who = WHO.find((w) => w.id === url.searchParams.get('who')) ?? WHO[0];
  const sort = SORTS.find((s) => s.id === url.searchParams.get('sort'))?.id ?? 'median';
  const measure = url.searchParams.get('map') === 'real' ? 'real' : 'median';
  const rows = statePay(wages, who.soc);
  const link = (change: { [key: string]: string }) =>
    `/pay?${new URLSearchParams({ who: who.id, sort, map: measure, ...change })}#states`;
  const medians = rows.filter((r) => r.median !== null);
  const top = (key: 'median' | 'real', sign: 1 | -1) =>
    [...medians].sort((a, b) => sign * (b[key]! - a[key]!))[0]!;
  const show = (id: string) => shown(wages, id);
  const data = {
    years: ['2015', '2022', '2023', '2024', '2025'].map((y) => ({ year: Number(y), ...show(`median-${y}`) })),
    wrong: show('not-57380-in-2023'),
    right: show('is-57380-in-2022'),
    spreads: [
      spread(wages, 'Technologists and technicians', SOC.laboratory, '2025-05'),
      spread(wages, 'Phlebotomists', SOC.phlebotomist, '2025-05'),
      spread(wages, 'Managers, all of healthcare', SOC.manager, '2025-05'),
    ],
    split: [
      spread(wages, 'Technologists', SOC.technologist2015, '2015-05'),
      spread(wages, 'Both together', SOC.laboratory, '2015-05'),
      spread(wages, 'Technicians', SOC.technician2015, '2015-05'),
    ],
    estimates: { technologist: estimate(wages, 'technologist'), technician: estimate(wages, 'technician') },
    both2024: show('median-2024'),
    outlook: {
      jobs: show('projected-jobs-2024'),
      later: show('projected-jobs-2034'),
      change: show('projected-change'),
      growth: show('projected-change-pct'),
      openings: show('openings'),
      all: show('all-occupations-pct'),
      automation: show('automation'),
      entry: show('entry-education'),
      phlebotomists: show('phlebotomist-growth'),
      phlebotomistOpenings: show('phlebotomist-openings'),
      older: show('change-2022-32-pct'),
    },
    who: who.id,
    whoLabel: who.label,
    measure,
    tabs: WHO.map((w) => ({ href: link({ who: w.id }), label: w.label, current: w.id === who.id })),
    sorts: SORTS.map((s) => ({ href: link({ sort: s.id }), label: s.label, current: s.id === sort })),
    maps: [
      { href: link({ map: 'median' }), label: 'Median', hint: 'as paid', current: measure === 'median' },
      {
        href: link({ map: 'real' }),
        label: 'Median at national prices',
        hint: 'what it buys',
        current: measure === 'real',
      },
    ],
    rows: sorted(rows, sort),
    read: medians.length,
    map: mapOf(rows, measure),
    extremes: {
      high: top('median', 1),
      low: top('median', -1),
      realHigh: top('real', 1),
      realLow: top('real', -1),
    },
    statesStand: stand(wages, 'states', who.soc),
    pricesStand: stand(wages, 'parity-states', who.soc),
    industries: industryWages(wages, who.soc).map((i) => ({ ...i, cite: cites(i.cite) })),
    industryMark: show(who.id === 'laboratory' ? 'median-2024' : 'phlebotomist-median-2024'),
    sectors: sectorWages(wages, who.soc).map((s) => ({
      sector: s.sector.replace(/ \(OEWS Designation\)/, ''),
      median: s.annualMedian,
      p25: s.annualP25,
      p75: s.annualP75,
      jobs: s.employment,
    })),
    sectorsStand: stand(wages, 'sectors', who.soc),
    metros: wages.rows.metros.map((m) => ({
      ...m,
      cite: cites(m.cite),
      prices: wages.rows['parity-metros'].find((p) => p.area.startsWith(`${m.metro},`))?.all ?? null,
    })),
    metrosStand: stand(wages, 'metros', SOC.laboratory),
    factors: {
      hospital: show('employer-hospitals'),
      ambulatory: show('employer-ambulatory'),
      gap: show('scorecard-gap'),
      experience: show('ascp-experience'),
      utah: show('utah-entry'),
      rural: show('ascp-urban-rural'),
      nights: show('differential-nights'),
      testing: show('differential-testing'),
    },
    survey: {
      respondents: show('ascp-respondents-2023'),
      change: show('ascp-real-change-staff'),
      highest: show('vacancy-highest-2022'),
      lowest: show('vacancy-lowest-2022'),
      since: show('vacancy-2024'),
    },
    ascp: startingWith(wages, 'ascp-').filter((f) => f.value !== null),
    vacancies: startingWith(wages, 'vacancy-', 'retirement-'),
    scorecard: startingWith(wages, 'scorecard-').filter((f) => f.id !== 'scorecard-gap'),
    federal: startingWith(wages, 'federal-'),
    unknown: unknown(wages),
    rejected: wages.rejected,
  };
  return { ...data, sources: citedIn(library.sources, data) };
}
