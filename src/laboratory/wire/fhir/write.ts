import type { Identity, Order, Report, Result, Tube, Work } from './plain.ts';
import type { AnyResource } from './resource.ts';
import { CATEGORY, FLAG, PREVIOUS, SECTION } from './systems.ts';
import { concept, interval, maybe, named, note, refer, told, valueOf } from './write-parts.ts';

/** Plain data as resources of FHIR R4. What is written here passes `check` and is read back the same by `read.ts`. */
const made = (resourceType: string, elements: { [name: string]: unknown }): AnyResource => ({
  resourceType,
  ...told(elements),
});

export const writePatient = (p: Identity): AnyResource =>
  made('Patient', {
    id: p.id,
    identifier: p.numbers.map(named),
    name: p.family === null && p.given.length === 0 ? null : [told({ family: p.family, given: p.given })],
    gender: p.sex,
    birthDate: p.born,
  });

export const writeOrder = (o: Order): AnyResource =>
  made('ServiceRequest', {
    id: o.id,
    identifier: o.numbers.map(named),
    requisition: maybe(o.requisition, named),
    status: o.status,
    intent: o.intent,
    priority: o.priority,
    code: concept(o.test),
    subject: refer(o.patient),
    authoredOn: o.ordered,
    requester: maybe(o.by, refer),
    reasonCode: o.reasons.map((text) => ({ text })),
    specimen: o.specimens.map(refer),
    note: o.notes.map(note),
  });

/** A rejected specimen is unsatisfactory; the reason (HL70490) stands among its conditions. */
export const writeSpecimen = (t: Tube): AnyResource =>
  made('Specimen', {
    id: t.id,
    identifier: t.numbers.map(named),
    accessionIdentifier: maybe(t.accession, named),
    status: t.status,
    type: maybe(t.type, concept),
    subject: maybe(t.patient, refer),
    receivedTime: t.received,
    parent: t.parents.map(refer),
    request: t.orders.map(refer),
    collection: maybe(t.collected, (collectedDateTime) => ({ collectedDateTime })),
    container: maybe(t.additive, (additive) => [{ additiveCodeableConcept: concept(additive) }]),
    condition: [...t.conditions, ...t.rejected].map(concept),
    note: t.notes.map(note),
  });

/** A result. What it said before it was corrected stands in an extension, each with when it was replaced. */
export const writeResult = (r: Result): AnyResource =>
  made('Observation', {
    id: r.id,
    extension: r.previous.map(({ value, at }) => ({
      url: PREVIOUS,
      extension: [previous(value), { url: 'at', valueInstant: at }],
    })),
    identifier: r.numbers.map(named),
    basedOn: r.orders.map(refer),
    status: r.status,
    category: [concept({ system: CATEGORY, code: 'laboratory', display: null })],
    code: concept(r.test),
    subject: refer(r.patient),
    effectiveDateTime: r.collected,
    issued: r.issued,
    performer: r.by.map(refer),
    ...(r.value ? valueOf(r.value) : {}),
    interpretation: r.flags.map((code) => concept({ system: FLAG, code, display: null })),
    note: r.notes.map(note),
    method: maybe(r.method, (text) => ({ text })),
    specimen: maybe(r.specimen, refer),
    device: maybe(r.device, refer),
    referenceRange: r.intervals.map(interval),
  });

function previous(value: Result['previous'][number]['value']) {
  const { dataAbsentReason, ...element } = valueOf(value);
  return dataAbsentReason === undefined
    ? { url: 'value', ...element }
    : { url: 'absent', valueCodeableConcept: dataAbsentReason };
}

export const writeReport = (r: Report): AnyResource =>
  made('DiagnosticReport', {
    id: r.id,
    identifier: r.numbers.map(named),
    basedOn: r.orders.map(refer),
    status: r.status,
    category: [concept({ system: SECTION, code: 'LAB', display: null })],
    code: concept(r.test),
    subject: refer(r.patient),
    effectiveDateTime: r.collected,
    issued: r.issued,
    performer: r.by.map(refer),
    specimen: r.specimens.map(refer),
    result: r.results.map(refer),
    conclusion: r.conclusion,
  });

export const writeWork = (w: Work): AnyResource =>
  made('Task', {
    id: w.id,
    identifier: w.numbers.map(named),
    basedOn: w.orders.map(refer),
    status: w.status,
    statusReason: maybe(w.reason, (text) => ({ text })),
    intent: w.intent,
    priority: w.priority,
    code: maybe(w.step, concept),
    focus: maybe(w.about, refer),
    for: maybe(w.patient, refer),
    authoredOn: w.written,
    lastModified: w.changed,
    owner: maybe(w.owner, refer),
    note: w.notes.map(note),
  });
