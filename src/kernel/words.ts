/**
 * The words that rules and records share, so that both sides spell them the same way. Adding one here lets the
 * record file and the content use it.
 */
export const DISCIPLINES = [
  'blood-banking', 'chemistry', 'hematology', 'microbiology', 'immunology', 'urinalysis', 'molecular',
  'histology', 'cytology', 'phlebotomy', 'point-of-care', 'cytometry', 'donor-phlebotomy',
] as const; // prettier-ignore
export type Discipline = (typeof DISCIPLINES)[number];

export const LEVELS = ['high-school', 'associate', 'bachelor', 'master', 'doctorate', 'physician'] as const;
export type Level = (typeof LEVELS)[number];

export const WORK = [
  'laboratory-technician', 'laboratory-technologist', 'laboratory-assistant', 'phlebotomist', 'histotechnician',
  'histotechnologist', 'cytologist', 'lead', 'supervisor', 'manager', 'educator', 'research-assistant', 'other',
] as const; // prettier-ignore
export const SETTINGS = [
  'hospital', 'reference-laboratory', 'clinic', 'physician-office', 'public-health', 'blood-bank', 'research',
  'industry', 'veterinary', 'military', 'school', 'other',
] as const; // prettier-ignore
export const PROGRAMS = [
  'mlt', 'mls', 'mls-foreign', 'phlebotomy', 'histotechnician', 'histotechnologist', 'cytology', 'mla', 'molecular',
  'blood-bank-specialist', 'categorical', 'nursing-or-allied-health',
] as const; // prettier-ignore
/** `regional`/`national` here are an institution's accreditors, for rules that ask no program accreditation. */
export const ACCREDITORS = [
  'naacls', 'abhes', 'caahep', 'cdph', 'nysed', 'state', 'amt', 'nha', 'ncct', 'regional', 'national', 'foreign', 'other', 'none',
] as const; // prettier-ignore
export const MILITARY_COURSES = ['army-68k', 'navy-mlt', 'air-force-4t0', 'other'] as const;
export const MILITARY_FIELDS = ['medical-laboratory', 'histology', 'phlebotomy', 'other'] as const;
export const PROCEDURES = ['venipuncture', 'skin-puncture', 'blood-collection', 'arterial-puncture'] as const;
/** How a credential or license stands with whoever gave it. Only an active one may be worked under. */
export const STATUSES = ['active', 'inactive', 'expired', 'suspended', 'revoked'] as const;
/** Families of degree fields; src/pathways/fields.ts says which written fields belong to each. */
export const FIELDS = [
  'biological', 'chemical', 'physical', 'clinical-laboratory', 'nursing', 'mathematics', 'natural-science',
  'cytotechnology', 'histotechnology', 'any-science',
] as const; // prettier-ignore
