/** Reference tables of HL7 v2.5.1 as far as the facts file holds them (messaging.hl7_v2). */

/** HL70078, how a result lies (facts: flags_HL70078). */
export const FLAGS = ['<', '>', 'A', 'AA', 'B', 'D', 'H', 'HH', 'HU', 'I', 'L', 'LL', 'LU', 'N', 'R', 'S', 'U', 'W'] as const; // prettier-ignore
export type Flag = (typeof FLAGS)[number];

/** HL70490, why a specimen was refused (facts: table_HL70490, verified). */
export const REJECT_REASONS = {
  EX: 'expired',
  QS: 'quantity not sufficient',
  RB: 'broken container',
  RC: 'clotting',
  RD: 'missing collection date',
  RA: 'missing patient id',
  RE: 'missing patient name',
  RH: 'hemolysis',
  RI: 'identification problem',
  RM: 'labeling',
  RN: 'contamination',
  RP: 'missing phlebotomist id',
  RR: 'improper storage',
  RS: 'name misspelling',
} as const;

/** ORC-1, what is to be done with an order (facts), and what the other side answers (memory, unverified: OK, UA, OC, CR, UC, NA). */
export const CONTROLS = ['NW', 'CA', 'DC', 'SC', 'RE', 'XO', 'OK', 'UA', 'OC', 'CR', 'UC', 'NA'] as const;
export type Control = (typeof CONTROLS)[number];

/** OBX-11 (facts). */
export const RESULT_STATUSES = ['F', 'P', 'C', 'X', 'I', 'R', 'S', 'D', 'W'] as const;
export type ResultStatus = (typeof RESULT_STATUSES)[number];

/** OBR-25 (facts). */
export const REPORT_STATUSES = ['O', 'I', 'S', 'A', 'P', 'C', 'R', 'F', 'X'] as const;
export type ReportStatus = (typeof REPORT_STATUSES)[number];

/** MSA-1 (facts): application or commit, accept, error or reject. */
export const ACK_CODES = ['AA', 'AE', 'AR', 'CA', 'CE', 'CR'] as const;
export type AckCode = (typeof ACK_CODES)[number];

/** MSH-11; the facts name P and T, D (debugging) is memory, unverified. */
export const PROCESSING = ['P', 'T', 'D'] as const;

/** HL70357, what was wrong with a message. Memory, unverified: it is sent beside words and decides nothing here. */
export const ERROR_CODES = {
  order: ['100', 'Segment sequence error'],
  missing: ['101', 'Required field missing'],
  type: ['102', 'Data type error'],
  value: ['103', 'Table value not found'],
  message: ['200', 'Unsupported message type'],
  version: ['203', 'Unsupported version id'],
  unknown: ['204', 'Unknown key identifier'],
  duplicate: ['205', 'Duplicate key identifier'],
  ours: ['207', 'Application internal error'],
} as const;
export type ErrorCode = keyof typeof ERROR_CODES;

export const isOneOf = <T extends string>(list: readonly T[], text: string): text is T =>
  (list as readonly string[]).includes(text);
