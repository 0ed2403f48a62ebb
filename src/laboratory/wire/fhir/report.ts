import type { z } from 'zod';
import { CodeableConcept, Identifier, Period, ref } from './basics.ts';
import { Attachment } from './datatypes.ts';
import { choice, element, many, must } from './element.ts';
import { dateTime, instant, oneOf, text } from './primitives.ts';
import { containing, ofDomain, part, resource, typed } from './resource.ts';

/** DiagnosticReport: the results of one order, together (hl7.org/fhir/R4/diagnosticreport.html). */
export const REPORT_STATUS = [
  'registered', 'partial', 'preliminary', 'final', 'amended', 'corrected', 'appended', 'cancelled', 'entered-in-error', 'unknown',
] as const; // prettier-ignore

const signers = ['Practitioner', 'PractitionerRole', 'Organization', 'CareTeam'];

export const DiagnosticReport = resource(
  'DiagnosticReport',
  element(
    {
      ...typed('DiagnosticReport'),
      ...ofDomain,
      identifier: many(Identifier),
      basedOn: many(ref('CarePlan', 'ImmunizationRecommendation', 'MedicationRequest', 'NutritionOrder', 'ServiceRequest')), // prettier-ignore
      status: must(oneOf(...REPORT_STATUS)),
      category: many(CodeableConcept),
      code: must(CodeableConcept),
      subject: ref('Patient', 'Group', 'Device', 'Location'),
      encounter: ref('Encounter'),
      ...choice('effective', { DateTime: dateTime, Period }),
      issued: instant,
      performer: many(ref(...signers)),
      resultsInterpreter: many(ref(...signers)),
      specimen: many(ref('Specimen')),
      result: many(ref('Observation')),
      imagingStudy: many(ref('ImagingStudy')),
      media: many(part({ comment: text, link: must(ref('Media')) })),
      conclusion: text,
      conclusionCode: many(CodeableConcept),
      presentedForm: many(Attachment),
    },
    { one: ['effective'] },
    containing,
  ),
);
export type ReportValue = z.infer<typeof DiagnosticReport>;
