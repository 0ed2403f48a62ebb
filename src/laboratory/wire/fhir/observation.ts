import type { z } from 'zod';
import { CodeableConcept, Identifier, Period, Reference, ref, type Concept } from './basics.ts';
import { Annotation, Quantity, Range, Ratio, SampledData, SimpleQuantity, Timing } from './datatypes.ts';
import { choice, element, many, must, type Rule } from './element.ts';
import { dateTime, instant, integer, oneOf, text, time, yesNo } from './primitives.ts';
import { containing, ofDomain, part, resource, typed } from './resource.ts';

/** Observation: one result (hl7.org/fhir/R4/observation.html). */
export const OBSERVATION_STATUS = [
  'registered', 'preliminary', 'final', 'amended', 'corrected', 'cancelled', 'entered-in-error', 'unknown',
] as const; // prettier-ignore

const value = choice('value', {
  Quantity, CodeableConcept, String: text, Boolean: yesNo, Integer: integer, Range, Ratio, SampledData, Time: time,
  DateTime: dateTime, Period,
}); // prettier-ignore
const valueIn = (v: object): string | undefined => Object.keys(v).find((name) => /^_?value[A-Z]/.test(name));

const absent: Rule<{ dataAbsentReason?: Concept | undefined }> = (v, report) => {
  if (v.dataAbsentReason !== undefined && valueIn(v))
    report('says why there is no value, and has one', ['dataAbsentReason'], 'obs-6');
};
const codes = (concept: Concept): string[] =>
  (concept.coding ?? []).filter((c) => c.code !== undefined).map((c) => `${c.system ?? ''}|${c.code}`);

const ReferenceRange = part(
  { low: SimpleQuantity, high: SimpleQuantity, type: CodeableConcept, appliesTo: many(CodeableConcept), age: Range, text },
  {},
  (v, report) => {
    if (!v.low && !v.high && v.text === undefined) report('has neither low, high nor text', [], 'obs-3');
  },
); // prettier-ignore
const Component = part(
  {
    code: must(CodeableConcept),
    ...value,
    dataAbsentReason: CodeableConcept,
    interpretation: many(CodeableConcept),
    referenceRange: many(ReferenceRange),
  },
  { one: ['value'] },
  absent,
);

export const Observation = resource(
  'Observation',
  element(
    {
      ...typed('Observation'),
      ...ofDomain,
      identifier: many(Identifier),
      basedOn: many(ref('CarePlan', 'DeviceRequest', 'ImmunizationRecommendation', 'MedicationRequest', 'NutritionOrder', 'ServiceRequest')), // prettier-ignore
      partOf: many(ref('MedicationAdministration', 'MedicationDispense', 'MedicationStatement', 'Procedure', 'Immunization', 'ImagingStudy')), // prettier-ignore
      status: must(oneOf(...OBSERVATION_STATUS)),
      category: many(CodeableConcept),
      code: must(CodeableConcept),
      subject: ref('Patient', 'Group', 'Device', 'Location'),
      focus: many(Reference),
      encounter: ref('Encounter'),
      ...choice('effective', { DateTime: dateTime, Period, Timing, Instant: instant }),
      issued: instant,
      performer: many(ref('Practitioner', 'PractitionerRole', 'Organization', 'CareTeam', 'Patient', 'RelatedPerson')), // prettier-ignore
      ...value,
      dataAbsentReason: CodeableConcept,
      interpretation: many(CodeableConcept),
      note: many(Annotation),
      bodySite: CodeableConcept,
      method: CodeableConcept,
      specimen: ref('Specimen'),
      device: ref('Device', 'DeviceMetric'),
      referenceRange: many(ReferenceRange),
      hasMember: many(ref('Observation', 'QuestionnaireResponse', 'MolecularSequence')),
      derivedFrom: many(ref('DocumentReference', 'ImagingStudy', 'Media', 'QuestionnaireResponse', 'Observation', 'MolecularSequence')), // prettier-ignore
      component: many(Component),
    },
    { one: ['effective', 'value'] },
    containing,
    absent,
    (v, report) => {
      const own = codes(v.code);
      v.component?.forEach((c, i) => {
        if (valueIn(v) && codes(c.code).some((one) => own.includes(one)))
          report('has the code of the whole, which has a value itself', ['component', i, 'code'], 'obs-7');
      });
    },
  ),
);
export type ObservationValue = z.infer<typeof Observation>;
