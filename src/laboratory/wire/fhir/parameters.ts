import type { CodingValue, Concept, IdentifierValue, ReferenceValue } from './basics.ts';
import type { AnyResource } from './resource.ts';
import { spanOf, type Span } from './times.ts';

/** What can be searched by: how a parameter is read, and what a resource shows for it. */
export type Token = { system: string | null; code: string };
type Kind =
  | { kind: 'token'; of: (r: AnyResource) => Token[] }
  | { kind: 'reference'; types: readonly string[]; of: (r: AnyResource) => string[] }
  | { kind: 'date'; of: (r: AnyResource) => Span[] };
export type Parameter = Kind & { definition?: string };

const list = <T>(value: unknown): T[] =>
  (value === undefined ? [] : Array.isArray(value) ? value : [value]) as T[];
const coded = (element: string) => (r: AnyResource) =>
  list<Concept>(r[element]).flatMap((c) =>
    (c.coding ?? []).flatMap(({ system, code }: CodingValue) =>
      code === undefined ? [] : [{ system: system ?? null, code }],
    ),
  );
const identified =
  (...elements: string[]) =>
  (r: AnyResource) =>
    elements
      .flatMap((e) => list<IdentifierValue>(r[e]))
      .flatMap(({ system, value }) => (value === undefined ? [] : [{ system: system ?? null, code: value }]));
const word = (element: string) => (r: AnyResource) =>
  typeof r[element] === 'string' ? [{ system: null, code: r[element] }] : [];
const pointing = (element: string) => (r: AnyResource) =>
  list<ReferenceValue>(r[element]).flatMap(({ reference }) => reference ?? []);

const spans = (...texts: (string | undefined)[]) =>
  texts.flatMap((t) => (t === undefined ? [] : (spanOf(t) ?? [])));
const moments =
  (...elements: string[]) =>
  (r: AnyResource) =>
    elements.flatMap((e) => {
      const value = r[e] as string | { start?: string; end?: string } | undefined;
      if (typeof value !== 'object') return spans(value);
      const [start, end] = [spans(value.start)[0], spans(value.end)[0]];
      return [{ from: start?.from ?? -Infinity, until: end?.until ?? Infinity }];
    });

const token = (of: (r: AnyResource) => Token[]): Parameter => ({ kind: 'token', of });
const reference = (types: readonly string[], of: (r: AnyResource) => string[]): Parameter => ({
  kind: 'reference',
  types,
  of,
});
const date = (of: (r: AnyResource) => Span[]): Parameter => ({ kind: 'date', of });

const PATIENT = ['Patient'];
const ANYBODY = ['Patient', 'Group', 'Device', 'Location'];
const about = (element: string, types: readonly string[] = ANYBODY) => ({
  patient: reference(PATIENT, (r) =>
    pointing(element)(r).filter((to) => !/(^|\/)(Group|Device|Location)\//.test(to)),
  ),
  subject: reference(types, pointing(element)),
});
const always = {
  _id: token((r) => (r.id === undefined ? [] : [{ system: null, code: r.id }])),
  _lastUpdated: date((r) => spans(r.meta?.lastUpdated)),
};

/** The parameters of each type that can be searched for. */
export const PARAMETERS: { [type: string]: { [name: string]: Parameter } } = {
  ServiceRequest: {
    ...always,
    ...about('subject'),
    identifier: token(identified('identifier')),
    requisition: token(identified('requisition')),
    status: token(word('status')),
    intent: token(word('intent')),
    priority: token(word('priority')),
    code: token(coded('code')),
    category: token(coded('category')),
    specimen: reference(['Specimen'], pointing('specimen')),
    'based-on': reference(['CarePlan', 'ServiceRequest', 'MedicationRequest'], pointing('basedOn')),
    authored: date(moments('authoredOn')),
  },
  Specimen: {
    ...always,
    ...about('subject', [...ANYBODY, 'Substance']),
    identifier: token(identified('identifier')),
    accession: token(identified('accessionIdentifier')),
    status: token(word('status')),
    type: token(coded('type')),
    parent: reference(['Specimen'], pointing('parent')),
    collected: date((r) => moments('collectedDateTime', 'collectedPeriod')((r['collection'] ?? {}) as AnyResource)),
  },
  Observation: {
    ...always,
    ...about('subject'),
    identifier: token(identified('identifier')),
    status: token(word('status')),
    code: token(coded('code')),
    category: token(coded('category')),
    specimen: reference(['Specimen'], pointing('specimen')),
    'based-on': reference(['CarePlan', 'DeviceRequest', 'ImmunizationRecommendation', 'MedicationRequest', 'NutritionOrder', 'ServiceRequest'], pointing('basedOn')),
    date: date(moments('effectiveDateTime', 'effectivePeriod', 'effectiveInstant')),
  },
  DiagnosticReport: {
    ...always,
    ...about('subject'),
    identifier: token(identified('identifier')),
    status: token(word('status')),
    code: token(coded('code')),
    category: token(coded('category')),
    specimen: reference(['Specimen'], pointing('specimen')),
    result: reference(['Observation'], pointing('result')),
    'based-on': reference(['CarePlan', 'ImmunizationRecommendation', 'MedicationRequest', 'NutritionOrder', 'ServiceRequest'], pointing('basedOn')),
    date: date(moments('effectiveDateTime', 'effectivePeriod')),
    issued: date(moments('issued')),
  },
  Patient: {
    ...always,
    identifier: token(identified('identifier')),
    gender: token(word('gender')),
    birthdate: date(moments('birthDate')),
  },
  Task: {
    ...always,
    patient: reference(PATIENT, (r) => pointing('for')(r)),
    subject: reference([], pointing('for')),
    identifier: token(identified('identifier')),
    status: token(word('status')),
    code: token(coded('code')),
    focus: reference([], pointing('focus')),
    'based-on': reference([], pointing('basedOn')),
    'authored-on': date(moments('authoredOn')),
    modified: date(moments('lastModified')),
  },
}; // prettier-ignore

/** What `_sort` may name besides `_id` and `_lastUpdated`. */
export const sortable = (type: string): string[] =>
  Object.entries(PARAMETERS[type] ?? {}).flatMap(([name, p]) =>
    p.kind === 'date' || name === '_id' ? [name] : [],
  );
