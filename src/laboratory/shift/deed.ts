import type { Command } from '../lis/index.ts';

/** What somebody at the bench does. What is typed into the LIS goes in as its command; the rest is done by hand. */
export type Deed =
  | { deed: 'look'; container: string }
  | { deed: 'sticks'; container: string }
  | { deed: 'scan'; container: string }
  | { deed: 'type accession'; container: string; accession: string }
  | { deed: 'label'; container: string; accession: string }
  | { deed: 'lis'; command: Command }
  | {
      deed: 'recollect';
      accession: string;
      tests: readonly string[];
      told: string;
      tube?: string;
      citrateFor?: number;
    }
  | { deed: 'spin'; containers: readonly string[] }
  | { deed: 'pour off'; container: string }
  | { deed: 'treat'; container: string; how: Treatment }
  | { deed: 'load'; analyzer: string; containers: readonly string[]; tests?: readonly string[]; how?: Run }
  | { deed: 'controls'; analyzer: string; analytes: readonly string[]; vial: 'same' | 'fresh' }
  | { deed: 'calibrate'; analyzer: string; analyte: string }
  | { deed: 'maintain'; analyzer: string; what: Maintenance; analyte?: string }
  | { deed: 'compare lots'; analyzer: string; analyte: string }
  | { deed: 'overlap'; analyzer: string; analyte: string }
  | { deed: 'slide'; container: string }
  | { deed: 'differential'; container: string; cells: 100 | 200 }
  | { deed: 'file differential'; accession: string; counts: Counted }
  | { deed: 'calculate'; accession: string; test: string; by: 'nrbc'; nrbc: number }
  | { deed: 'calculate'; accession: string; test: string; by: 'citrate' }
  | { deed: 'sediment'; container: string }
  | { deed: 'bench test'; container: string; test: 'reducing' | 'ssa' | 'ictotest' | 'refractometer' }
  | { deed: 'ask'; about: Topic; order: string }
  | { deed: 'answer'; interruption: string; choice: string }
  | { deed: 'say how sure'; sure: Sure }
  | { deed: 'wait'; minutes: number }
  | { deed: 'wait for next' }
  | { deed: 'finish' };

/** White cells counted by eye, by what they were taken for, and the nucleated red cells met on the way. */
export type Counted = Record<'neut' | 'lymph' | 'mono' | 'eos' | 'baso' | 'other' | 'nrbc', number>;
/** How a specimen is run, where not as usual. */
export type Run =
  'diluted 2' | 'diluted 5' | 'diluted 10' | 'diluted 100' | 'warm' | 'plasma replaced' | 'rested' | 'alone';
/** What is done to a specimen before it is run again. */
export type Treatment = 'mix' | 'clear fibrin' | 'clear lipid' | 'neutralize heparin' | 'remove biotin';
export type Maintenance =
  | 'change probe'
  | 'wash probe'
  | 'service'
  | 'new reagent'
  | 'old reagent lot'
  | 'set ISI'
  | 'stop interface';
/** How sure somebody is of a decision, as a chance that it was right; feedback only, it never touches a score. */
export const SURE = { unsure: 0.5, fairly: 0.75, sure: 0.95 } as const;
export type Sure = keyof typeof SURE;
export type Topic = 'draw' | 'treatment' | 'medicines' | 'picture';

/** Seconds of the simulated clock that a deed takes; of this simulation. Reading, hints and pauses take none. */
export const TAKES: { readonly [deed in Deed['deed']]: number } = {
  look: 15, sticks: 15, scan: 5, 'type accession': 15, label: 20, lis: 15, recollect: 45, spin: 60, 'pour off': 60, treat: 180, load: 30, controls: 60,
  calibrate: 60, maintain: 300, 'compare lots': 600, overlap: 120, slide: 240, differential: 360, 'file differential': 30, calculate: 20, sediment: 240, 'bench test': 120, ask: 60, answer: 30, 'say how sure': 0, wait: 0, 'wait for next': 0, finish: 0,
}; // prettier-ignore
