import { expect, test } from 'vitest';
import { z } from 'zod';
import * as basics from './basics.ts';
import './check.ts';
import * as datatypes from './datatypes.ts';
import { schemaFor } from './resource.ts';
import { definitionOf, type Defined } from './testing/fhirtypes.ts';

// The peer: the type definitions of @medplum/fhirtypes, made from HL7's own. Its validator cannot look at resources here: the
// definitions that it needs are another package. So each schema is held against each definition, element by element.

/** What fhirtypes adds of its own, which no FHIR has. */
const MEDPLUMS: { [type: string]: string[] } = {
  Meta: ['project', 'author', 'onBehalfOf', 'account', 'accounts', 'compartment', 'deleted'],
  Reference: ['resource'],
};
type Shown = { optional: boolean; list: boolean; codes: string[] | null; object: z.ZodObject | null };

function shownBy(schema: z.ZodType): Shown {
  let at: z.ZodType = schema;
  let [optional, list] = [false, false];
  for (;;) {
    if (at instanceof z.ZodOptional) [optional, at] = [true, at.unwrap() as z.ZodType];
    else if (at instanceof z.ZodArray) [list, at] = [true, at.element as z.ZodType];
    else if (at instanceof z.ZodLazy) at = at.unwrap() as z.ZodType;
    else break;
  }
  const codes = at instanceof z.ZodEnum ? (at.options as string[]) : null;
  return { optional, list, codes, object: at instanceof z.ZodObject ? at : null };
}

const compared = new Set<string>();
function compare(schema: z.ZodObject, file: string, name: string, at: string): string[] {
  const defined = definitionOf(file, name);
  if (!defined) return [`${at}: fhirtypes has no ${name}`];
  if (compared.has(name)) return [];
  compared.add(name);
  const shape = schema.shape as { [element: string]: z.ZodType };
  const own = Object.keys(shape).filter((element) => !element.startsWith('_'));
  const wanted = [...defined.keys()].filter((element) => !MEDPLUMS[name]?.includes(element));
  const differing = [
    ...own.filter((e) => !defined.has(e)).map((e) => `${at}.${e} is not in FHIR`),
    ...wanted.filter((e) => !own.includes(e)).map((e) => `${at}.${e} is missing here`),
  ];
  for (const element of own) {
    const definition = defined.get(element);
    if (definition) differing.push(...ofElement(shape[element]!, definition, file, name, `${at}.${element}`, element));
  }
  return differing;
} // prettier-ignore

function ofElement(schema: z.ZodType, d: Defined, file: string, name: string, at: string, element: string): string[] {
  const shown = shownBy(schema);
  const differing: string[] = [];
  if (element !== 'resourceType' && shown.optional !== d.optional) differing.push(`${at}: may it be left out?`);
  if (shown.list !== d.list) differing.push(`${at}: is it a list?`);
  if (d.codes && element !== 'resourceType' && d.codes.toSorted().join() !== (shown.codes ?? []).toSorted().join())
    differing.push(`${at}: ${d.codes} here ${shown.codes}`);
  if (!d.codes && shown.codes) differing.push(`${at}: has no list of codes in FHIR`);
  const part = new RegExp(`^${file}[A-Z]\\w*$`).test(d.type);
  if (part && !shown.object) differing.push(`${at}: has elements of its own`);
  if (part && shown.object) differing.push(...compare(shown.object, file, d.type, at));
  return differing;
} // prettier-ignore

const RESOURCES = ['ServiceRequest', 'Specimen', 'Observation', 'DiagnosticReport', 'Patient', 'Task', 'Bundle', 'OperationOutcome', 'CapabilityStatement']; // prettier-ignore
test.each(RESOURCES)('%s has the elements of FHIR R4, each as often and from the same codes', (type) => {
  expect(compare(schemaFor(type) as z.ZodObject, type, type, type)).toEqual([]);
});

const TYPES = { ...basics, ...datatypes } as { [name: string]: unknown };
test.each(['Coding', 'CodeableConcept', 'Period', 'Identifier', 'Reference', 'Quantity', 'Range', 'Ratio', 'SampledData', 'Timing', 'Annotation', 'HumanName', 'ContactPoint', 'Address', 'Attachment', 'Meta', 'Narrative', 'Signature', 'ContactDetail', 'UsageContext'])('%s has the elements of FHIR R4', (type) => {
  expect(compare(TYPES[type] as z.ZodObject, type, type, type)).toEqual([]);
}); // prettier-ignore

test('the definitions were read: parts and codes too', () => {
  expect(compared.size).toBeGreaterThan(55);
  expect([...compared]).toContain('CapabilityStatementRestResourceSearchParam');
  expect(definitionOf('Observation', 'Observation')!.get('status')!.codes).toContain('corrected');
});

test('a schema with an element left out, or a code too many, would be noticed', () => {
  const broken = z.object({ system: z.string(), code: z.enum(['x']).optional() });
  compared.delete('Coding');
  expect(compare(broken, 'Coding', 'Coding', 'Coding').join('\n')).toMatch(/display is missing[\s\S]*system: may it be left out[\s\S]*no list of codes/); // prettier-ignore
});
