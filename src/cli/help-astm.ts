/** What --help says of the commands about ASTM. */
export const HELP_ASTM: { [command: string]: string } = {
  astm: `benchpath astm parse FILE | check FILE

  parse       takes what came over an ASTM line apart: frames with their checksums, records, fields
  check       what is wrong with it, each with its place

Each takes --help and --json.

Examples
  benchpath astm parse capture.astm
  benchpath astm check capture.astm
`,
  'astm parse': `benchpath astm parse FILE [--json]

Takes ASTM messages apart (E1381 and E1394, LIS1-A and LIS2-A2), with the delimiters that each header declares. A record
that goes on over several frames is put together; a frame that was sent again counts once among the records.

  FILE     a raw capture of the line, with ENQ, ACK, EOT and frames, or bare records, or - for standard input
  --json   for programs; schemas/astm-parse.json describes it: { frames: [{ number, end, checksum, ok }],
           records: [{ type, fields, raw }] }. fields by field, repetition, component, unescaped: fields[3][0][0] is the
           value of an R record, its field 4; fields[0] is the type. raw is the record as it stands

Exit status: 0 read; 2 the file holds no ASTM record.

Examples
  benchpath astm parse capture.astm
  benchpath astm parse - --json < records.txt
`,
  'astm check': `benchpath astm check FILE [--json]

What is wrong with ASTM messages: a bad checksum, a frame number left out, no terminator, a result without an order, a query
that carries results, numbers out of turn, dates that are none, unknown codes and flags, a missing unit. R[2].4 is field 4
of the second R record. An error can lose or misfile a result; a warning is understood all the same.

  FILE     a raw capture of the line, with ENQ, ACK, EOT and frames, or bare records, or - for standard input
  --json   for programs; schemas/astm-check.json describes it

Exit status: 0 no errors; 3 errors were found; 2 the file holds no ASTM record.

Examples
  benchpath astm check capture.astm
  benchpath astm check - --json < records.txt
`,
};
