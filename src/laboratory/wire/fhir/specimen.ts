import type { z } from 'zod';
import { CodeableConcept, Identifier, Period, ref } from './basics.ts';
import { Annotation, Quantity, SimpleQuantity } from './datatypes.ts';
import { choice, element, many } from './element.ts';
import { dateTime, oneOf, text } from './primitives.ts';
import { containing, ofDomain, part, resource, typed } from './resource.ts';

/** Specimen: a tube and what is in it (hl7.org/fhir/R4/specimen.html). */
export const SPECIMEN_STATUS = ['available', 'unavailable', 'unsatisfactory', 'entered-in-error'] as const;

const Collection = part(
  {
    collector: ref('Practitioner', 'PractitionerRole'),
    ...choice('collected', { DateTime: dateTime, Period }),
    duration: Quantity,
    quantity: SimpleQuantity,
    method: CodeableConcept,
    bodySite: CodeableConcept,
    ...choice('fastingStatus', { CodeableConcept, Duration: Quantity }),
  },
  { one: ['collected', 'fastingStatus'] },
);
const Processing = part(
  {
    description: text,
    procedure: CodeableConcept,
    additive: many(ref('Substance')),
    ...choice('time', { DateTime: dateTime, Period }),
  },
  { one: ['time'] },
);
const Container = part(
  {
    identifier: many(Identifier),
    description: text,
    type: CodeableConcept,
    capacity: Quantity,
    specimenQuantity: Quantity,
    ...choice('additive', { CodeableConcept, Reference: ref('Substance') }),
  },
  { one: ['additive'] },
);

export const Specimen = resource(
  'Specimen',
  element(
    {
      ...typed('Specimen'),
      ...ofDomain,
      identifier: many(Identifier),
      accessionIdentifier: Identifier,
      status: oneOf(...SPECIMEN_STATUS),
      type: CodeableConcept,
      subject: ref('Patient', 'Group', 'Device', 'Substance', 'Location'),
      receivedTime: dateTime,
      parent: many(ref('Specimen')),
      request: many(ref('ServiceRequest')),
      collection: Collection,
      processing: many(Processing),
      container: many(Container),
      condition: many(CodeableConcept),
      note: many(Annotation),
    },
    {},
    containing,
  ),
);
export type SpecimenValue = z.infer<typeof Specimen>;
