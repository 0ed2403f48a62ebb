import fc from 'fast-check';
import { GENDERS } from '../patient.ts';
import { OBSERVATION_STATUS } from '../observation.ts';
import { checkDigit, LOINC } from '../loinc.ts';
import type {
  Amount,
  Coded,
  Identity,
  Named,
  Note,
  Order,
  Report,
  Result,
  ResultValue,
  Tube,
  Work,
} from '../plain.ts';
import { REPORT_STATUS } from '../report.ts';
import { PRIORITIES, REQUEST_INTENT, REQUEST_STATUS } from '../request.ts';
import { SPECIMEN_STATUS } from '../specimen.ts';
import { CONDITION, rejectReason } from '../systems.ts';
import { TASK_INTENT, TASK_STATUS } from '../task.ts';
import { instantOf } from '../times.ts';

/** Plain data as a laboratory could have it, drawn by chance. */
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });
const some = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 3 });
const of = <T extends readonly string[]>(words: T) => fc.constantFrom(...words) as fc.Arbitrary<T[number]>;

const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map((t) => `x${t.replaceAll(/[\p{Cc}\ud800-\udfff]/gu, '')}`); // prettier-ignore
const id = fc.stringMatching(/^[A-Za-z0-9\-.]{1,12}$/);
const system = fc.constantFrom('urn:oid:1.2.840.1', 'https://hospital.example/mrn', 'urn:x:accession');
const named: fc.Arbitrary<Named> = fc.record({ system: maybe(system), value: words });
const loinc = fc.integer({ min: 1, max: 99_999 }).map((n) => `${n}-${checkDigit(String(n))}`);
const test: fc.Arbitrary<Coded> = fc.record({
  system: fc.constant(LOINC),
  code: loinc,
  display: maybe(words),
});
const coded: fc.Arbitrary<Coded> = fc.record({ system: maybe(system), code: id, display: maybe(words) });
const rejected = fc.constantFrom('EX', 'QS', 'RC', 'RH', 'RI', 'RM', 'RN').map((code) => rejectReason(code)!);
const instant = fc.integer({ min: 0, max: 4e12 }).map(instantOf);
const when = fc.oneof(instant, instant.map((t) => t.slice(0, 10)), instant.map((t) => t.slice(0, 7)), instant.map((t) => `${t.slice(0, 19)}-05:00`)); // prettier-ignore
const to = (type: string) => id.map((one) => `${type}/${one}`);
const note: fc.Arbitrary<Note> = fc.record({ text: words, by: maybe(words), at: maybe(when) });
const decimal = fc.stringMatching(/^-?(0|[1-9]\d{0,6})(\.\d{1,4})?$/);
const unit = fc.constantFrom('mmol/L', 'mg/dL', '10*3/uL', '%', 'U/L', 'mL/min/{1.73_m2}', '1');
const amount: fc.Arbitrary<Amount> = fc.record({
  value: decimal,
  comparator: maybe(of(['<', '<=', '>=', '>'] as const)),
  unit,
  shown: maybe(words),
});
const value: fc.Arbitrary<ResultValue> = fc.oneof(
  amount.map((a) => ({ kind: 'amount' as const, ...a })),
  coded.map((code) => ({ kind: 'code' as const, code })),
  words.map((text) => ({ kind: 'text' as const, text })),
  fc.record({ kind: fc.constant('ratio' as const), numerator: decimal, denominator: decimal }),
  of(['error', 'not-performed', 'unknown'] as const).map((reason) => ({ kind: 'absent' as const, reason })),
);
const interval = fc
  .record({ low: fc.integer({ min: 0, max: 50 }), high: fc.integer({ min: 51, max: 99 }), unit, open: fc.nat(2), text: maybe(words) })
  .map(({ low, high, unit: u, open, text }) => ({
    low: open === 1 ? null : `${low}.0`,
    high: open === 2 ? null : String(high),
    unit: u,
    text,
  })); // prettier-ignore

export const anyIdentity: fc.Arbitrary<Identity> = fc.record({
  id: maybe(id),
  numbers: some(named),
  family: maybe(words),
  given: some(words),
  born: maybe(instant.map((t) => t.slice(0, 10))),
  sex: maybe(of(GENDERS)),
});
export const anyOrder: fc.Arbitrary<Order> = fc.record({
  id: maybe(id),
  numbers: some(named),
  requisition: maybe(named),
  status: of(REQUEST_STATUS),
  intent: of(REQUEST_INTENT),
  priority: maybe(of(PRIORITIES)),
  test,
  patient: to('Patient'),
  specimens: some(to('Specimen')),
  reasons: some(words),
  ordered: maybe(when),
  by: maybe(to('Practitioner')),
  notes: some(note),
});
export const anyTube: fc.Arbitrary<Tube> = fc.record({
  id: maybe(id),
  numbers: some(named),
  accession: maybe(named),
  status: maybe(of(SPECIMEN_STATUS)),
  type: maybe(coded),
  patient: maybe(to('Patient')),
  collected: maybe(when),
  received: maybe(when),
  parents: some(to('Specimen')),
  orders: some(to('ServiceRequest')),
  additive: maybe(coded),
  conditions: some(coded.map((c) => ({ ...c, system: CONDITION }))),
  rejected: some(rejected),
  notes: some(note),
});
export const anyResult: fc.Arbitrary<Result> = fc.record({
  id: maybe(id),
  numbers: some(named),
  status: of(OBSERVATION_STATUS),
  test,
  patient: to('Patient'),
  orders: some(to('ServiceRequest')),
  specimen: maybe(to('Specimen')),
  collected: maybe(when),
  issued: maybe(instant),
  value: maybe(value),
  flags: some(of(['H', 'LL', 'A', '<', 'N'] as const)),
  intervals: some(interval),
  method: maybe(words),
  device: maybe(to('Device')),
  by: some(to('Practitioner')),
  notes: some(note),
  previous: some(fc.record({ value, at: instant })),
});
export const anyReport: fc.Arbitrary<Report> = fc.record({
  id: maybe(id),
  numbers: some(named),
  status: of(REPORT_STATUS),
  test,
  patient: to('Patient'),
  orders: some(to('ServiceRequest')),
  specimens: some(to('Specimen')),
  collected: maybe(when),
  issued: maybe(instant),
  results: some(to('Observation')),
  by: some(to('Organization')),
  conclusion: maybe(words),
});
export const anyWork: fc.Arbitrary<Work> = fc
  .record({
    id: maybe(id),
    numbers: some(named),
    status: of(TASK_STATUS),
    intent: of(TASK_INTENT),
    priority: maybe(of(PRIORITIES)),
    step: maybe(coded),
    about: maybe(to('Specimen')),
    patient: maybe(to('Patient')),
    orders: some(to('ServiceRequest')),
    owner: maybe(to('Practitioner')),
    written: maybe(instant),
    changed: maybe(instant),
    reason: maybe(words),
    notes: some(note),
  })
  .map((w) => (w.written && w.changed && w.written > w.changed ? { ...w, written: w.changed } : w));
