import type { View } from '../../shift/index.ts';
import { evidenceOf } from '../evidence.ts';
import type { Detector, Finding } from '../finding.ts';

type Told = {
  value?: number | null;
  text?: string;
  alarms?: string[];
  method?: string;
  /** How often it was read; the last reading is the one that counts. */
  readings?: number;
  before?: number;
  /** All that was reported before, in the order of time; in place of `before`. */
  series?: number[];
  holds?: string[];
  status?: 'observed' | 'pending' | 'not-reported';
  comments?: string[];
  /** By eye, or worked out: no analyzer's message. */
  noMessage?: boolean;
  /** The message it came in; where not told, one of its own. */
  message?: string;
  analyzer?: string;
  beyond?: '<' | '>';
  flag?: string;
  reference?: string;
};
export type Seen = {
  kind?: string;
  sees?: string[];
  results: { [test: string]: Told };
  /** Of the same patient, from another tube. */
  elsewhere?: { [test: string]: Told };
  notes?: { [what: string]: string[] };
  asked?: { [about: string]: string };
  again?: string;
  born?: string;
  role?: string;
  escalated?: boolean | null;
  /** What was noted to have been done to the patient. */
  treatments?: string[];
  incidents?: { subject: string; says: string }[];
  /** Minutes from this draw to that of the other tube. */
  apart?: number;
  /** Filled to this fraction of the line. */
  fill?: number;
  /** What came from analyzers, by message id, in the order of time. */
  heard?: string[];
};

const OPENS = Date.parse('2026-01-20T08:00:00Z') / 1000;

/** What can be seen of one specimen, written by hand; all that is not told is as it should be. */
export function viewOf(seen: Seen): View {
  const specimen = (accession: string, tests: string[]) => ({
    accession, order: 'O1', mrn: 'M1', tests, tube: seen.kind ?? 'lav', state: { status: 'accepted' }, collectedAt: OPENS - 1800 + (accession === 'A2' ? 60 * (seen.apart ?? 0) : 0), again: accession === 'A1' ? (seen.again ?? null) : null, held: null,
  }); // prettier-ignore
  return {
    scenario: { role: seen.role ?? 'mlt' },
    opens: OPENS,
    seconds: 600,
    orders: [
      { id: 'O1', mrn: 'M1', ward: 'ward', patient: { mrn: 'M1', name: 'A, B', born: seen.born ?? '1970-01-01' } },
    ],
    specimens: [
      specimen('A1', Object.keys(seen.results)),
      ...(seen.elsewhere ? [specimen('A2', Object.keys(seen.elsewhere))] : []),
    ],
    containers: [
      { id: 'T1', kind: seen.kind ?? 'lav', accession: 'A1', place: 'rack', sees: seen.sees ?? [], spun: true, drawn: { fill: seen.fill ?? 1 } },
    ],
    results: [
      ...Object.entries(seen.results).map(([test, told]) => resultOf('A1', test, told)),
      ...Object.entries(seen.elsewhere ?? {}).map(([test, told]) => resultOf('A2', test, told)),
    ],
    notes: Object.entries(seen.notes ?? {}).map(([what, says]) => ({ at: 0, about: 'T1', what, says })),
    asked: Object.fromEntries(Object.entries(seen.asked ?? {}).map(([about, says]) => [`O1/${about}`, says])),
    escalations:
      seen.escalated === undefined
        ? []
        : [{ id: 'E1', subject: 'A1', answered: seen.escalated === null ? null : { says: '', allow: seen.escalated } }],
    treatments: { M1: (seen.treatments ?? []).map((treatment) => ({ treatment, says: treatment })) },
    incidents: seen.incidents ?? [],
    analyzers: [{ id: 'chem1', takes: [seen.kind ?? 'lav'], measures: Object.keys(seen.results) }],
    messages: (seen.heard ?? []).map((id) => ({ id, peer: 'chem1', way: 'in', raw: 'MSH|\rOBX|' })),
    coming: { count: 0, nextIn: null },
  } as unknown as View; // prettier-ignore
}

function resultOf(accession: string, test: string, told: Told) {
  const many = told.status === 'pending' ? 0 : (told.readings ?? 1);
  const readings = Array.from({ length: many }, (_, k) => ({
    n: k + 1, at: OPENS, by: 'x', value: told.value ?? null, text: told.text ?? null, beyond: told.beyond ?? null, alarms: told.alarms ?? [], method: told.method ?? null, manual: false, message: told.noMessage ? null : (told.message ?? 'm'),
  })); // prettier-ignore
  return {
    accession, test, mrn: 'M1', name: test, readings, chosen: many, analyzer: told.analyzer ?? null, flags: { [many]: told.flag ?? null }, reference: told.reference ?? null, comments: told.comments ?? [], state: { status: told.status ?? 'observed', holds: (told.holds ?? []).map((id) => ({ id, kind: 'x', says: id })) }, priors: (told.series ?? (told.before === undefined ? [] : [told.before])).map((value) => ({ at: '', value })),
  }; // prettier-ignore
}

/** What a detector says to it. */
export function says(detector: Detector, seen: Seen): Finding | null {
  const view = viewOf(seen);
  return detector(evidenceOf(view, 'A1'), view);
}
