import type { Role } from '../catalog/index.ts';

/** Seconds since 1970-01-01 UTC, whole: the LIS's clock, real or simulated. */
export type Time = number;

/** Who did it. Those besides staff can only do what their role says (`authority.ts`). */
export type Actor = { readonly id: string; readonly role: Role | 'analyzer' | 'sender' | 'system' };

/** Two people are the same patient when the medical record number is; name and birth are compared with what labels say. */
export type Identity = {
  readonly mrn: string;
  readonly family: string;
  readonly given: string;
  /** ISO day. */
  readonly born: string;
  readonly sex: 'F' | 'M' | null;
};

export type Priority = 'stat' | 'urgent' | 'routine';

/** One reading of one analyte: what an analyzer sent, or somebody typed. Values are in the catalog's unit. */
export type Reading = {
  readonly n: number;
  readonly at: Time;
  readonly by: string;
  readonly value: number | null;
  readonly text: string | null;
  readonly beyond: '<' | '>' | null;
  readonly alarms: readonly string[];
  /** How it was made, where not as usual: 'diluted 10', 'warmed', 'direct ISE', 'citrate × 1.1', 'corrected for NRBC'. */
  readonly method: string | null;
  readonly manual: boolean;
  /** The id of the message it came in, so that the raw text is one step away. */
  readonly message: string | null;
};

/** Why a result does not go out by itself. `kind` decides who may lift it; `says` is the sentence for the reader. */
export type Hold = { readonly id: string; readonly kind: HoldKind; readonly says: string };
export type HoldKind =
  | 'quality' // no valid quality control: nobody lifts it; a cause and a good run do
  | 'calibration'
  | 'alarm' // the analyzer said something
  | 'index' // hemolysis, icterus or lipemia beyond this test's limit
  | 'range' // beyond the measuring range, or no value
  | 'critical' // looked at before it goes out
  | 'delta'
  | 'consistency' // results of one specimen contradict each other
  | 'review' // a slide or microscopy is asked for first
  | 'manual' // typed by hand: a second person looks
  | 'factor' // differs from before by the factor of a unit
  | 'specimen'; // somebody holds the specimen, or nobody accepted it

/** What happened, without seq and hash. One union, so that nothing unknown can be written. */
export type Happened =
  // orders
  | {
      type: 'OrderReceived';
      order: string;
      identity: Identity;
      tests: readonly string[];
      priority: Priority;
      specimens: readonly Planned[];
      ward: string;
      hardToDraw?: boolean;
      clinical?: string;
      placer?: string;
    }
  | { type: 'IdentityTold'; identity: Identity }
  | { type: 'OrderCancelled'; order: string; tests: readonly string[]; why: string }
  | { type: 'AddOnRequested'; order: string; accession: string; tests: readonly string[] }
  | { type: 'PriorityChanged'; order: string; priority: Priority }
  // specimens
  | { type: 'Collected'; accession: string; collectedAt: Time; collector: string }
  | { type: 'Arrived'; accession: string; container: string }
  | { type: 'ScanMatched'; accession: string; container: string }
  | { type: 'ScanMismatched'; scanned: string; container: string }
  | { type: 'Inspected'; container: string; accession: string | null; sees: readonly string[] }
  | { type: 'Accepted'; accession: string; container: string }
  | {
      type: 'AcceptedWithException';
      accession: string;
      container: string;
      attested: string;
      approved: string;
    }
  | { type: 'Rejected'; accession: string; reason: string; tests: readonly string[] | 'all'; told: string }
  | {
      type: 'RecollectRequested';
      accession: string;
      tests: readonly string[];
      as: string;
      told: string;
      /** Another kind of tube than before. */
      tube?: string;
    }
  | { type: 'Labelled'; container: string; accession: string; how: 'aliquot' | 'relabelled' }
  | { type: 'Spun'; accession: string; program: string; minutes: number }
  | { type: 'Aliquoted'; accession: string; container: string }
  | { type: 'SpecimenHeld'; accession: string; why: string }
  | { type: 'SpecimenFreed'; accession: string; why: string }
  | { type: 'Stored'; accession: string; place: string }
  | { type: 'Discarded'; accession: string }
  // analyzers
  | { type: 'Loaded'; analyzer: string; accession: string; tests: readonly string[]; method: string | null }
  | { type: 'QueryReceived'; analyzer: string; specimen: string }
  | {
      type: 'OrderDownloaded';
      analyzer: string;
      accession: string;
      tests: readonly string[];
      message: string;
    }
  | { type: 'AspirationFailed'; analyzer: string; accession: string; why: string }
  | { type: 'RerunRequested'; accession: string; test: string; method: string; why: string }
  // quality
  | {
      type: 'QcRun';
      analyzer: string;
      analyte: string;
      lot: string;
      run: number;
      points: readonly { material: string; value: number }[];
      message: string | null;
    }
  | {
      type: 'RuleFlagged';
      analyzer: string;
      analyte: string;
      run: number;
      rule: string;
      materials: readonly string[];
    }
  | {
      type: 'QcAccepted';
      analyzer: string;
      analyte: string;
      run: number;
      /** Hours that it stands for. */ hours: number;
    }
  | { type: 'QcRejected'; analyzer: string; analyte: string; run: number }
  | { type: 'CauseRecorded'; analyzer: string; analyte: string; cause: string; says: string }
  | { type: 'Calibrated'; analyzer: string; analyte: string; lot: string }
  | { type: 'LotOpened'; analyzer: string; analyte: string; what: 'reagent' | 'control'; lot: string }
  | {
      type: 'LotCompared';
      analyzer: string;
      analyte: string;
      lot: string;
      meanDifference: number;
      decision: 'accepted' | 'rejected';
    }
  | {
      type: 'MeansAssigned';
      analyzer: string;
      analyte: string;
      lot: string;
      materials: readonly { material: string; mean: number; sd: number }[];
    }
  | {
      type: 'MaintenanceDone';
      analyzer: string;
      what: string;
      /** What it may have changed the measuring of: controls come before the next patients. */
      affects: readonly string[];
    }
  | { type: 'AnalyzerHeld'; analyzer: string; analyte: string; why: string }
  | { type: 'AnalyzerFreed'; analyzer: string; analyte: string; run: number }
  | { type: 'LookBackOpened'; analyzer: string; analyte: string; since: Time; results: readonly string[] }
  | { type: 'LookBackClosed'; analyzer: string; analyte: string; outcome: string }
  // results
  | {
      type: 'Observed';
      accession: string;
      test: string;
      reading: Reading;
      analyzer: string | null;
      run: number | null;
      key: string | null;
    }
  | { type: 'AutoHeld'; accession: string; test: string; holds: readonly Hold[] }
  | { type: 'AutoVerified'; accession: string; test: string; rules: string }
  | { type: 'SecondRead'; accession: string; test: string; agrees: boolean }
  | { type: 'CommentAdded'; accession: string; test: string; text: string }
  | { type: 'HoldLifted'; accession: string; test: string; hold: string; why: string; outside: boolean }
  | { type: 'ReadingChosen'; accession: string; test: string; reading: number }
  | { type: 'Verified'; accession: string; test: string }
  | {
      type: 'Released';
      accession: string;
      test: string;
      version: number;
      reading: number;
      flag: Flag;
      comments: readonly string[];
    }
  | {
      type: 'Corrected';
      accession: string;
      test: string;
      version: number;
      reading: number;
      flag: Flag;
      why: string;
      told: string;
      second: string;
    }
  | {
      type: 'Retracted';
      accession: string;
      test: string;
      version: number;
      why: string;
      told: string;
      second: string;
    }
  | { type: 'NotReported'; accession: string; test: string; why: string }
  // people
  | { type: 'TreatmentNoted'; mrn: string; treatment: string; says: string; who: string }
  | { type: 'CallDue'; call: string; accession: string; test: string; version: number; by: Time }
  | { type: 'CallPlaced'; call: string; to: string }
  | { type: 'CallAnswered'; call: string; who: string; licensed: boolean }
  | { type: 'CallNotAnswered'; call: string }
  | { type: 'IdentifiersGiven'; call: string; identifiers: readonly string[] }
  | { type: 'ReadBackGiven'; call: string; heard: string }
  | { type: 'ReadBackConfirmed'; call: string }
  | { type: 'ReadBackWrong'; call: string; says: string }
  | {
      type: 'Escalated';
      escalation: string;
      to: Role;
      subject: string;
      what: string;
      evidence: string;
      done: string;
      need: string;
    }
  | { type: 'EscalationAnswered'; escalation: string; says: string; allow: boolean }
  | { type: 'HandoverGiven'; to: string; says: string; calls: readonly string[] }
  | { type: 'IncidentFiled'; incident: string; subject: string; says: string }
  // wire
  | {
      type: 'MessageIn';
      message: string;
      protocol: Protocol;
      from: string;
      raw: string;
      /** Told where `raw` is one character for each byte that came; else it is their UTF-8. */
      charset?: '8859/1';
    }
  | { type: 'MessageFiled'; message: string; about: readonly string[] }
  | { type: 'MessageRepeated'; message: string; first: string }
  | { type: 'MessageParked'; message: string; why: string }
  /** Not filed and not kept for mending: its sender was told so and sends it again, or sends something else. */
  | { type: 'MessageRefused'; message: string; why: string }
  | { type: 'MessageReplayed'; message: string; as: string }
  | { type: 'MessageOut'; message: string; protocol: Protocol; to: string; raw: string }
  | { type: 'MessageTaken'; message: string }
  | { type: 'LinkDown'; peer: string }
  | { type: 'LinkUp'; peer: string }
  | { type: 'DowntimeStarted'; why: string }
  | { type: 'DowntimeEnded' }
  | { type: 'Reconciled'; accession: string; test: string; says: string };

export type Protocol = 'hl7' | 'astm' | 'fhir';
/** A specimen an order asks for: the accession printed on its label, which tube, which tests. */
export type Planned = {
  readonly accession: string;
  readonly tube: string;
  readonly tests: readonly string[];
};
/** HL7 table 0078, as far as this laboratory flags. */
export type Flag = 'N' | 'L' | 'H' | 'LL' | 'HH' | 'A' | null;

export type EventType = Happened['type'];

/**
 * One line of the chain: what happened, when, by whom, because of which, under which policies. `hash` is the SHA-256 of the
 * line before and this one: the state is a fold of the lines, so the last hash stands for the whole state.
 */
export type Event<T extends EventType = EventType> = Extract<Happened, { type: T }> & {
  readonly seq: number;
  readonly at: Time;
  readonly actor: Actor;
  readonly station: string;
  readonly causedBy: number | null;
  readonly policy: string;
  readonly hash: string;
};
