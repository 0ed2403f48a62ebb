import { expect, test } from 'vitest';
import { FhirCheckOutput } from './outputs-fhir.ts';
import { inside } from './testing/process.ts';

const good = {
  resourceType: 'Observation',
  id: 'k1',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '2823-3' }] },
  subject: { reference: 'Patient/p1' },
  valueQuantity: { value: 4.1, unit: 'mmol/L', system: 'http://unitsofmeasure.org', code: 'mmol/L' },
};
const bad = { ...good, status: 'done', valueQuantity: { ...good.valueQuantity, code: 'mmool/L' } };
const checked = async (text: string) => {
  const { code, out, err } = await inside(['fhir', 'check', '-', '--json'], text);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return FhirCheckOutput.parse(JSON.parse(out));
};

test('a resource: what is wrong with it, each with its place; units are judged by UCUM', async () => {
  expect(await checked(JSON.stringify(good, null, 2))).toEqual({ verdict: 'valid', resources: 1, problems: [] });
  const { verdict, problems } = await checked(`\n\n${JSON.stringify(bad)}`);
  expect(verdict).toBe('not valid');
  expect(problems.map((p) => [p.line, p.path])).toEqual([
    [3, 'Observation.status'],
    [3, 'Observation.valueQuantity.code'],
  ]);
  const { code, out } = await inside(['fhir', 'check', '-'], JSON.stringify(bad));
  expect(code).toBe(0);
  expect(out).toMatch(/^standard input: not valid\nObservation\/k1\n {2}○ error {3}Observation\.status: is none of/);
}); // prettier-ignore

test('one on each line, and a Bundle; what passes with a note is valid', async () => {
  const { verdict, resources, problems } = await checked(`${JSON.stringify(good)}\r\n\n${JSON.stringify(bad)}\n`);
  expect([verdict, resources]).toEqual(['not valid', 2]);
  expect(problems.map((p) => [p.resource, p.line])).toEqual([[2, 3], [2, 3]]);
  const bundle = { resourceType: 'Bundle', type: 'collection', entry: [{ resource: good }, { resource: { resourceType: 'Practitioner' } }] };
  const noted = await checked(JSON.stringify(bundle));
  expect(noted).toMatchObject({ verdict: 'valid', problems: [{ path: 'Bundle.entry[1].resource', severity: 'information' }] });
}); // prettier-ignore

test.each([
  ['cut off', '{"resourceType":', 'standard input:1: it is not JSON: '],
  ['empty', ' \n', 'standard input: it is empty; '],
  ['a line cut off', `${JSON.stringify(good)}\n{"a":\n`, 'standard input:2: it is not JSON: '],
  ['bytes that are no text', '\u0000\u0001', 'standard input:1: it is not JSON: '],
])('what is no JSON refuses the file: %s', async (_, text, line) => {
  const { code, out, err } = await inside(['fhir', 'check', '-', '--json'], text);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err.startsWith(line), err).toBe(true);
  expect(err.trim().split('\n')).toHaveLength(1);
});

test('a name twice in one object is a fault of the resource, told with its line', async () => {
  const { verdict, problems } = await checked('{"resourceType":"Patient","active":true,"active":false}');
  expect([verdict, problems[0]!.problem]).toEqual(['not valid', 'holds "active" twice in one object']);
});

test('what is asked wrongly is refused in words', async () => {
  expect((await inside(['fhir', 'chek', 'x'])).err).toContain('benchpath fhir');
  expect((await inside(['fhir', 'check'])).err).toContain('benchpath fhir check needs FILE');
  expect((await inside(['fhir', 'check', '/no/such.json'])).code).toBe(2);
  expect((await inside(['fhir', 'check', '--help'])).out).toContain('Exit status: 0');
});
