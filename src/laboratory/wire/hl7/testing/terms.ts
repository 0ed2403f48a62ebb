import fc from 'fast-check';
import { CONTROLS, FLAGS, REJECT_REASONS, REPORT_STATUSES } from '../tables.ts';
import type { Code, Header, Order, Patient, Reported, Result, SpecimenInfo, Value } from '../terms.ts';

/** Plain data as a laboratory would send it, with texts in it that would break a careless writer. */
const word = fc.oneof(
  fc.constantFrom('DOE', "O'Neil", 'Müller', 'A&B', 'x|y^z~', 'C:\\dir', '李', 'one\r\ntwo', '\\H\\loud', 'tab\there', '.br'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }).filter((t) => t.trim() === t && t !== '""'),
); // prettier-ignore
const id = fc.stringMatching(/^[A-Z0-9]{1,12}$/);
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const time = fc
  .tuple(
    fc.date({
      min: new Date('1920-01-01T00:00:00Z'),
      max: new Date('2099-12-31T00:00:00Z'),
      noInvalidDate: true,
    }),
    fc.constantFrom(10, 16, 19),
    fc.constantFrom('', '-06:00'),
  )
  .map(([d, n, zone]) => d.toISOString().slice(0, n) + (n > 10 ? zone : ''));
const coded = (system: string): fc.Arbitrary<Code> =>
  fc.record({ code: id, text: word, system: fc.constant(system) });
export const LOINC: readonly Code[] = [
  { code: '2823-3', text: 'Potassium', system: 'LN' },
  { code: '2951-2', text: 'Sodium', system: 'LN' },
  { code: '2345-7', text: 'Glucose', system: 'LN' },
  { code: '2160-0', text: 'Creatinine', system: 'LN' },
];
const comments = fc.array(word, { maxLength: 2 });

export const header = (id: string, profile: string | null): Header => ({
  from: { application: 'CHEM1', facility: 'LAB' },
  to: { application: 'LIS', facility: 'LAB' },
  at: '2026-01-05T07:31:00',
  controlId: id,
  processing: 'P',
  profile: profile === null ? null : { id: profile, authority: 'IHE' },
});

export const patient: fc.Arbitrary<Patient> = fc.record({
  ids: fc.array(fc.record({ id, authority: id, type: fc.constant('MR') }), { minLength: 1, maxLength: 2 }),
  family: word, given: word, middle: fc.constant(''), born: maybe(time), sex: maybe(fc.constantFrom('F', 'M', 'U')),
}); // prettier-ignore

export const specimen: fc.Arbitrary<SpecimenInfo> = fc.record({
  id, filler: maybe(id), container: maybe(id), carrier: fc.constant(null), position: fc.constant(null), tray: fc.constant(null),
  type: maybe(coded('HL70487')), role: fc.constantFrom('P', 'Q'), collected: maybe(time), received: maybe(time),
  available: maybe(fc.boolean()), rejected: fc.subarray(Object.keys(REJECT_REASONS), { maxLength: 2 }), condition: maybe(coded('HL70493')),
}); // prettier-ignore

export const order: fc.Arbitrary<Order> = fc.record({
  control: fc.constantFrom(...CONTROLS), placer: maybe(id), filler: maybe(id), service: fc.constantFrom(...LOINC),
  priority: maybe(fc.constantFrom('S', 'R', 'A')), ordered: maybe(time), collected: maybe(time), comments, deletes: fc.constant([]),
}); // prettier-ignore

const number = fc.stringMatching(/^-?\d{1,3}(\.\d{1,2})?$/);
const value: fc.Arbitrary<Value> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ type: fc.constant('NM' as const), number }) },
  fc.record({ type: fc.constant('SN' as const), comparator: fc.constantFrom('<', '>', '<=', ''), number, separator: fc.constant(''), second: fc.constant('') }),
  fc.record({ type: fc.constantFrom('ST' as const, 'TX' as const, 'FT' as const), text: word }),
  fc.record({ type: fc.constant('CWE' as const), code: coded('L') }),
); // prettier-ignore

export const reported: fc.Arbitrary<Reported> = fc.record({
  control: fc.constantFrom('SC' as const, 'RE' as const), orderStatus: maybe(fc.constantFrom('CM', 'IP')), placer: maybe(id), filler: maybe(id),
  service: fc.constantFrom(...LOINC), collected: maybe(time), reported: maybe(time), status: maybe(fc.constantFrom(...REPORT_STATUSES)), comments,
}); // prettier-ignore

/** Results of one order: a code may come twice, with OBX-4 of its own. */
export const results: fc.Arbitrary<Result[]> = fc
  .array(
    fc.record({
      code: fc.constantFrom(...LOINC), value, unit: fc.constant({ code: 'mmol/L', text: '', system: 'UCUM' }), range: maybe(fc.constant('3.5-5.1')),
      flags: fc.subarray([...FLAGS], { maxLength: 2 }), status: fc.constantFrom('F' as const, 'P' as const, 'C' as const),
      observed: maybe(time), analyzed: maybe(time), operator: maybe(id), method: maybe(coded('L')),
      instrument: maybe(fc.record({ id, authority: id })), comments,
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((all) => all.map((r, i) => ({ ...r, subId: String(i + 1) }))); // prettier-ignore
