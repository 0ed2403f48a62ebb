import type { z } from 'zod';
import { CodeableConcept, Identifier, Period, Reference, ref } from './basics.ts';
import { Annotation, Quantity, Range, Ratio, Timing } from './datatypes.ts';
import { choice, element, many, must } from './element.ts';
import { dateTime, oneOf, text, uri, yesNo } from './primitives.ts';
import { containing, ofDomain, resource, typed } from './resource.ts';

/** ServiceRequest: an order (hl7.org/fhir/R4/servicerequest.html). */
export const REQUEST_STATUS = [
  'draft', 'active', 'on-hold', 'revoked', 'completed', 'entered-in-error', 'unknown',
] as const; // prettier-ignore
export const REQUEST_INTENT = [
  'proposal', 'plan', 'directive', 'order', 'original-order', 'reflex-order', 'filler-order', 'instance-order', 'option',
] as const; // prettier-ignore
export const PRIORITIES = ['routine', 'urgent', 'asap', 'stat'] as const;

export const ServiceRequest = resource(
  'ServiceRequest',
  element(
    {
      ...typed('ServiceRequest'),
      ...ofDomain,
      identifier: many(Identifier),
      instantiatesCanonical: many(uri),
      instantiatesUri: many(uri),
      basedOn: many(ref('CarePlan', 'ServiceRequest', 'MedicationRequest')),
      replaces: many(ref('ServiceRequest')),
      requisition: Identifier,
      status: must(oneOf(...REQUEST_STATUS)),
      intent: must(oneOf(...REQUEST_INTENT)),
      category: many(CodeableConcept),
      priority: oneOf(...PRIORITIES),
      doNotPerform: yesNo,
      code: CodeableConcept,
      orderDetail: many(CodeableConcept),
      ...choice('quantity', { Quantity, Ratio, Range }),
      subject: must(ref('Patient', 'Group', 'Location', 'Device')),
      encounter: ref('Encounter'),
      ...choice('occurrence', { DateTime: dateTime, Period, Timing }),
      ...choice('asNeeded', { Boolean: yesNo, CodeableConcept }),
      authoredOn: dateTime,
      requester: ref(
        'Practitioner',
        'PractitionerRole',
        'Organization',
        'Patient',
        'RelatedPerson',
        'Device',
      ),
      performerType: CodeableConcept,
      performer: many(ref('Practitioner', 'PractitionerRole', 'Organization', 'CareTeam', 'HealthcareService', 'Patient', 'Device', 'RelatedPerson')), // prettier-ignore
      locationCode: many(CodeableConcept),
      locationReference: many(ref('Location')),
      reasonCode: many(CodeableConcept),
      reasonReference: many(ref('Condition', 'Observation', 'DiagnosticReport', 'DocumentReference')),
      insurance: many(ref('Coverage', 'ClaimResponse')),
      supportingInfo: many(Reference),
      specimen: many(ref('Specimen')),
      bodySite: many(CodeableConcept),
      note: many(Annotation),
      patientInstruction: text,
      relevantHistory: many(ref('Provenance')),
    },
    { one: ['quantity', 'occurrence', 'asNeeded'] },
    containing,
    (v, report) => {
      if (v.orderDetail && !v.code)
        report('has details of an order and no code of what is ordered', ['orderDetail'], 'prr-1');
    },
  ),
);
export type RequestValue = z.infer<typeof ServiceRequest>;
