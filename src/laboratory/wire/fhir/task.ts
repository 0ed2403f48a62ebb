import type { z } from 'zod';
import { CodeableConcept, Identifier, Period, Reference, isAfter, ref } from './basics.ts';
import { Annotation, anyValue } from './datatypes.ts';
import { element, many, must } from './element.ts';
import { dateTime, oneOf, positiveInt, text, uri } from './primitives.ts';
import { PRIORITIES } from './request.ts';
import { containing, ofDomain, part, resource, typed } from './resource.ts';

/** Task: a step of work (hl7.org/fhir/R4/task.html). */
export const TASK_STATUS = [
  'draft', 'requested', 'received', 'accepted', 'rejected', 'ready', 'cancelled', 'in-progress', 'on-hold', 'failed', 'completed', 'entered-in-error',
] as const; // prettier-ignore
export const TASK_INTENT = [
  'unknown', 'proposal', 'plan', 'order', 'original-order', 'reflex-order', 'filler-order', 'instance-order', 'option',
] as const; // prettier-ignore

const Given = part({ type: must(CodeableConcept), ...anyValue }, { one: ['value'], needs: ['value'] });

export const Task = resource(
  'Task',
  element(
    {
      ...typed('Task'),
      ...ofDomain,
      identifier: many(Identifier),
      instantiatesCanonical: uri,
      instantiatesUri: uri,
      basedOn: many(Reference),
      groupIdentifier: Identifier,
      partOf: many(ref('Task')),
      status: must(oneOf(...TASK_STATUS)),
      statusReason: CodeableConcept,
      businessStatus: CodeableConcept,
      intent: must(oneOf(...TASK_INTENT)),
      priority: oneOf(...PRIORITIES),
      code: CodeableConcept,
      description: text,
      focus: Reference,
      for: Reference,
      encounter: ref('Encounter'),
      executionPeriod: Period,
      authoredOn: dateTime,
      lastModified: dateTime,
      requester: ref(
        'Device',
        'Organization',
        'Patient',
        'Practitioner',
        'PractitionerRole',
        'RelatedPerson',
      ),
      performerType: many(CodeableConcept),
      owner: ref('Practitioner', 'PractitionerRole', 'Organization', 'CareTeam', 'HealthcareService', 'Patient', 'Device', 'RelatedPerson'), // prettier-ignore
      location: ref('Location'),
      reasonCode: CodeableConcept,
      reasonReference: Reference,
      insurance: many(ref('Coverage', 'ClaimResponse')),
      note: many(Annotation),
      relevantHistory: many(ref('Provenance')),
      restriction: part({
        repetitions: positiveInt,
        period: Period,
        recipient: many(ref('Patient', 'Practitioner', 'PractitionerRole', 'RelatedPerson', 'Group', 'Organization')), // prettier-ignore
      }),
      input: many(Given),
      output: many(Given),
    },
    {},
    containing,
    (v, report) => {
      if (v.authoredOn !== undefined && v.lastModified !== undefined && isAfter(v.authoredOn, v.lastModified))
        report('was modified before it was written', ['lastModified'], 'inv-1');
    },
  ),
);
export type TaskValue = z.infer<typeof Task>;
