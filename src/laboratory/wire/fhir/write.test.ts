import type { Resource } from '@medplum/fhirtypes';
import { validateTypedValue, validationRegexes } from '@medplum/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { check } from './check.ts';
import { decimal, decimalText } from './decimal.ts';
import { readJson } from './json.ts';
import { resultKey } from './key.ts';
import type { Result } from './plain.ts';
import * as primitives from './primitives.ts';
import { readOrder, readPatient, readReport, readResult, readSpecimen, readWork } from './read.ts';
import type { AnyResource } from './resource.ts';
import { orderStatus, reportStatus, resultStatus } from './status.ts';
import { anyIdentity, anyOrder, anyReport, anyResult, anyTube, anyWork } from './testing/draw.ts';
import { definitionOf } from './testing/fhirtypes.ts';
import { writeOrder, writePatient, writeReport, writeResult, writeSpecimen, writeWork } from './write.ts';

const RUNS = { numRuns: 80 };
const plain = <T>(read: { plain: T } | { problems: unknown }): T => {
  expect(read).not.toHaveProperty('problems');
  return (read as { plain: T }).plain;
};
/** As it comes over the wire: text, checked. */
function sent(resource: AnyResource): never {
  const checked = check(JSON.stringify(resource));
  expect(checked).not.toHaveProperty('problems');
  return (checked as { resource: AnyResource }).resource as never;
}

/** What medplum's validator says of every data type in a resource. It knows no resources here: their definitions are another package. */
const MEDPLUMS = [
  'CodeableConcept',
  'Identifier',
  'HumanName',
  'Reference',
  'Annotation',
  'Quantity',
  'Ratio',
  'Period',
  'Extension',
];
function peer(resource: AnyResource): void {
  const wire = JSON.parse(JSON.stringify(resource)) as Resource;
  const defined = definitionOf(resource.resourceType, resource.resourceType)!;
  for (const [element, value] of Object.entries(wire)) {
    const type = element === 'extension' ? 'Extension' : defined.get(element)!.type.replace(/<.*$/s, '');
    if (!MEDPLUMS.includes(type)) continue;
    for (const one of [value].flat())
      expect(validateTypedValue({ type, value: one }).filter((issue) => issue.severity === 'error')).toEqual([]);
  }
} // prettier-ignore

describe('what is written passes our own check and medplum, and reads back the same', () => {
  const law = <T>(any: fc.Arbitrary<T>, write: (one: T) => AnyResource, read: (resource: never) => T) => () =>
    fc.assert(
      fc.property(any, (one) => {
        const resource = write(one);
        expect(read(sent(resource))).toEqual(one);
        peer(resource);
      }),
      RUNS,
    ); // prettier-ignore
  test('Patient', law(anyIdentity, writePatient, readPatient));
  test(
    'ServiceRequest',
    law(anyOrder, writeOrder, (r) => plain(readOrder(r))),
  );
  test('Specimen', law(anyTube, writeSpecimen, readSpecimen));
  test(
    'Observation',
    law(anyResult, writeResult, (r) => plain(readResult(r))),
  );
  test(
    'DiagnosticReport',
    law(anyReport, writeReport, (r) => plain(readReport(r))),
  );
  test('Task', law(anyWork, writeWork, readWork));
});

test('a decimal keeps its digits through text, check and text again', () => {
  for (const text of ['4.10', '0.0', '-3.50', '100', '1e3', '0.000000100', '12345678901234567890.10'])
    expect(decimalText(decimal(text)!), text).toBe(text);
  for (const text of ['', '.5', '01', '1.', '+1', 'NaN', '1e999', '１'])
    expect(decimal(text), text).toBeNull();
  const wire = '{"resourceType":"Observation","status":"final","code":{"text":"K"},"subject":{"reference":"Patient/1"},"valueQuantity":{"value":4.10,"system":"http://unitsofmeasure.org","code":"mmol/L"}}'; // prettier-ignore
  expect(JSON.stringify((check(wire) as { resource: unknown }).resource)).toBe(wire);
  expect(JSON.stringify((readJson('[4.10, 4.1, 1.0e2]') as { value: unknown }).value)).toBe(
    '[4.10,4.1,1.0e2]',
  );
});

const corrected: Result = {
  id: 'k1', numbers: [], status: 'corrected', test: { system: 'http://loinc.org', code: '2823-3', display: 'Potassium' },
  patient: 'Patient/p1', orders: ['ServiceRequest/w1'], specimen: 'Specimen/s1', collected: '2026-01-05T06:30:00Z',
  issued: '2026-01-05T09:10:00Z', value: { kind: 'amount', value: '4.1', comparator: null, unit: 'mmol/L', shown: 'mmol/L' },
  flags: ['N'], intervals: [{ low: '3.5', high: '5.1', unit: 'mmol/L', text: null }], method: null, device: null, by: [],
  notes: [{ text: 'Corrected: EDTA contamination proven on recollection.', by: 'tech1', at: '2026-01-05T09:10:00Z' }],
  previous: [{ value: { kind: 'amount', value: '6.9', comparator: null, unit: 'mmol/L', shown: null }, at: '2026-01-05T09:10:00Z' }],
}; // prettier-ignore

test('a corrected result says what it said before, and why, by whom and when; without a note that is pointed out', () => {
  const written = writeResult(corrected);
  expect(JSON.stringify(written)).toMatch(/"valueQuantity":\{"value":6\.9/);
  expect(written['note']).toEqual([{ authorString: 'tech1', time: '2026-01-05T09:10:00Z', text: corrected.notes[0]!.text }]); // prettier-ignore
  expect(check(written)).toMatchObject({ notices: [] });
  expect(check(writeResult({ ...corrected, notes: [] }))).toMatchObject({ notices: [{ path: 'Observation.note', severity: 'warning' }] }); // prettier-ignore
});

describe('traps seen in public code', () => {
  test('T11: two time points of one tolerance test are two results', () => {
    const at = (collected: string) => resultKey({ ...corrected, collected }, null);
    expect(at('2026-01-05T06:30:00Z')).not.toBe(at('2026-01-05T08:30:00Z'));
  });
  test('T12: the same code twice differs by its sub id', () => {
    expect(resultKey(corrected, '1')).not.toBe(resultKey(corrected, '2'));
    expect(resultKey(corrected, null)).not.toBe(resultKey(corrected, 'null'));
  });
  test('T13: a panel is ordered and an analyte is measured; nobody asks that the codes be equal', () => {
    const panel = { system: 'http://loinc.org', code: '24323-8', display: null };
    const order = writeOrder({ id: 'w1', numbers: [], requisition: null, status: 'active', intent: 'order', priority: null, test: panel, patient: 'Patient/p1', specimens: [], reasons: [], ordered: null, by: null, notes: [] }); // prettier-ignore
    const report = writeReport({ id: null, numbers: [], status: 'final', test: panel, patient: 'Patient/p1', orders: ['ServiceRequest/w1'], specimens: [], collected: null, issued: null, results: ['Observation/k1'], by: [], conclusion: null }); // prettier-ignore
    for (const one of [order, report, writeResult(corrected)])
      expect(check(one)).toMatchObject({ notices: [] });
  });
});

test('what a result here cannot carry is refused with its place, not dropped', () => {
  const base = writeResult(corrected);
  const { valueQuantity: _, ...rest } = base;
  const cases: [object, string][] = [
    [{ ...rest, valueBoolean: true }, 'Observation.value'],
    [{ ...rest, valuePeriod: { start: '2026' } }, 'Observation.value'],
    [{ ...base, component: [{ code: { text: 'x' }, valueString: 'y' }] }, 'Observation.component'],
    [{ ...base, subject: { display: 'somebody' } }, 'Observation.subject'],
    [{ ...base, code: { text: 'potassium' } }, 'Observation.code'],
  ];
  for (const [resource, path] of cases)
    expect(readResult(sent(resource as AnyResource))).toMatchObject({ problems: [{ path }] });
});

test('status letters of HL7 v2, as the published maps have them', () => {
  expect([...'ACDFPWX'].map(resultStatus)).toEqual(['amended', 'corrected', 'entered-in-error', 'final', 'preliminary', 'entered-in-error', 'cancelled']); // prettier-ignore
  expect([...'BINORSUV'].map(resultStatus)).toEqual(Array(8).fill(null));
  expect([...'OISPRFCX'].map(reportStatus)).toEqual(['registered', 'registered', 'registered', 'preliminary', 'partial', 'final', 'corrected', 'cancelled']); // prettier-ignore
  expect(['NW', 'OC', 'DC', 'CR', 'HD', 'HR', 'OK', 'CA', 'XX', 'toString'].map(orderStatus)).toEqual(['active', 'revoked', 'revoked', 'revoked', 'active', 'on-hold', 'active', 'active', null, null]); // prettier-ignore
});

describe('what medplum refuses as a primitive, we refuse too', () => {
  const kinds = { id: primitives.id, code: primitives.code, date: primitives.date, dateTime: primitives.dateTime, instant: primitives.instant, time: primitives.time, uri: primitives.uri }; // prettier-ignore
  const stamps = fc.stringMatching(
    /^\d{4}(-[01]\d(-[0-3]\d(T[0-2]\d:[0-6]\d(:[0-6]\d(\.\d)?)?(Z|\+\d\d:\d\d)?)?)?)?$/,
  );
  const texts = fc.oneof(stamps, fc.date({ noInvalidDate: true, min: new Date(0) }).map((d) => d.toISOString()), fc.string(), fc.stringMatching(/^[\w.\- ]{0,66}$/), fc.stringMatching(/^\d\d:\d\d:\d\d(\.\d)?$/)); // prettier-ignore
  test.each(Object.entries(kinds))('%s', (name, schema) => {
    let [accepted, refused] = [0, 0];
    fc.assert(
      fc.property(texts, (text) => {
        if (!schema.safeParse(text).success) return void refused++;
        accepted++;
        expect(text).toMatch(validationRegexes[name]!);
      }),
      { numRuns: 600, seed: 7 },
    );
    expect(accepted).toBeGreaterThan(5);
    expect(refused).toBeGreaterThan(5);
  });
});
