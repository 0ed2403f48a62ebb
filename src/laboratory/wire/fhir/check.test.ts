import { evalFhirPath } from '@medplum/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { check } from './check.ts';
import { outcome } from './outcome.ts';
import type { Problem } from './problem.ts';

type Json = { [name: string]: unknown };
const problems = (value: unknown): Problem[] => {
  const checked = check(value);
  return 'problems' in checked ? checked.problems.filter((p) => p.severity === 'error') : [];
};
const said = (value: unknown) => problems(value).map(({ path, rule }) => (rule ? `${path} ${rule}` : path));

const UCUM = 'http://unitsofmeasure.org';
const amount = (value: number, code = 'mmol/L') => ({ value, unit: code, system: UCUM, code });
const K = { coding: [{ system: 'http://loinc.org', code: '2823-3' }] };
const NA = { coding: [{ system: 'http://loinc.org', code: '2951-2' }] };
const patient = { reference: 'Patient/p1' };
const observation: Json = {
  resourceType: 'Observation',
  status: 'final',
  code: K,
  subject: patient,
  valueQuantity: amount(4.1),
};
const request: Json = {
  resourceType: 'ServiceRequest',
  status: 'active',
  intent: 'order',
  code: K,
  subject: patient,
};
const specimen: Json = { resourceType: 'Specimen', subject: patient };
const person: Json = { resourceType: 'Patient', birthDate: '1971-02-03' };
const report: Json = { resourceType: 'DiagnosticReport', status: 'final', code: K };
const task: Json = { resourceType: 'Task', status: 'ready', intent: 'order' };
const bundle: Json = {
  resourceType: 'Bundle',
  type: 'searchset',
  total: 1,
  entry: [{ fullUrl: 'https://lab.example/Patient/1', resource: person, search: { mode: 'match' } }],
};
const wrong: Json = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'invalid' }] };
const capability: Json = {
  resourceType: 'CapabilityStatement',
  status: 'active',
  date: '2026-01-05',
  kind: 'instance',
  fhirVersion: '4.0.1',
  format: ['json'],
  software: { name: 'x' },
  implementation: { description: 'x' },
  rest: [{ mode: 'server', resource: [{ type: 'Patient' }] }],
};

/** One fault each: what it is planted in, the elements put over it (undefined takes one away), where and by which rule it is found. */
const FAULTS: [base: Json, fault: Json, found: string][] = [
  [observation, { foo: 1 }, 'Observation.foo'],
  [observation, { status: undefined }, 'Observation.status'],
  [observation, { status: 'done' }, 'Observation.status'],
  [observation, { code: undefined }, 'Observation.code'],
  [observation, { code: {} }, 'Observation.code ele-1'],
  [observation, { category: [] }, 'Observation.category'],
  [observation, { category: null }, 'Observation.category'],
  [observation, { id: 'a b' }, 'Observation.id'],
  [observation, { subject: undefined }, 'Observation.subject'],
  [observation, { subject: {} }, 'Observation.subject ele-1'],
  [observation, { subject: { type: 'Patient' } }, 'Observation.subject'],
  [observation, { subject: { reference: 'p1' } }, 'Observation.subject.reference'],
  [observation, { subject: { reference: 'Specimen/1' } }, 'Observation.subject.reference'],
  [observation, { subject: { reference: 'Patient/1', type: 'Group' } }, 'Observation.subject.type'],
  [observation, { subject: { reference: '#gone' } }, 'Observation ref-1'],
  [observation, { specimen: { reference: 'Patient/1' } }, 'Observation.specimen.reference'],
  [observation, { dataAbsentReason: { text: 'x' } }, 'Observation.dataAbsentReason obs-6'],
  [observation, { component: [{ code: K, valueString: 'x' }] }, 'Observation.component[0].code obs-7'],
  [observation, { component: [{ code: NA, valueString: 'x', dataAbsentReason: { text: 'x' } }] }, 'Observation.component[0].dataAbsentReason obs-6'],
  [observation, { component: [{ valueString: 'x' }] }, 'Observation.component[0].code'],
  [observation, { referenceRange: [{ appliesTo: [K] }] }, 'Observation.referenceRange[0] obs-3'],
  [observation, { referenceRange: [{ low: { ...amount(3), comparator: '<' } }] }, 'Observation.referenceRange[0].low.comparator sqty-1'],
  [observation, { valueString: 'x' }, 'Observation.valueString'],
  [observation, { effectiveDateTime: '2026-01-05', effectivePeriod: { start: '2026' } }, 'Observation.effectivePeriod'],
  [observation, { effectiveDateTime: '2026-02-29' }, 'Observation.effectiveDateTime'],
  [observation, { effectiveDateTime: '2026-01-05T08:00' }, 'Observation.effectiveDateTime'],
  [observation, { effectivePeriod: { start: '2026-01-05', end: '2026-01-04' } }, 'Observation.effectivePeriod.end per-1'],
  [observation, { issued: '2026-01-05' }, 'Observation.issued'],
  [observation, { valueQuantity: { value: 4.1, unit: 'mmol/L' } }, 'Observation.valueQuantity.code'],
  [observation, { valueQuantity: { value: 4.1, code: 'mmol/L' } }, 'Observation.valueQuantity.system qty-3'],
  [observation, { valueQuantity: { value: 4.1, code: 'mmol/L', system: 'urn:x' } }, 'Observation.valueQuantity.system'],
  [observation, { valueQuantity: amount(4.1, 'mmol per L') }, 'Observation.valueQuantity.code'],
  [observation, { valueQuantity: { ...amount(4.1), value: '4.1' } }, 'Observation.valueQuantity.value'],
  [observation, { valueQuantity: { ...amount(4.1), comparator: '~' } }, 'Observation.valueQuantity.comparator'],
  [observation, { valueQuantity: undefined, valueRange: { low: amount(5), high: amount(4) } }, 'Observation.valueRange.low rng-2'],
  [observation, { valueQuantity: undefined, valueRatio: { numerator: { value: 1 } } }, 'Observation.valueRatio rat-1'],
  [observation, { valueQuantity: undefined, valueTime: '24:00:00' }, 'Observation.valueTime'],
  [observation, { valueQuantity: undefined, valueInteger: 1.5 }, 'Observation.valueInteger'],
  [observation, { valueQuantity: undefined, valueString: ' ' }, 'Observation.valueString'],
  [observation, { code: { coding: [{ system: 'http://loinc.org', code: '2823-4' }] } }, 'Observation.code.coding[0].code'],
  [observation, { code: { coding: [{ system: 'http://loinc.org', code: 'K' }] } }, 'Observation.code.coding[0].code'],
  [observation, { note: [{ time: '2026' }] }, 'Observation.note[0].text'],
  [observation, { note: [{ text: 'x', authorString: 'a', authorReference: { display: 'b' } }] }, 'Observation.note[0].authorString'],
  [observation, { extension: [{ url: 'urn:x' }] }, 'Observation.extension[0] ext-1'],
  [observation, { extension: [{ url: 'urn:x', valueString: 'a', extension: [{ url: 'urn:y', valueCode: 'b' }] }] }, 'Observation.extension[0] ext-1'],
  [observation, { extension: [{ url: 'urn:x', valueString: 'a', valueCode: 'b' }] }, 'Observation.extension[0].valueString'],
  [observation, { _status: 'x' }, 'Observation._status'],
  [observation, { text: { status: 'generated', div: '<div><script>x</script></div>' } }, 'Observation.text.div txt-1'],
  [observation, { text: { status: 'generated', div: 'plain' } }, 'Observation.text.div txt-1'],
  [observation, { meta: { lastUpdated: 'now' } }, 'Observation.meta.lastUpdated'],
  [observation, { subject: { reference: '#p' }, contained: [{ ...person }] }, 'Observation.contained[0].id dom-3'],
  [observation, { contained: [{ ...person, id: 'p' }] }, 'Observation.contained[0] dom-3'],
  [observation, { subject: { reference: '#p' }, contained: [{ ...person, id: 'p', meta: { versionId: '1' } }] }, 'Observation.contained[0].meta dom-4'],
  [observation, { subject: { reference: '#p' }, contained: [{ ...person, id: 'p', meta: { security: [{ code: 'R' }] } }] }, 'Observation.contained[0].meta.security dom-5'],
  [observation, { subject: { reference: '#p' }, contained: [{ ...person, id: 'p', birthDate: 'x' }] }, 'Observation.contained[0].birthDate'],
  [observation, { subject: { reference: '#p' }, contained: [{ ...person, id: 'p', contained: [{ resourceType: 'Basic', id: 'q' }], managingOrganization: { reference: '#' }, generalPractitioner: [{ reference: '#q' }] }] }, 'Observation.contained[0].contained dom-2'],
  [request, { subject: undefined }, 'ServiceRequest.subject'],
  [request, { intent: 'wish' }, 'ServiceRequest.intent'],
  [request, { priority: 'now' }, 'ServiceRequest.priority'],
  [request, { code: undefined }, 'ServiceRequest.code'],
  [request, { code: undefined, orderDetail: [K] }, 'ServiceRequest.orderDetail prr-1'],
  [request, { occurrenceDateTime: '2026', occurrencePeriod: { start: '2026' } }, 'ServiceRequest.occurrencePeriod'],
  [request, { occurrenceTiming: { repeat: { duration: 1 } } }, 'ServiceRequest.occurrenceTiming.repeat.durationUnit tim-1'],
  [request, { occurrenceTiming: { repeat: { period: 1 } } }, 'ServiceRequest.occurrenceTiming.repeat.periodUnit tim-2'],
  [specimen, { status: 'lost' }, 'Specimen.status'],
  [specimen, { collection: { collectedDateTime: '2026', collectedPeriod: { start: '2026' } } }, 'Specimen.collection.collectedPeriod'],
  [specimen, { container: [{ additiveCodeableConcept: K, additiveReference: { reference: 'Substance/1' } }] }, 'Specimen.container[0].additiveReference'],
  [specimen, { collection: { quantity: { ...amount(4, 'mL'), comparator: '<' } } }, 'Specimen.collection.quantity.comparator sqty-1'],
  [person, { birthDate: '2001-02-29' }, 'Patient.birthDate'],
  [person, { gender: 'm' }, 'Patient.gender'],
  [person, { contact: [{ gender: 'male' }] }, 'Patient.contact[0] pat-1'],
  [person, { telecom: [{ value: '1' }] }, 'Patient.telecom[0].system cpt-2'],
  [person, { photo: [{ data: 'QQ==' }] }, 'Patient.photo[0].contentType att-1'],
  [person, { deceasedBoolean: true, deceasedDateTime: '2020' }, 'Patient.deceasedDateTime'],
  [person, { link: [{ other: patient, type: 'same' }] }, 'Patient.link[0].type'],
  [person, { name: [{ given: 'A' }] }, 'Patient.name[0].given'],
  [report, { status: 'ready' }, 'DiagnosticReport.status'],
  [report, { result: [{ reference: 'Patient/1' }] }, 'DiagnosticReport.result[0].reference'],
  [report, { code: undefined }, 'DiagnosticReport.code'],
  [task, { status: 'done' }, 'Task.status'],
  [task, { authoredOn: '2026-01-05', lastModified: '2026-01-04' }, 'Task.lastModified inv-1'],
  [task, { input: [{ type: K }] }, 'Task.input[0]'],
  [task, { input: [{ type: K, valueString: 'a', valueCode: 'b' }] }, 'Task.input[0].valueString'],
  [bundle, { extension: [{ url: 'urn:x', valueCode: 'x' }] }, 'Bundle.extension'],
  [bundle, { type: 'collection', entry: undefined }, 'Bundle.total bdl-1'],
  [bundle, { type: 'collection', total: undefined }, 'Bundle.entry[0].search bdl-2'],
  [bundle, { entry: [{ resource: person, request: { method: 'GET', url: 'x' } }] }, 'Bundle.entry[0].request bdl-3'],
  [bundle, { type: 'batch', total: undefined, entry: [{ resource: person }] }, 'Bundle.entry[0].request bdl-3'],
  [bundle, { entry: [{ resource: person, response: { status: '200' } }] }, 'Bundle.entry[0].response bdl-4'],
  [bundle, { entry: [{ fullUrl: 'urn:x' }] }, 'Bundle.entry[0] bdl-5'],
  [bundle, { entry: [1, 2].map(() => ({ fullUrl: 'urn:x', resource: person })) }, 'Bundle.entry[1].fullUrl bdl-7'],
  [bundle, { entry: [{ fullUrl: 'https://x.example/Patient/1/_history/2', resource: person }] }, 'Bundle.entry[0].fullUrl bdl-8'],
  [bundle, { type: 'document', total: undefined, timestamp: '2026-01-05T08:00:00Z', entry: [{ resource: { resourceType: 'Composition' } }] }, 'Bundle.identifier bdl-9'],
  [bundle, { type: 'document', total: undefined, identifier: { system: 'urn:x', value: '1' }, entry: [{ resource: { resourceType: 'Composition' } }] }, 'Bundle.timestamp bdl-10'],
  [bundle, { type: 'document', total: undefined, identifier: { system: 'urn:x', value: '1' }, timestamp: '2026-01-05T08:00:00Z', entry: [{ resource: person }] }, 'Bundle.entry bdl-11'],
  [bundle, { type: 'message', total: undefined, entry: [{ resource: person }] }, 'Bundle.entry bdl-12'],
  [bundle, { entry: [{ resource: { ...person, birthDate: 'x' } }] }, 'Bundle.entry[0].resource.birthDate'],
  [bundle, { entry: [{ resource: { ...observation, subject: undefined } }] }, 'Bundle.entry[0].resource.subject'],
  [bundle, { entry: [{ resource: { name: 'x' } }] }, 'Bundle.entry[0].resource.resourceType'],
  [bundle, { link: [{ relation: 'self' }] }, 'Bundle.link[0].url'],
  [wrong, { issue: undefined }, 'OperationOutcome.issue'],
  [wrong, { issue: [] }, 'OperationOutcome.issue'],
  [wrong, { issue: [{ severity: 'bad', code: 'invalid' }] }, 'OperationOutcome.issue[0].severity'],
  [capability, { rest: undefined }, 'CapabilityStatement cpb-1'],
  [capability, { kind: 'requirements', software: undefined, implementation: undefined }, 'CapabilityStatement cpb-2'],
  [{ ...capability, kind: 'capability', implementation: undefined }, { messaging: [{ endpoint: [{ protocol: { code: 'x' }, address: 'urn:x' }] }] }, 'CapabilityStatement.messaging[0].endpoint cpb-3'],
  [capability, { rest: [{ mode: 'server', resource: [{ type: 'Patient' }, { type: 'Patient' }] }] }, 'CapabilityStatement.rest[0].resource cpb-9'],
  [capability, { rest: [{ mode: 'server', resource: [{ type: 'Patient', searchParam: [{ name: 'a', type: 'date' }, { name: 'a', type: 'date' }] }] }] }, 'CapabilityStatement.rest[0].resource[0].searchParam cpb-12'],
  [capability, { implementation: undefined }, 'CapabilityStatement.implementation cpb-14'],
  [capability, { kind: 'capability' }, 'CapabilityStatement.software cpb-15'],
  [capability, { kind: 'requirements' }, 'CapabilityStatement cpb-16'],
]; // prettier-ignore

const planted = (base: Json, fault: Json): Json => JSON.parse(JSON.stringify({ ...base, ...fault })) as Json;

describe('what is sound passes, and each planted fault is found where it stands, and it alone', () => {
  test.each([...new Set(FAULTS.map(([base]) => base))].map((base) => [base['resourceType'], base]))('%s', (_, base) => {
    expect(said(base)).toEqual([]);
    expect(said(JSON.stringify(base))).toEqual([]);
  }); // prettier-ignore
  test.each(FAULTS.map(([base, fault, found]) => [found, base, fault] as const))('%s', (found, base, fault) => {
    const value = planted(base, fault);
    expect(said(value)).toEqual([found]);
    expect(said(JSON.stringify(value))).toEqual([found]);
  }); // prettier-ignore
});

// The peer: medplum's FHIRPath, with the constraints as HL7 writes them.
const CONSTRAINTS: [rule: string, type: string, expression: string][] = [
  ['obs-6', 'Observation', 'dataAbsentReason.empty() or value.empty()'],
  ['obs-3', 'Observation', 'referenceRange.all(low.exists() or high.exists() or text.exists())'],
  ['prr-1', 'ServiceRequest', 'orderDetail.empty() or code.exists()'],
  ['pat-1', 'Patient', 'contact.all(name.exists() or telecom.exists() or address.exists() or organization.exists())'],
  ['bdl-1', 'Bundle', "total.empty() or (type = 'searchset') or (type = 'history')"],
  ['bdl-5', 'Bundle', 'entry.all(resource.exists() or request.exists() or response.exists())'],
  ['bdl-9', 'Bundle', "type = 'document' implies (identifier.system.exists() and identifier.value.exists())"],
  ['cpb-1', 'CapabilityStatement', 'rest.exists() or messaging.exists() or document.exists()'],
  ['cpb-14', 'CapabilityStatement', "kind = 'instance' implies implementation.exists()"],
]; // prettier-ignore
test.each(CONSTRAINTS)('%s is broken exactly where its own expression says so', (rule, type, expression) => {
  const cases = FAULTS.filter(
    ([base]) => base['resourceType'] === type && !/\.component|contained/.test(rule),
  );
  const verdicts = cases.map(([base, fault, found]) => {
    const value = planted(base, fault);
    const [held] = evalFhirPath(expression, value as never) as boolean[];
    const ours = problems(value).some((p) => p.rule === rule && !p.path.includes('component'));
    return { found, agree: ours === (held === false), broken: ours };
  });
  // Where the form is already broken, the rules of the whole are not asked any more.
  const formed = verdicts.filter(
    ({ found }) => / [a-z]{2,4}-\d+$/.test(found) && !found.includes('component'),
  );
  expect(formed.filter(({ agree }) => !agree)).toEqual([]);
  expect(formed.some(({ broken }) => broken)).toBe(true);
});

test('each expression of an outcome leads FHIRPath to the place or to what holds it', () => {
  for (const [base, fault] of FAULTS) {
    const value = planted(base, fault);
    for (const { expression } of outcome(problems(value)).issue.filter((i) => i.expression)) {
      const parent = expression![0]!.replace(/\.[^.]+$/, '');
      expect(evalFhirPath(parent, value as never).length, expression![0]).toBeGreaterThan(0);
    }
    expect(said(outcome(problems(value)))).toEqual([]);
  }
});

/** What breaks readers: ends of strings, halves of characters, signs that mean something. */
const odd = fc.constantFrom(
  ...'|\\,+-:%&="{}[]#/2026TZ a',
  '\u0000',
  '\ud800',
  '\udc00',
  'é',
  '😀',
  '\u2028',
);

test('no text and no value makes it throw, and nothing passes that is no resource', () => {
  const names = fc.constantFrom('resourceType', 'status', 'code', 'subject', 'contained', 'extension', '__proto__', 'constructor', 'toString', 'entry', 'value'); // prettier-ignore
  const types = fc.constantFrom(
    'Observation',
    'Bundle',
    'Task',
    'Patient',
    'constructor',
    '__proto__',
    'Practitioner',
  );
  const anything = fc.jsonValue({ maxDepth: 4 });
  const shaped = fc.tuple(types, fc.dictionary(fc.oneof(names, fc.string()), anything, { maxKeys: 6 })).map(([resourceType, rest]) => ({ ...rest, resourceType })); // prettier-ignore
  fc.assert(
    fc.property(fc.oneof(anything, shaped, fc.anything()), fc.string({ unit: odd }), (value, text) => {
      for (const one of [value, text, JSON.stringify(value) ?? '']) {
        const checked = check(one);
        if ('resource' in checked) expect(checked.notices.every((p) => p.severity !== 'error')).toBe(true);
        else expect(checked.problems.some((p) => p.severity === 'error')).toBe(true);
      }
    }),
    { numRuns: 120 },
  );
});

test.each([
  ['deeper than any stack', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, 'nested deeper'],
  ['a name twice', '{"resourceType":"Patient","active":true,"\\u0061ctive":false}', 'twice'],
  ['a name twice, the machine’s own', '{"resourceType":"Patient","__proto__":1,"__proto__":2}', 'twice'],
  ['cut off', '{"resourceType":"Patient"', 'is not JSON'],
  ['too long', `"${'x'.repeat(4_000_001)}"`, 'longer than'],
  ['a string in a string', '"{}"', 'no JSON object'],
  ['another resource', '{"resourceType":"Practitioner"}', 'no resource that is read here'],
])('text that is refused as a whole: %s', (_, text, why) => {
  expect(problems(text)).toHaveLength(1);
  expect(problems(text)[0]!.problem).toContain(why);
});

test('what goes round in a circle is refused, not walked for ever', () => {
  const circle: Json = { ...observation };
  circle['contained'] = [circle, circle];
  expect(said(circle)).toEqual(['']);
});

test('a resource that is not read passes inside a Bundle, with a note; its own type says so', () => {
  const checked = check({ ...bundle, entry: [{ resource: { resourceType: 'Practitioner', whatever: 1 } }] });
  expect('notices' in checked && checked.notices.map((p) => [p.severity, p.path])).toEqual([['information', 'Bundle.entry[0].resource']]); // prettier-ignore
});

test('the judge of units is asked about every code of UCUM, wherever it stands', () => {
  const asked: string[] = [];
  const value = { ...observation, referenceRange: [{ low: amount(3, 'g/L') }], component: [{ code: NA, valueQuantity: amount(1, 'mg') }] }; // prettier-ignore
  const checked = check(value, (code) => {
    asked.push(code);
    return code === 'mg' ? 'not this one' : null;
  });
  expect(asked.toSorted()).toEqual(['g/L', 'mg', 'mmol/L']);
  expect('problems' in checked && checked.problems.map((p) => p.path)).toEqual(['Observation.component[0].valueQuantity.code']); // prettier-ignore
});
