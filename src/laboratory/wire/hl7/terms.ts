import type { AckCode, Control, ErrorCode, Flag, ReportStatus, ResultStatus } from './tables.ts';

/**
 * Plain data as messages carry it, in the field's own terms. Times are ISO 8601 at whatever precision the sender had, local
 * to the sender unless they have an offset. Null = not said.
 */
export type Header = {
  from: Party;
  to: Party;
  at: string;
  controlId: string;
  /** MSH-11: P production, T training, D debugging. */
  processing: 'P' | 'T' | 'D';
  /** MSH-21: `LAB-29^IHE` is { id: 'LAB-29', authority: 'IHE' }. */
  profile: Identifier | null;
};
export type Party = { application: string; facility: string };
export type Identifier = { id: string; authority: string };

/** A code, its words and its system: LN (LOINC), UCUM, HL70078, L (local) … */
export type Code = { code: string; text: string; system: string };

export type Patient = {
  /** PID-3, each with its authority and type (MR, …). */
  ids: readonly { id: string; authority: string; type: string }[];
  family: string;
  given: string;
  middle: string;
  born: string | null;
  sex: string | null;
};

export type SpecimenInfo = {
  /** What identifies it between us and the sender: SPM-2, placer's half, else filler's, else the container (SAC-3). */
  id: string;
  /** The filler's number where both halves of SPM-2 are told. */
  filler: string | null;
  /** SAC-3, the bar code. */
  container: string | null;
  carrier: string | null;
  position: string | null;
  tray: string | null;
  type: Code | null;
  /** SPM-11: P patient, Q control (HL70369). */
  role: string;
  collected: string | null;
  received: string | null;
  /** SPM-20. */
  available: boolean | null;
  /** SPM-21: codes of HL70490 (`REJECT_REASONS`). */
  rejected: readonly string[];
  /** SPM-24, HL70493. */
  condition: Code | null;
};

export type Order = {
  control: Control;
  placer: string | null;
  filler: string | null;
  /** OBR-4: what was ordered, often a panel. What is resulted stands in OBX-3 and need not be the same (trap T13). */
  service: Code;
  /** TQ1-9 or OBR-5: S stat, R routine, A as soon as possible. */
  priority: string | null;
  /** ORC-9. */
  ordered: string | null;
  /** OBR-7. */
  collected: string | null;
  comments: readonly string[];
  /** What the sender asks to delete with `""`; anything else that is null leaves what was known (the null rule). */
  deletes: readonly ('priority' | 'ordered' | 'collected')[];
};

/** OBX-5 by OBX-2. Numbers stay as they were written, so that 6.90 keeps its zero. */
export type Value =
  | { type: 'NM'; number: string }
  | { type: 'SN'; comparator: string; number: string; separator: string; second: string }
  | { type: 'ST' | 'TX' | 'FT'; text: string }
  | { type: 'CWE'; code: Code }
  /** No value: the result was cancelled, deleted or is still to come. */
  | { type: 'none' };

export type Result = {
  code: Code;
  /** OBX-4: with the code it is the result's key within its order (trap T12); '' where there is none. */
  subId: string;
  value: Value;
  unit: Code | null;
  range: string | null;
  flags: readonly Flag[];
  status: ResultStatus;
  /** OBX-14. */
  observed: string | null;
  /** OBX-19. */
  analyzed: string | null;
  operator: string | null;
  method: Code | null;
  /** OBX-18. */
  instrument: Identifier | null;
  comments: readonly string[];
};

/** An order as results refer to it. */
export type Reported = {
  /** ORC-1 and ORC-5 where an ORC comes along. */
  control: Control | null;
  orderStatus: string | null;
  placer: string | null;
  filler: string | null;
  service: Code;
  collected: string | null;
  /** OBR-22. */
  reported: string | null;
  /** OBR-25. */
  status: ReportStatus | null;
  comments: readonly string[];
};

export type Ack = {
  code: AckCode;
  /** MSA-2, the control id of what is answered. */
  answers: string;
  text: string;
  errors: readonly AckError[];
};
/** @property at like OBX[2]-5 */
export type AckError = { at: string; code: ErrorCode; text: string };
