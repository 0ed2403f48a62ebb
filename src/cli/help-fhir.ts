/** What --help says of the commands about FHIR. */
export const HELP_FHIR: { [command: string]: string } = {
  fhir: `benchpath fhir check FILE

  check       what is wrong with resources of FHIR R4, each with its place

Takes --help and --json.

Examples
  benchpath fhir check observation.json
`,
  'fhir check': `benchpath fhir check FILE [--json]

What is wrong with resources of FHIR R4: elements that do not exist or are missing, codes outside their lists, dates and
references that are none, two values where one may stand, the constraints of the standard (obs-6 and so on), LOINC codes whose
check digit is wrong, units outside UCUM, results that do not say whose they are or in what unit. Warnings and notes do not
make a resource invalid.
Read are ServiceRequest, Specimen, Observation, DiagnosticReport, Patient, Task, Bundle, OperationOutcome and
CapabilityStatement; inside a Bundle others pass with a note.

  FILE     a resource or a Bundle as JSON, or NDJSON (one on each line), or - for standard input
  --json   for programs; schemas/fhir-check.json describes it

Exit status: 0 it was looked at; the verdict, valid or not valid, stands in what is written, as with badge check.
2 the file is not JSON, and nothing is written.

Examples
  benchpath fhir check observation.json
  benchpath fhir check - --json < export.ndjson
`,
};
