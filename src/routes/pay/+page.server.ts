import { app } from '../../app.server.ts';
import { SOC, industryWages, sectorWages, type WageTables } from '#wages/index.ts';
import { citedIn } from '#ui/footnotes.ts';
import { estimate, noted, shown, spread, stand, startingWith, unknown } from './figures.server.ts';
import { statesOf } from './states.server.ts';
import { WHO, type Who } from './who.ts';

export const csr = false;

export function load({ url }) {
  const { wages, library } = app();
  const who = WHO.find((w) => w.id === url.searchParams.get('who')) ?? WHO[0];
  const show = (id: string) => shown(wages, id);
  const states = statesOf(wages, who, url.searchParams);
  const data = {
    years: {
      years: [2015, 2022, 2023, 2024, 2025].map((year) => ({ year, ...show(`median-${year}`) })),
      right: show('is-57380-in-2022'),
    },
    split: {
      apart: [
        spread(wages, 'Technologists', SOC.technologist2015, '2015-05'),
        spread(wages, 'Both together', SOC.laboratory, '2015-05'),
        spread(wages, 'Technicians', SOC.technician2015, '2015-05'),
      ],
      together: show('median-2024'),
      technologist: estimate(wages, 'technologist'),
      technician: estimate(wages, 'technician'),
    },
    spreads: [
      spread(wages, 'Technologists and technicians', SOC.laboratory, '2025-05'),
      spread(wages, 'Phlebotomists', SOC.phlebotomist, '2025-05'),
      spread(wages, 'Managers, all of healthcare', SOC.manager, '2025-05'),
    ],
    outlook: {
      jobs: show('projected-jobs-2024'),
      later: show('projected-jobs-2034'),
      growth: show('projected-change-pct'),
      openings: show('openings'),
      all: show('all-occupations-pct'),
      automation: show('automation'),
      entry: show('entry-education'),
      phlebotomists: show('phlebotomist-growth'),
      older: show('change-2022-32-pct'),
    },
    states,
    employers: employersOf(wages, who),
    cities: citiesOf(wages),
    factors: {
      extremes: states.extremes,
      hospital: show('employer-hospitals'),
      ambulatory: show('employer-ambulatory'),
      gap: show('scorecard-gap'),
      experience: show('ascp-experience'),
      utah: show('utah-entry'),
      rural: show('ascp-urban-rural'),
    },
    surveys: {
      respondents: show('ascp-respondents-2023'),
      change: show('ascp-real-change-staff'),
      highest: show('vacancy-highest-2022'),
      lowest: show('vacancy-lowest-2022'),
      since: show('vacancy-2024'),
      pay: startingWith(wages, 'ascp-').filter((f) => f.value !== null),
      posts: startingWith(wages, 'vacancy-', 'retirement-'),
    },
    graduates: startingWith(wages, 'scorecard-').filter((f) => f.id !== 'scorecard-gap'),
    extra: [show('differential-testing'), show('differential-nights'), ...startingWith(wages, 'federal-')],
    unknown: unknown(wages),
    rejected: wages.rejected,
  };
  return { ...data, sources: citedIn(library.sources, data) };
}

/** Where most of them work, and how each sector of the economy pays. */
const employersOf = (wages: WageTables, who: Who) => ({
  whoLabel: who.label,
  industries: industryWages(wages, who.soc).map(noted),
  together: shown(wages, who.id === 'laboratory' ? 'median-2024' : 'phlebotomist-median-2024'),
  sectors: sectorWages(wages, who.soc).map((s) => ({
    sector: s.sector.replace(/ \(OEWS Designation\)/, ''),
    median: s.annualMedian,
    p25: s.annualP25,
    p75: s.annualP75,
    jobs: s.employment,
  })),
  stand: stand(wages, 'sectors', who.soc),
});

/** Metropolitan areas; the tables of wages and of prices name them differently, so that some have no match. */
const citiesOf = (wages: WageTables) => ({
  rows: wages.rows.metros.map(noted).map((m) => ({
    ...m,
    prices: wages.rows['parity-metros'].find((p) => p.area.startsWith(`${m.metro},`))?.all ?? null,
  })),
  stand: stand(wages, 'metros', SOC.laboratory),
});
