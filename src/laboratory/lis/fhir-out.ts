import {
  LOINC,
  writeOrder,
  writePatient,
  writeReport,
  writeResult,
  writeSpecimen,
  writeWork,
  type AnyResource,
  type Coded,
  type Order as FhirOrder,
  type Result as FhirResult,
  type ResultValue,
  type Tube,
  type Work,
} from '../wire/fhir/index.ts';
import { rejectReason } from '../wire/fhir/index.ts';
import type { Time } from './event.ts';
import { intervalFor } from './flags.ts';
import { patientId, resultBehind, resultId } from './fhir-shelf.ts';
import type { Rules } from './rules.ts';
import { keyOf, type Lis, type Order, type Result, type Specimen, type Version } from './state.ts';
import { isoTime } from './time.ts';
import { specimenType } from './work.ts';

/** Whose numbers these are, in identifiers. */
export const MRN = 'urn:benchpath:mrn';
export const PLACER = 'urn:benchpath:placer';
export const ACCESSION = 'urn:benchpath:accession';
const TESTS = 'urn:benchpath:tests';
/** What is done about an order (hl7.org/fhir/R4/codesystem-task-code.html). */
export const TASK_CODE = 'http://hl7.org/fhir/CodeSystem/task-code';

const instant = (at: Time): string => `${isoTime(at)}Z`;
const maybeInstant = (at: Time | null): string | null => (at === null ? null : instant(at));
const patientOf = (mrn: string): string => `Patient/${patientId(mrn)}`;

/** What the LIS knows behind `Type/id`, as a resource without meta; null = it has nothing to show there. */
export function resourceOf(lis: Lis, type: string, id: string, mrn: string | null, rules: Rules): AnyResource | null {
  if (type === 'Patient') return mrn === null ? null : patient(lis, mrn);
  if (type === 'ServiceRequest') return given(lis.orders.get(id), (o) => writeOrder(orderOf(lis, o, rules)));
  if (type === 'Specimen') return given(lis.specimens.get(id), (s) => writeSpecimen(tubeOf(lis, s, rules)));
  if (type === 'Observation')
    return given(resultBehind(lis, id), (r) => given(observationOf(lis, r, rules), writeResult));
  if (type === 'DiagnosticReport') return given(lis.specimens.get(id), (s) => reportOf(lis, s, rules));
  if (type === 'Task') return taskOf(lis, id, rules);
  return null;
} // prettier-ignore

const given = <T, U>(value: T | null | undefined, make: (value: T) => U): U | null =>
  value === null || value === undefined ? null : make(value);

function patient(lis: Lis, mrn: string): AnyResource | null {
  const identity = lis.identities.get(mrn);
  if (!identity) return null;
  const { family, given: first, born, sex } = identity;
  return writePatient({
    id: patientId(mrn),
    numbers: [{ system: MRN, value: mrn }],
    family,
    given: first === '' ? [] : [first],
    born,
    sex: sex === 'F' ? 'female' : sex === 'M' ? 'male' : null,
  });
}

/** What was ordered in one code: a panel's, an analyte's, else the list of ours. */
function orderedAs(tests: readonly string[], rules: Rules): Coded {
  const asked = tests.filter((t) => !rules.indices.has(t));
  const same = (all: readonly string[]) => all.length === asked.length && all.every((a) => asked.includes(a));
  for (const [, panel] of rules.panels)
    if (panel.loinc !== null && same(panel.analytes))
      return { system: LOINC, code: panel.loinc, display: null };
  const [only] = asked;
  if (asked.length === 1 && only !== undefined) return codeOf(only, rules);
  return {
    system: TESTS,
    code: asked.join('+') || 'none',
    display: asked.map((t) => rules.analytes.get(t)?.name ?? t).join(', ') || null,
  };
}
function codeOf(test: string, rules: Rules): Coded {
  const analyte = rules.analytes.get(test);
  return analyte?.loinc
    ? { system: LOINC, code: analyte.loinc, display: analyte.name }
    : { system: TESTS, code: test, display: analyte?.name ?? null };
}

/** Results of a specimen that somebody waits for; indices are looked at and never reported. */
const wanted = (lis: Lis, { accession, tests }: Specimen, rules: Rules): Result[] =>
  tests.filter((t) => !rules.indices.has(t)).flatMap((t) => lis.results.get(keyOf(accession, t)) ?? []);
const isDone = (r: Result): boolean => r.state.status === 'released' || r.state.status === 'not-reported';
function finished(lis: Lis, order: Order, rules: Rules): boolean {
  const specimens = order.accessions.flatMap((a) => lis.specimens.get(a) ?? []);
  return specimens.flatMap((s) => (s.again === null ? wanted(lis, s, rules) : [])).every(isDone);
}

function orderOf(lis: Lis, order: Order, rules: Rules): FhirOrder {
  return {
    id: order.id,
    numbers: order.placer === null ? [] : [{ system: PLACER, value: order.placer }],
    requisition: null,
    status: order.cancelled !== null ? 'revoked' : finished(lis, order, rules) ? 'completed' : 'active',
    intent: 'order',
    priority: order.priority,
    test: orderedAs(order.tests, rules),
    patient: patientOf(order.mrn),
    specimens: order.accessions.map((a) => `Specimen/${a}`),
    reasons: order.clinical ? [order.clinical] : [],
    ordered: instant(order.orderedAt),
    by: null,
    notes: [],
  };
}

const KINDS = 'http://terminology.hl7.org/CodeSystem/v2-0487';

function tubeOf(lis: Lis, s: Specimen, rules: Rules): Tube {
  const { state } = s;
  const reason = state.status === 'rejected' ? rules.rejections.get(state.reason)?.hl70490 : null;
  const rejected = reason ? rejectReason(reason) : null;
  const says =
    state.status === 'rejected'
      ? `rejected: ${rules.rejections.get(state.reason)?.says ?? state.reason}`
      : s.held !== null
        ? `held: ${s.held}`
        : state.status === 'expected'
          ? 'not here yet'
          : null;
  return {
    id: s.accession,
    numbers: [],
    accession: { system: ACCESSION, value: s.accession },
    status: state.status === 'rejected' ? 'unsatisfactory' : state.status === 'expected' || state.status === 'discarded' ? 'unavailable' : 'available',
    type: { system: KINDS, code: specimenType(s.tube), display: rules.tubes.get(s.tube)?.cap ?? null },
    patient: patientOf(s.mrn),
    collected: maybeInstant(s.collectedAt),
    received: maybeInstant(s.arrivedAt),
    parents: [],
    orders: [`ServiceRequest/${s.order}`],
    additive: null,
    conditions: [],
    rejected: rejected ? [rejected] : [],
    notes: says === null ? [] : [{ text: says, by: null, at: null }],
  };
} // prettier-ignore

function valueOf({ reading, kind }: Version, unit: string | null, decimals: number): ResultValue | null {
  if (kind === 'retracted') return null;
  if (reading.value === null) return { kind: 'text', text: reading.text ?? 'no value' };
  const value = reading.value.toFixed(decimals);
  return { kind: 'amount', value, comparator: reading.beyond, unit: unit ?? '1', shown: unit };
}

/** A result as others see it: only what was reported. What is being looked at stays inside. */
function observationOf(lis: Lis, r: Result, rules: Rules): FhirResult | null {
  const analyte = rules.analytes.get(r.test);
  const specimen = lis.specimens.get(r.accession);
  const identity = lis.identities.get(r.mrn);
  if (!analyte || !specimen || !identity || rules.indices.has(r.test)) return null;
  const base = {
    id: resultId(r.accession, r.test),
    numbers: [],
    test: codeOf(r.test, rules),
    patient: patientOf(r.mrn),
    orders: [`ServiceRequest/${specimen.order}`],
    specimen: `Specimen/${r.accession}`,
    collected: maybeInstant(specimen.collectedAt),
    device: null,
    by: [],
  };
  if (r.state.status === 'not-reported') {
    const why = rules.rejections.get(r.state.why)?.says ?? r.state.why;
    return {
      ...base, status: 'cancelled', issued: null, value: { kind: 'absent', reason: 'not-performed' }, flags: [], intervals: [], method: null,
      notes: [{ text: why, by: null, at: null }], previous: [],
    }; // prettier-ignore
  }
  if (r.state.status !== 'released') return null;
  const { versions } = r.state;
  const last = versions.at(-1)!;
  const row = intervalFor(analyte, identity, specimen.collectedAt ?? last.reading.at);
  const bound = (x: number | null) => (x === null ? null : String(x));
  const shown = (v: Version) => valueOf(v, analyte.unit, analyte.decimals);
  return {
    ...base,
    status: last.kind === 'first' ? 'final' : last.kind === 'corrected' ? 'corrected' : 'entered-in-error',
    issued: instant(last.at),
    value: shown(last) ?? { kind: 'absent', reason: 'error' },
    flags: last.flag === null || last.kind === 'retracted' ? [] : [last.flag],
    intervals: row ? [{ low: bound(row.low), high: bound(row.high), unit: analyte.unit ?? '1', text: row.text ?? null }].filter((i) => i.low ?? i.high ?? i.text) : [],
    method: last.reading.method,
    notes: [
      ...last.comments.map((text) => ({ text, by: null, at: null })),
      ...(last.why === null ? [] : [{ text: `${last.kind}: ${last.why}. Told: ${last.told ?? 'nobody'}.`, by: last.by, at: instant(last.at) }]),
    ],
    previous: versions.slice(0, -1).flatMap((v, i) => {
      const value = shown(v);
      return value === null ? [] : [{ value, at: instant(versions[i + 1]!.at) }];
    }),
  };
} // prettier-ignore

/** The report of a specimen, once something of it was said. */
function reportOf(lis: Lis, s: Specimen, rules: Rules): AnyResource | null {
  const all = wanted(lis, s, rules);
  const done = all.filter(isDone);
  if (done.length === 0) return null;
  const versions = done.flatMap((r) => (r.state.status === 'released' ? r.state.versions : []));
  const changed = versions.some((v) => v.kind !== 'first');
  const last = Math.max(...versions.map((v) => v.at));
  const open = all.length > done.length;
  return writeReport({
    id: s.accession,
    numbers: [{ system: ACCESSION, value: s.accession }],
    status: versions.length === 0 ? 'cancelled' : open ? 'partial' : changed ? 'corrected' : 'final',
    test: orderedAs(s.tests, rules),
    patient: patientOf(s.mrn),
    orders: [`ServiceRequest/${s.order}`],
    specimens: [`Specimen/${s.accession}`],
    collected: maybeInstant(s.collectedAt),
    issued: versions.length === 0 ? null : instant(last),
    results: done.map((r) => `Observation/${resultId(r.accession, r.test)}`),
    by: [],
    conclusion: null,
  });
}

/** What the laboratory does about an order (`O7`), and that it was called off (`O7-abort`). */
function taskOf(lis: Lis, id: string, rules: Rules): AnyResource | null {
  const abort = id.endsWith('-abort');
  const order = lis.orders.get(abort ? id.slice(0, -6) : id);
  if (!order || (abort && order.cancelled === null)) return null;
  const specimens = order.accessions.flatMap((a) => lis.specimens.get(a) ?? []);
  const has = (...states: string[]) => specimens.some((s) => states.includes(s.state.status));
  const status: Work['status'] = abort
    ? 'completed'
    : order.cancelled !== null
      ? 'cancelled'
      : finished(lis, order, rules)
        ? 'completed'
        : has('accepted', 'stored')
          ? 'in-progress'
          : has('arrived')
            ? 'received'
            : 'requested';
  return writeWork({
    id,
    numbers: [],
    status,
    intent: 'order',
    priority: order.priority,
    step: { system: TASK_CODE, code: abort ? 'abort' : 'fulfill', display: null },
    about: `ServiceRequest/${order.id}`,
    patient: patientOf(order.mrn),
    orders: [`ServiceRequest/${order.id}`],
    owner: null,
    written: instant(order.orderedAt),
    changed: null,
    reason: order.cancelled,
    notes: [],
  });
}
