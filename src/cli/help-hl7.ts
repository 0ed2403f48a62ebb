/** What --help says of the commands about HL7. */
export const HELP_HL7: { [command: string]: string } = {
  hl7: `benchpath hl7 parse FILE | check FILE

  parse       takes HL7 v2 messages apart: segments, fields, repetitions, components, subcomponents
  check       what is wrong with them, each with its place

Each takes --help and --json.

Examples
  benchpath hl7 parse result.hl7
  benchpath hl7 check result.hl7
`,
  'hl7 parse': `benchpath hl7 parse FILE [--json]

Takes HL7 v2 messages apart, with the separators and the character set that MSH names. Segments end with CR; CRLF and LF
are read with a note. Escapes are undone; what is no escape that can be undone (\\.br\\) stays as it is.

  FILE     one message or several, bare or in MLLP frames, or - for standard input
  --json   for programs; schemas/hl7-parse.json describes it: { segments: [{ id, fields, raw }], raw, … } of the first
           message; fields by field, repetition, component, subcomponent, the first being field 1 (in MSH that is the
           separator itself). Where there are more messages, "messages" holds them all, the first too

Exit status: 0 read; 2 a message cannot be read as HL7, and nothing is written.

Examples
  benchpath hl7 parse result.hl7
  benchpath hl7 parse result.hl7 --json
`,
  'hl7 check': `benchpath hl7 check FILE [--json]

What is wrong with HL7 v2.5.1 messages: segments missing or out of place, OBX-5 that is not what OBX-2 says, a decimal
comma, a code twice with the same OBX-4, a flag without a value, codes without LOINC, units outside UCUM, times that are
none. An error stands in the way of filing the message here; warnings and notes do not.
Read are ORM^O01, OML^O21, OML^O33, ORL^O34, OUL^R22, ORU^R01, QBP^Q11, RSP^K11 and ACK.

  FILE     one message or several, bare or in MLLP frames, or - for standard input
  --json   for programs; schemas/hl7-check.json describes it

Exit status: 0 no errors; 3 errors were found; 2 a message cannot be read as HL7.

Examples
  benchpath hl7 check result.hl7
  benchpath hl7 check - --json < capture.mllp
`,
};
