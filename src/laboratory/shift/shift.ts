import type { Catalog } from '../catalog/index.ts';
import type { ScenarioEntry } from '#content/laboratory/index.ts';
import type { Model } from '../analyzers/index.ts';
import type { Ledger, Rules } from '../lis/index.ts';
import type {
  Control,
  Instrument,
  Patient,
  Reagent,
  Population,
  Stream,
  Timeline,
  Tube,
} from '../world/index.ts';
import type { Smear } from '../world/blood/index.ts';
import type { Deed, Sure } from './deed.ts';

/** Where a container is, and what the bench knows of it. */
export type Container = {
  readonly id: string;
  tube: Tube;
  /** The order it was drawn for, and the accession that was printed for it. */
  order: string;
  planned: string;
  place: 'on the way' | 'reception' | 'centrifuge' | 'analyzer' | 'rack' | 'aside' | 'gone';
  arrivedAt: number | null;
  /** The accession the LIS knows it by, once scanned or typed. */
  accession: string | null;
  /** What somebody saw who looked, in words; null = nobody looked. */
  seen: string[] | null;
  spinning: boolean;
};

/** What is still to come, in order of time and then of entry. */
export type Coming =
  | { what: 'order'; order: string }
  | { what: 'arrival'; container: string }
  | { what: 'spun'; containers: string[] }
  | {
      what: 'measured';
      analyzer: string;
      containers: string[];
      tests: readonly string[] | null;
      how: string | null;
    }
  | { what: 'controls'; analyzer: string; analytes: readonly string[] }
  | { what: 'calibrated'; analyzer: string; analyte: string }
  | { what: 'change'; index: number }
  | { what: 'interruption'; index: number }
  | { what: 'answered'; call: string }
  | { what: 'read back'; call: string }
  | { what: 'advice'; escalation: string }
  | { what: 'mischief'; index: number; ends: boolean };

/** What people said to each other, for the learner to read again. */
export type Talk = { at: number; who: string; says: string; about: string };

/** A scenario being played. `play` changes it in place; the hidden world is in `truth` and `bench`, and never leaves by `view`. */
export type Shift = {
  readonly scenario: ScenarioEntry;
  readonly seed: string;
  readonly catalog: Catalog;
  readonly population: Population;
  readonly rules: Rules;
  readonly fleet: readonly Model[];
  readonly stream: Stream;
  /** Unix seconds at which it opens. */
  readonly opens: number;
  /** Seconds since then. */
  now: number;
  ledger: Ledger;
  readonly patients: Map<string, Patient>;
  readonly timelines: Map<string, Timeline>;
  containers: Map<string, Container>;
  instruments: Map<string, Instrument>;
  controls: Map<string, Control>;
  /** How often something was measured already, so that a repeat has chance of its own. */
  repeats: Map<string, number>;
  previous: Map<string, string>;
  queue: { at: number; order: number; coming: Coming }[];
  entered: number;
  talk: Talk[];
  rings: Map<string, { index: number; since: number; answered: string | null }>;
  asked: Map<string, string>;
  /** What was found at the bench: slides, sediments, side tests, comparisons of lots; in words, by container or channel. */
  notes: { at: number; about: string; what: string; says: string[] }[];
  /** The log of each analyzer: maintenance, calibration, lots, errors; anybody reads it. */
  machineLog: { at: number; analyzer: string; says: string }[];
  /** Reagents that were on board before the present ones, by `analyzer/analyte`; kept in the cold room. */
  shelf: Map<string, Reagent>;
  /** Hidden but for what its fields show: the last film made of a container. */
  films: Map<string, { at: number; smear: Smear }>;
  /** The same of sediments. */
  sediments: Map<string, { at: number; tube: Tube }>;
  /** Hidden: of each reading by `accession/test/n`, the value without the scatter of a working analyzer. */
  sealed: Map<string, number | string | null>;
  log: { at: number; deed: Deed; outside?: boolean }[];
  /** While a deed is done: whether it was asked for as beyond one's authority. */
  outside: boolean;
  /** A decision of which it is asked how sure the learner is, and what was said of others, by accession. */
  wondered: string | null;
  sure: Map<string, Sure>;
  finished: boolean;
  readonly commitment: string;
  messages: number;
};
