import type { Role } from '../catalog/index.ts';
import type { Control } from '../quality/index.ts';
import type { Flag, Hold, Identity, Planned, Priority, Protocol, Reading, Time } from './event.ts';

/** Where a specimen stands. Each state carries what must be known in it, and nothing else can be written. */
export type SpecimenState =
  | { status: 'expected' }
  | { status: 'arrived'; at: Time; container: string }
  | {
      status: 'accepted';
      at: Time;
      container: string;
      exception: { attested: string; approved: string } | null;
    }
  | { status: 'rejected'; at: Time; container: string | null; reason: string; told: string }
  | { status: 'stored'; at: Time; container: string; place: string }
  | { status: 'discarded'; at: Time };

export type Specimen = Planned & {
  order: string;
  mrn: string;
  state: SpecimenState;
  /** When it was drawn, as the person who drew it wrote down; null = not written. */
  collectedAt: Time | null;
  /** When it came into the laboratory. */
  arrivedAt: Time | null;
  /** Why somebody holds it; null = nobody does. */
  held: string | null;
  spunAt: Time | null;
  aliquots: string[];
  /** The accession under which it was asked for again. */
  again: string | null;
};

export type Order = {
  id: string;
  placer: string | null;
  mrn: string;
  tests: string[];
  priority: Priority;
  ward: string;
  hardToDraw: boolean;
  clinical: string | null;
  orderedAt: Time;
  accessions: string[];
  /** Why the whole order was cancelled; null = it stands. */
  cancelled: string | null;
};

/** What was reported, once. Nothing takes a version away; a correction is the next one. */
export type Version = {
  n: number;
  at: Time;
  by: string;
  kind: 'first' | 'corrected' | 'retracted';
  reading: Reading;
  flag: Flag;
  comments: readonly string[];
  why: string | null;
  told: string | null;
};

export type ResultState =
  | { status: 'pending' }
  | { status: 'observed'; holds: Hold[] }
  | { status: 'verified' }
  | { status: 'released'; versions: [Version, ...Version[]] }
  | { status: 'not-reported'; why: string };

/** One analyte of one specimen: time points of one patient are results of their own, and never share a slot. */
export type Result = {
  accession: string;
  test: string;
  mrn: string;
  state: ResultState;
  readings: Reading[];
  /** Number of the reading that is to be reported. */
  chosen: number;
  /** Analyzer and control run of the chosen reading; null where it was typed. */
  analyzer: string | null;
  run: number | null;
  comments: string[];
  lifted: { hold: string; by: string; why: string; outside: boolean }[];
  secondRead: { by: string; agrees: boolean } | null;
  rerun: { method: string; why: string; at: Time } | null;
};

/** A telephone call about a critical result: it is done only when somebody licensed has read it back rightly. */
export type CallState =
  | { status: 'due' }
  | { status: 'placed'; at: Time; to: string }
  | { status: 'answered'; at: Time; who: string; licensed: boolean; identifiers: readonly string[] }
  | { status: 'read-back'; at: Time; who: string; heard: string; identifiers: readonly string[] }
  | { status: 'done'; at: Time; who: string };
export type Call = {
  id: string;
  accession: string;
  test: string;
  version: number;
  due: Time;
  by: Time;
  tries: number;
  state: CallState;
};

export type Message = {
  id: string;
  protocol: Protocol;
  way: 'in' | 'out';
  peer: string;
  at: Time;
  raw: string;
  state:
    | { status: 'stored' }
    | { status: 'filed'; about: readonly string[] }
    | { status: 'repeated'; first: string }
    | { status: 'parked'; why: string }
    | { status: 'refused'; why: string }
    | { status: 'replayed'; as: string }
    | { status: 'sent' }
    | { status: 'taken' };
};

/** An analyte on an analyzer, as quality control sees it. */
export type Channel = {
  analyzer: string;
  analyte: string;
  lot: string;
  /** Number of the last run; runs count from 1 through all lots. */
  run: number;
  /** What the quality room makes of all that happened here; times in milliseconds. */
  control: Control;
  /** The same at a glance. Unproven: something was changed since the last good run. */
  state:
    | { status: 'unknown' }
    | { status: 'unproven'; since: Time }
    | { status: 'valid'; run: number; at: Time }
    | { status: 'held'; since: Time; run: number; lastGood: Time | null; cause: string | null };
  points: { run: number; at: Time; material: string; value: number; counts: boolean }[];
  means: Map<string, { mean: number; sd: number }>;
  flags: { run: number; rule: string; materials: readonly string[] }[];
  /** When what measures it was last changed: a lot, a calibration, maintenance. */
  changes: { at: Time; what: string }[];
};

/** A value of before, for delta checks. */
export type Prior = { at: Time; value: number; accession: string };

export type Lis = {
  now: Time;
  identities: Map<string, Identity>;
  orders: Map<string, Order>;
  /** Order by the number of whoever placed it. */
  placers: Map<string, string>;
  specimens: Map<string, Specimen>;
  /** By `accession/test`. */
  results: Map<string, Result>;
  /** Released values by `mrn/test`, in the order of collection. */
  priors: Map<string, Prior[]>;
  channels: Map<string, Channel>;
  calls: Map<string, Call>;
  messages: Map<string, Message>;
  /** What came in, by peer and raw text: the message that was filed, else the first of them. */
  heard: Map<string, Map<string, string>>;
  /** Messages that went out and were not yet acknowledged, in their order. */
  unsent: Set<string>;
  /** What came in already: inbound key to message and value. */
  inbound: Map<string, { message: string; says: string }>;
  /** What was asked, and of whom. */
  escalations: Map<string, { subject: string; to: Role; answered: { says: string; allow: boolean } | null }>;
  /** What the ward said was done to a patient: 'transfusion', 'dialysis', … */
  treatments: Map<string, { treatment: string; says: string; at: Time }[]>;
  incidents: { id: string; subject: string; says: string }[];
  lookBacks: {
    analyzer: string;
    analyte: string;
    since: Time;
    /** Reports that were out, by key. */
    results: readonly string[];
    closed: string | null;
  }[];
  downtime: boolean;
  /** Results that came while it was down, by key, until somebody compared their specimen with paper. */
  unreconciled: Set<string>;
  /** Counter for accession numbers and ids, so that the same log gives the same ones. */
  count: number;
};

export const keyOf = (accession: string, test: string): string => `${accession}/${test}`;

export const emptyLis = (): Lis => ({
  now: 0,
  identities: new Map(),
  orders: new Map(),
  placers: new Map(),
  specimens: new Map(),
  results: new Map(),
  priors: new Map(),
  channels: new Map(),
  calls: new Map(),
  messages: new Map(),
  heard: new Map(),
  unsent: new Set(),
  inbound: new Map(),
  escalations: new Map(),
  treatments: new Map(),
  incidents: [],
  lookBacks: [],
  downtime: false,
  unreconciled: new Set(),
  count: 0,
});
