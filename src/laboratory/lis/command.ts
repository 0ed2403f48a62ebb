import type { Role } from '../catalog/index.ts';
import type { Actor, Identity, Planned, Priority, Protocol, Time } from './event.ts';

/** What somebody wants done. `decide` says whether it may be, and what happens then. */
export type Command =
  // orders
  | { do: 'register'; identity: Identity }
  | {
      do: 'order';
      identity: Identity;
      tests: readonly string[];
      priority: Priority;
      ward: string;
      hardToDraw?: boolean;
      clinical?: string;
      placer?: string;
      specimens?: readonly Planned[];
    }
  | { do: 'cancel'; order: string; tests: readonly string[]; why: string }
  | { do: 'add on'; accession: string; tests: readonly string[] }
  | { do: 'prioritize'; order: string; priority: Priority }
  // specimens
  | { do: 'collected'; accession: string; collectedAt: Time; collector: string }
  | { do: 'scan'; container: string; scanned: string }
  | { do: 'inspect'; container: string; accession: string | null; sees: readonly string[] }
  | { do: 'accept'; accession: string; container: string }
  | { do: 'accept with exception'; accession: string; container: string; attested: string; approved: string }
  | { do: 'reject'; accession: string; reason: string; tests: readonly string[] | 'all'; told: string }
  | { do: 'recollect'; accession: string; tests: readonly string[]; told: string; tube?: string }
  | { do: 'label'; container: string; accession: string; how: 'aliquot' | 'relabelled' }
  | { do: 'spin'; accession: string; program: string; minutes: number }
  | { do: 'aliquot'; accession: string; container: string }
  | { do: 'hold specimen'; accession: string; why: string }
  | { do: 'free specimen'; accession: string; why: string }
  | { do: 'store'; accession: string; place: string }
  | { do: 'discard'; accession: string }
  // results
  | { do: 'load'; analyzer: string; accession: string; tests: readonly string[]; method: string | null }
  | { do: 'rerun'; accession: string; test: string; method: string; why: string }
  | {
      do: 'observe';
      accession: string;
      test: string;
      analyzer: string;
      message: string;
      at: Time;
      value: number | null;
      text: string | null;
      beyond: '<' | '>' | null;
      alarms: readonly string[];
      method: string | null;
      key: string | null;
    }
  | {
      do: 'enter';
      accession: string;
      test: string;
      value: number | null;
      text: string | null;
      method: string | null;
      /** Counted by eye, or worked out of what is on file: no printout was copied, so none is compared. */
      from?: 'eye' | 'calculation';
    }
  | { do: 'choose'; accession: string; test: string; reading: number }
  | { do: 'comment'; accession: string; test: string; text: string }
  | { do: 'second read'; accession: string; test: string; agrees: boolean }
  | {
      do: 'verify';
      results: readonly { accession: string; test: string }[];
      lift: { readonly [hold: string]: string };
    }
  | { do: 'do not report'; accession: string; test: string; why: string }
  | {
      do: 'correct';
      accession: string;
      test: string;
      reading: number;
      why: string;
      told: string;
      second: string;
    }
  | { do: 'retract'; accession: string; test: string; why: string; told: string; second: string }
  // quality
  | {
      do: 'control run';
      analyzer: string;
      analyte: string;
      points: readonly { material: string; value: number }[];
      message: string | null;
    }
  | { do: 'record cause'; analyzer: string; analyte: string; cause: string; says: string }
  | { do: 'calibrated'; analyzer: string; analyte: string; lot: string }
  | { do: 'open lot'; analyzer: string; analyte: string; what: 'reagent' | 'control'; lot: string }
  | {
      do: 'compare lots';
      analyzer: string;
      analyte: string;
      lot: string;
      meanDifference: number;
      decision: 'accepted' | 'rejected';
    }
  | {
      do: 'assign means';
      analyzer: string;
      analyte: string;
      lot: string;
      materials: readonly { material: string; mean: number; sd: number }[];
    }
  | { do: 'maintain'; analyzer: string; what: string; affects: readonly string[] }
  | {
      do: 'stop testing';
      analyzer: string;
      analyte: string;
      why: string;
      /** Since when patients are in doubt. */ since?: Time;
    }
  | { do: 'close look-back'; analyzer: string; analyte: string; outcome: string }
  // people
  | { do: 'note treatment'; mrn: string; treatment: string; says: string; who: string }
  | { do: 'call'; call: string; to: string }
  | { do: 'answer call'; call: string; who: string; licensed: boolean }
  | { do: 'no answer'; call: string }
  | { do: 'give identifiers'; call: string; identifiers: readonly string[] }
  | { do: 'read back'; call: string; heard: string }
  | { do: 'confirm read-back'; call: string }
  | { do: 'correct read-back'; call: string; says: string }
  | { do: 'escalate'; to: Role; subject: string; what: string; evidence: string; done: string; need: string }
  | { do: 'answer escalation'; escalation: string; says: string; allow: boolean }
  | { do: 'hand over'; to: string; says: string; calls: readonly string[] }
  | { do: 'file incident'; subject: string; says: string }
  // wire
  | { do: 'take message'; protocol: Protocol; from: string; raw: string; id: string }
  | { do: 'replay message'; message: string; raw: string | null }
  | { do: 'start downtime'; why: string }
  | { do: 'end downtime' }
  | { do: 'reconcile'; accession: string; test: string; says: string };

export type Act = Command['do'];

/** Who asks, when, and whether they said "do it anyway, on record as outside my authority". */
export type Asking = { by: Actor; at: Time; station: string; outside?: boolean };
