import type { Events } from './events.ts';
import { GATES, between } from './events.ts';
import type { Nucleated } from './white.ts';
import type { Suspension } from './suspension.ts';

/** What a flag is raised on: what the counter sees, never what is true. */
export type Evidence = {
  readonly events: readonly Events[];
  readonly white: Readonly<Record<Nucleated, number>>;
  readonly suspension: Suspension;
  /** Reported, without rounding. */
  readonly mcv: number;
  readonly rdw: number;
  readonly mchc: number;
  readonly hgb: number;
};

export type Flag = {
  readonly id: string;
  /** The amount that is compared, in words. */
  readonly of: string;
  readonly from: number;
  readonly amount: (e: Evidence) => number;
  /** The results it casts doubt on, by analyte id. */
  readonly doubts: readonly string[];
};

const per100 = (e: Evidence, ...kinds: Nucleated[]) => {
  const all = Object.values(e.white).reduce((a, b) => a + b, 0);
  return all > 0 ? (kinds.reduce((sum, k) => sum + e.white[k], 0) / all) * 100 : 0;
};
const DIFFERENTIAL = ['neut', 'lymph', 'mono', 'eos', 'baso'];

/** Suspect flags in our own words; each law has its own limits, and these are this counter's. */
export const FLAGS: readonly Flag[] = [
  {
    id: 'blasts',
    of: 'events between lymphocytes and monocytes, of 100',
    from: 1.5,
    amount: (e) => per100(e, 'blast'),
    doubts: DIFFERENTIAL,
  },
  {
    id: 'atypical lymphocytes',
    of: 'large lymphocytes, of 100',
    from: 6,
    amount: (e) => per100(e, 'reactive'),
    doubts: DIFFERENTIAL,
  },
  {
    id: 'immature granulocytes',
    of: 'large granulocytes, of 100',
    from: 2,
    amount: (e) => per100(e, 'immature'),
    doubts: ['neut'],
  },
  { id: 'left shift', of: 'bands, of 100', from: 8, amount: (e) => per100(e, 'band'), doubts: ['neut'] },
  {
    id: 'NRBC',
    of: 'events below lymphocytes, for 100',
    from: 1.5,
    amount: (e) => per100(e, 'nrbc'),
    doubts: ['wbc', 'lymph'],
  },
  {
    id: 'PLT clumps',
    of: 'clump events for 100 white cells',
    from: 1.2,
    amount: (e) => per100(e, 'clump'),
    doubts: ['plt', 'mpv', 'wbc'],
  },
  {
    id: 'PLT distribution',
    of: 'percent of small particles near the divider',
    from: 7,
    amount: nearDivider,
    doubts: ['plt', 'mpv'],
  },
  {
    id: 'giant PLT',
    of: 'percent of small particles of 20 fL and more',
    from: 14,
    amount: large,
    doubts: ['plt', 'mpv'],
  },
  {
    id: 'fragments',
    of: 'percent of red cells far below the mean',
    from: 0.8,
    amount: fragmentShare,
    doubts: ['plt', 'rbc'],
  },
  { id: 'dimorphic RBC', of: 'RDW, %', from: 22, amount: (e) => e.rdw, doubts: ['mcv', 'rdw'] },
  {
    id: 'RBC agglutination',
    of: 'MCHC, g/dL, with pairs beyond the red cells',
    from: 37,
    amount: (e) => (pairs(e) > 1 ? e.mchc : 0),
    doubts: ['rbc', 'hct', 'mcv', 'mch', 'mchc', 'rdw'],
  },
  {
    id: 'HGB interference',
    of: 'MCHC, g/dL, without pairs',
    from: 36.5,
    amount: (e) => (pairs(e) > 1 ? 0 : e.mchc),
    doubts: ['hgb', 'mch', 'mchc'],
  },
  {
    id: 'iron deficiency',
    of: 'RDW, %, where MCV is below 78',
    from: 16,
    amount: (e) => (e.mcv < 78 && e.hgb < 11 ? e.rdw : 0),
    doubts: [],
  },
  {
    id: 'lyse-resistant RBC',
    of: 'small events after lysis, for 100',
    from: 3,
    amount: (e) => per100(e, 'resistant'),
    doubts: ['wbc', ...DIFFERENTIAL],
  },
  {
    id: 'WBC scattergram',
    of: 'events where no cell lies, for 100',
    from: 8,
    amount: misplaced,
    doubts: ['wbc', ...DIFFERENTIAL],
  },
];

/** Old neutrophils lose their structure; what is no white cell lies where none should. */
function misplaced(e: Evidence): number {
  const old = Math.max(0, e.suspension.hours - 24) * 0.5;
  const clumped = e.suspension.whiteClumped * 40;
  return old + clumped + per100(e, 'resistant', 'clump', 'cryoprotein', 'nrbc', 'blast');
}
function pairs(e: Evidence): number {
  const all = between(e.events, GATES.divider, 1000).amount;
  const far = between(e.events, 1.5 * Math.min(110, e.mcv), 1000).amount;
  return all > 0 ? (far / all) * 100 : 0;
}
function nearDivider(e: Evidence): number {
  const small = between(e.events, GATES.low, GATES.divider).amount;
  return small > 0 ? (between(e.events, 24, 36).amount / small) * 100 : 0;
}
function large(e: Evidence): number {
  const small = between(e.events, GATES.low, GATES.divider).amount;
  return small > 0 ? (between(e.events, 20, 40).amount / small) * 100 : 0;
}
function fragmentShare(e: Evidence): number {
  const red = between(e.events, GATES.divider, GATES.high).amount;
  const kinds = e.events.filter((x) => x.kind === 'fragment' || x.kind === 'red');
  return red > 0 ? (between(kinds, 12, 0.45 * Math.max(70, e.mcv)).amount / red) * 100 : 0;
}
