import { createHash } from 'node:crypto';
import { ENDINGS, type Media } from '../kinds.server.ts';
import type { Files } from '../zip.server.ts';

/** What `MANIFEST` begins with. `sha256sum -c MANIFEST` passes over it, and checks the rest. */
const MARK = '# benchpath: archive/1';

export const MANIFEST = 'MANIFEST';
export const README = 'README.txt';
export const RECORD_FILE = 'record.yaml';
export const dataFile = (table: string): string => `data/${table}.jsonl`;
export const evidenceFile = (sha256: string, media: Media): string => `evidence/${sha256}${ENDINGS[media]}`;
export const issuedFile = (id: string): string => `issued-badges/${id}.txt`;

/** The names that an archive may hold, besides data files, which are looked at one by one. */
export const NAMES =
  /^(MANIFEST|README\.txt|record\.yaml|data\/[a-z_]{1,40}\.jsonl|evidence\/[0-9a-f]{64}\.(pdf|png|jpg)|issued-badges\/[0-9a-zA-Z_-]{1,64}\.txt)$/;

export const sumOf = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

/** The list of all other files with their SHA-256, as `sha256sum` writes it. */
export const manifestOf = (files: Files): string =>
  [
    MARK,
    ...[...files]
      .filter(([name]) => name !== MANIFEST)
      .map(([name, bytes]) => `${sumOf(bytes)}  ${name}`)
      .sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1)),
    '',
  ].join('\n');

/** One row a line, its columns by name, so that the same rows are the same bytes wherever they come from. */
export const linesOf = (rows: readonly object[]): string =>
  rows
    .map(
      (row) =>
        `${JSON.stringify(Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))))}\n`,
    )
    .join('');
