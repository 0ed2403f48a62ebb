/** What a person finds when they open the zip. `lost`: names of evidence whose bytes were not there any more. */
export const readme = (about: { savedAt: string; lost: string[]; readable: boolean }): string =>
  `Everything that Benchpath kept of you, as it was after your change of ${about.savedAt.slice(0, 10)}.

${
  about.readable
    ? 'record.yaml     your record, for people, and for "Take in a record file"'
    : 'Your record could not be read by the version that wrote this. It stands in data/record.jsonl, word for word.'
}
data/           the record with its history, what your evidence proves, your badges and your
                continuing education: one row on each line
evidence/       your transcripts, licenses and certificates, named by their SHA-256
issued-badges/  badges that this installation signed for you, if any: signed texts that you can bring in as badges
MANIFEST        the SHA-256 of each file; "sha256sum -c MANIFEST" compares them

To bring all of it into another installation of Benchpath, open /record/import there and choose the zip as it is.
A file that was changed is refused.
${
  about.lost.length === 0
    ? ''
    : `\nThe bytes of these files were lost before, so that they are not in here:\n${about.lost.map((name) => `- ${name}\n`).join('')}`
}
This file is not encrypted. Whoever has it can read it.
`;
