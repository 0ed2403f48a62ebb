import type { z } from 'zod';
import { CodeableConcept, Identifier, Period, ref } from './basics.ts';
import { Address, Attachment, ContactPoint, HumanName } from './datatypes.ts';
import { choice, element, many, must } from './element.ts';
import { date, dateTime, integer, oneOf, yesNo } from './primitives.ts';
import { containing, ofDomain, part, resource, typed } from './resource.ts';

/** Patient: who somebody is (hl7.org/fhir/R4/patient.html). */
export const GENDERS = ['male', 'female', 'other', 'unknown'] as const;
const gender = oneOf(...GENDERS);

const Contact = part(
  {
    relationship: many(CodeableConcept),
    name: HumanName,
    telecom: many(ContactPoint),
    address: Address,
    gender,
    organization: ref('Organization'),
    period: Period,
  },
  {},
  (v, report) => {
    if (!v.name && !v.telecom && !v.address && !v.organization)
      report('has neither a name, a way to reach them, nor an organization', [], 'pat-1');
  },
);

export const Patient = resource(
  'Patient',
  element(
    {
      ...typed('Patient'),
      ...ofDomain,
      identifier: many(Identifier),
      active: yesNo,
      name: many(HumanName),
      telecom: many(ContactPoint),
      gender,
      birthDate: date,
      ...choice('deceased', { Boolean: yesNo, DateTime: dateTime }),
      address: many(Address),
      maritalStatus: CodeableConcept,
      ...choice('multipleBirth', { Boolean: yesNo, Integer: integer }),
      photo: many(Attachment),
      contact: many(Contact),
      communication: many(part({ language: must(CodeableConcept), preferred: yesNo })),
      generalPractitioner: many(ref('Organization', 'Practitioner', 'PractitionerRole')),
      managingOrganization: ref('Organization'),
      link: many(
        part({
          other: must(ref('Patient', 'RelatedPerson')),
          type: must(oneOf('replaced-by', 'replaces', 'refer', 'seealso')),
        }),
      ),
    },
    { one: ['deceased', 'multipleBirth'] },
    containing,
  ),
);
export type PatientValue = z.infer<typeof Patient>;
