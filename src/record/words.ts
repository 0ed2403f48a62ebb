/** A word of the record file as people choose it: what stands in the file, what is read, and a line of help. */
export type Option = { value: string; label: string; hint?: string | undefined };

/** `blood-banking` as "blood banking". */
export const spaced = (id: string): string => id.replaceAll('-', ' ');
export const capital = (text: string): string => text.replace(/^./, (c) => c.toUpperCase());

/** A word that is on no list of ours, as it can be read. */
export const ownOption = (value: string): Option => ({ value, label: capital(spaced(value)) });

/** The words for one that was chosen; one that is on no list, as it can be read. */
export const labelOf = (list: readonly Option[], value: string): string =>
  list.find((o) => o.value === value)?.label ?? spaced(value);

const options = (labels: { [value: string]: string | [label: string, hint: string] }): readonly Option[] =>
  Object.entries(labels).map(([value, said]) =>
    typeof said === 'string' ? { value, label: said } : { value, label: said[0], hint: said[1] },
  );

export const DEGREES = options({
  'high-school': 'High school diploma, GED or the same',
  associate: 'Associate degree',
  bachelor: "Bachelor's degree",
  master: "Master's degree",
  doctorate: 'Doctorate',
  physician: "Physician's degree (MD or DO)",
});

export const SCHOOL_ACCREDITORS = options({
  regional: ['Yes, regionally accredited', 'Most public and nonprofit colleges'],
  national: ['Yes, nationally accredited', 'Many career colleges'],
  foreign: 'It is a school outside the United States',
  none: 'No',
});

export const PROGRAM_TYPES = options({
  mlt: 'Medical laboratory technician (MLT)',
  mls: 'Medical laboratory scientist (MLS, MT, CLS)',
  'mls-foreign': 'Medical laboratory science outside the United States',
  phlebotomy: 'Phlebotomy',
  mla: 'Medical laboratory assistant',
  histotechnician: 'Histotechnician',
  histotechnologist: 'Histotechnologist',
  cytology: 'Cytology',
  molecular: 'Diagnostic molecular science',
  'blood-bank-specialist': 'Blood bank specialist',
  categorical: 'One department only (categorical)',
  'nursing-or-allied-health': 'Nursing or another health program',
});

export const PROGRAM_ACCREDITORS = options({
  naacls: ['NAACLS', 'Look the program up at naacls.org'],
  abhes: 'ABHES',
  caahep: 'CAAHEP',
  cdph: 'California (CDPH)',
  nysed: 'New York (NYSED)',
  state: 'Another state',
  amt: 'AMT',
  nha: 'NHA',
  ncct: 'NCCT',
  regional: 'Only the school is accredited, regionally',
  national: 'Only the school is accredited, nationally',
  foreign: 'One outside the United States',
  other: 'Another one',
  none: 'None',
});

export const JOBS = options({
  'laboratory-technician': 'Laboratory technician',
  'laboratory-technologist': 'Laboratory scientist or technologist',
  'laboratory-assistant': 'Laboratory assistant',
  phlebotomist: 'Phlebotomist',
  histotechnician: 'Histotechnician',
  histotechnologist: 'Histotechnologist',
  cytologist: 'Cytologist',
  lead: 'Lead',
  supervisor: 'Supervisor',
  manager: 'Manager',
  educator: 'Educator',
  'research-assistant': 'Research assistant',
  other: 'Something else in a laboratory',
});

export const COMPLEXITIES = options({
  high: ['High complexity', 'Most hospital core laboratories, blood bank and microbiology included'],
  moderate: 'Moderate complexity',
  waived: ['Waived tests only', 'Simple tests such as finger-stick glucose'],
});

export const STATUS_WORDS = options({
  active: 'Active',
  inactive: ['Inactive', 'You keep it, but may not work under it'],
  expired: 'Expired',
  suspended: 'Suspended',
  revoked: 'Revoked',
});

export const MILITARY_TRAINING = options({
  'army-68k': 'Army 68K',
  'navy-mlt': 'Navy laboratory technician',
  'air-force-4t0': 'Air Force 4T0',
  other: 'Another course',
});

export const MILITARY_SUBJECTS = options({
  'medical-laboratory': 'Medical laboratory',
  histology: 'Histology',
  phlebotomy: 'Phlebotomy',
  other: 'Something else',
});

export const COLLECTIONS = options({
  venipuncture: 'Venipunctures',
  'skin-puncture': 'Skin punctures',
  'blood-collection': 'Blood collections of any kind',
  'arterial-puncture': 'Arterial punctures',
});

/** Words that say themselves, such as departments; `other` needs words of its own. */
export const plainOptions = (words: readonly string[], other: string): readonly Option[] =>
  words.map((value) => (value === 'other' ? { value, label: other } : ownOption(value)));
