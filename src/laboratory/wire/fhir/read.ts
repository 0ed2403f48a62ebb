import type { ExtensionValue } from './element.ts';
import type { ObservationValue } from './observation.ts';
import type { PatientValue } from './patient.ts';
import type { Identity, Order, Report, Result, ResultValue, Tube, Work } from './plain.ts';
import type { Problem } from './problem.ts';
import {
  allReferred, codedOf, intervalOf, notesOf, numberOf, numbersOf, referred, valueIn, wordsOf, type Valued,
} from './read-parts.ts'; // prettier-ignore
import type { ReportValue } from './report.ts';
import type { RequestValue } from './request.ts';
import type { SpecimenValue } from './specimen.ts';
import { PREVIOUS, REJECTED } from './systems.ts';
import type { TaskValue } from './task.ts';

/** Checked resources as plain data; or what of them the laboratory cannot carry. */
export type Read<T> = { plain: T } | { problems: Problem[] };
const cannot = (path: string, problem: string): { problems: Problem[] } => ({
  problems: [{ path, problem, severity: 'error', code: 'business-rule' }],
});

export function readPatient(p: PatientValue): Identity {
  const name = p.name?.find((n) => n.use === 'official') ?? p.name?.find((n) => n.use !== 'old') ?? p.name?.[0];
  return {
    id: p.id ?? null,
    numbers: numbersOf(p.identifier),
    family: name?.family ?? null,
    given: name?.given ?? [],
    born: p.birthDate ?? null,
    sex: p.gender ?? null,
  };
} // prettier-ignore

export function readOrder(o: RequestValue): Read<Order> {
  const [test, patient] = [codedOf(o.code), referred(o.subject)];
  if (!test) return cannot('ServiceRequest.code', 'has no code of a test');
  if (patient === null) return cannot('ServiceRequest.subject', 'refers to nobody');
  if (o.doNotPerform) return cannot('ServiceRequest.doNotPerform', 'asks that nothing be done; the laboratory keeps no such orders'); // prettier-ignore
  return {
    plain: {
      id: o.id ?? null,
      numbers: numbersOf(o.identifier),
      requisition: numberOf(o.requisition),
      status: o.status,
      intent: o.intent,
      priority: o.priority ?? null,
      test,
      patient,
      specimens: allReferred(o.specimen),
      reasons: (o.reasonCode ?? []).flatMap((c) => wordsOf(c) ?? []),
      ordered: o.authoredOn ?? null,
      by: referred(o.requester),
      notes: notesOf(o.note),
    },
  };
}

export function readSpecimen(s: SpecimenValue): Tube {
  const conditions = (s.condition ?? []).flatMap((c) => codedOf(c) ?? []);
  return {
    id: s.id ?? null,
    numbers: numbersOf(s.identifier),
    accession: numberOf(s.accessionIdentifier),
    status: s.status ?? null,
    type: codedOf(s.type),
    patient: referred(s.subject),
    collected: s.collection?.collectedDateTime ?? s.collection?.collectedPeriod?.start ?? null,
    received: s.receivedTime ?? null,
    parents: allReferred(s.parent),
    orders: allReferred(s.request),
    additive: codedOf(s.container?.find((c) => c.additiveCodeableConcept)?.additiveCodeableConcept),
    conditions: conditions.filter((c) => c.system !== REJECTED),
    rejected: conditions.filter((c) => c.system === REJECTED),
    notes: notesOf(s.note),
  };
}

export function readResult(o: ObservationValue): Read<Result> {
  const [test, patient, value] = [codedOf(o.code), referred(o.subject), valueIn(o)];
  if (!test) return cannot('Observation.code', 'has no code of a test');
  if (patient === null) return cannot('Observation.subject', 'refers to nobody');
  if (value === 'unread') return cannot('Observation.value', 'is of a kind that a result here cannot have');
  if (o.component) return cannot('Observation.component', 'holds several results; send each as its own');
  const previous = (o.extension ?? []).filter((e) => e.url === PREVIOUS).map(before);
  if (previous.includes(null)) return cannot('Observation.extension', 'does not say what stood there before');
  return {
    plain: {
      id: o.id ?? null,
      numbers: numbersOf(o.identifier),
      status: o.status,
      test,
      patient,
      orders: allReferred(o.basedOn),
      specimen: referred(o.specimen),
      collected: o.effectiveDateTime ?? o.effectiveInstant ?? o.effectivePeriod?.start ?? null,
      issued: o.issued ?? null,
      value,
      flags: (o.interpretation ?? []).flatMap((c) => codedOf(c)?.code ?? []),
      intervals: (o.referenceRange ?? []).map(intervalOf),
      method: wordsOf(o.method),
      device: referred(o.device),
      by: allReferred(o.performer),
      notes: notesOf(o.note),
      previous: previous as Result['previous'],
    },
  };
}

function before({ extension }: ExtensionValue): { value: ResultValue; at: string } | null {
  const part = (url: string) => extension?.find((e) => e.url === url) as (ExtensionValue & Valued) | undefined;
  const [at, gone] = [part('at')?.['valueInstant'], part('absent')?.valueCodeableConcept];
  const value = gone ? valueIn({ dataAbsentReason: gone }) : valueIn(part('value') ?? {});
  return typeof at !== 'string' || value === null || value === 'unread' ? null : { value, at };
} // prettier-ignore

export function readReport(r: ReportValue): Read<Report> {
  const [test, patient] = [codedOf(r.code), referred(r.subject)];
  if (!test) return cannot('DiagnosticReport.code', 'has no code of a test');
  if (patient === null) return cannot('DiagnosticReport.subject', 'refers to nobody');
  return {
    plain: {
      id: r.id ?? null,
      numbers: numbersOf(r.identifier),
      status: r.status,
      test,
      patient,
      orders: allReferred(r.basedOn),
      specimens: allReferred(r.specimen),
      collected: r.effectiveDateTime ?? r.effectivePeriod?.start ?? null,
      issued: r.issued ?? null,
      results: allReferred(r.result),
      by: allReferred(r.performer),
      conclusion: r.conclusion ?? null,
    },
  };
}

export const readWork = (t: TaskValue): Work => ({
  id: t.id ?? null,
  numbers: numbersOf(t.identifier),
  status: t.status,
  intent: t.intent,
  priority: t.priority ?? null,
  step: codedOf(t.code),
  about: referred(t.focus),
  patient: referred(t.for),
  orders: allReferred(t.basedOn),
  owner: referred(t.owner),
  written: t.authoredOn ?? null,
  changed: t.lastModified ?? null,
  reason: wordsOf(t.statusReason),
  notes: notesOf(t.note),
});
