import type { z } from 'zod';
import { isText } from '#kernel/text.ts';
import { brokenChain } from '../chain.server.ts';
import { LARGEST_EVIDENCE, MOST_EVIDENCE, ROOM_FOR_EVIDENCE } from '../evidence.server.ts';
import { ENDINGS, mediaOf } from '../kinds.server.ts';
import { unzip, type Files } from '../zip.server.ts';
import { dataFile, evidenceFile, MANIFEST, manifestOf, NAMES, README, sumOf } from './format.server.ts';
import { RecordRow, TABLE_NAMES, TABLES, type Rows, type Table } from './tables.server.ts';

/** A record and all that goes with it, read and checked. `evidence`: the bytes by their SHA-256. */
export type Archive = { record: RecordRow; rows: Rows; evidence: ReadonlyMap<string, Buffer> };

/** What is wrong with the file, to go after "The file". */
type Wrong = { wrong: string };
class NotWhole extends Error {}
const refuse = (wrong: string): never => {
  throw new NotWhole(wrong);
};

/** Reads what `writeArchive` wrote, from outside. Never throws; what is not whole is refused whole. */
export async function readArchive(bytes: Buffer): Promise<{ archive: Archive } | Wrong> {
  const unpacked = await unzip(bytes, NAMES);
  if ('wrong' in unpacked) return unpacked;
  try {
    return { archive: archiveIn(unpacked.files) };
  } catch (error) {
    if (error instanceof NotWhole) return { wrong: error.message };
    throw error;
  }
}

function archiveIn(files: Files): Archive {
  const manifest = files.get(MANIFEST) ?? refuse('is no Benchpath archive: it holds no MANIFEST');
  if (!files.has(README)) refuse(`lacks ${README}`);
  if (manifest.toString('utf8') !== manifestOf(files)) refuse(differenceIn(manifest.toString('utf8'), files));
  for (const name of files.keys())
    if (name.startsWith('data/') && ![dataFile('record'), ...TABLE_NAMES.map(dataFile)].includes(name))
      refuse(`holds ${name}, which this version of Benchpath does not know; a newer one may have written it`);
  const [record, more] = linesIn(files, 'record', RecordRow);
  if (!record || more) return refuse('does not hold one record');
  const rows = Object.fromEntries(
    TABLE_NAMES.map((table) => [table, rowsIn(files, table, record.id)]),
  ) as Rows;
  const broken = brokenChain(rows.event, record.version, record.head);
  if (broken) refuse(`holds a history that is not whole: ${broken}`);
  return { record, rows, evidence: evidenceIn(files, rows) };
}

/** Which file is not as it was listed. */
function differenceIn(manifest: string, files: Files): string {
  const [mark = '', ...lines] = manifest.split('\n');
  if (!mark.startsWith('# benchpath: archive/')) return 'is no Benchpath archive: its MANIFEST is another';
  const listed = new Map(lines.filter(Boolean).map((line) => [line.slice(66), line.slice(0, 64)]));
  for (const [name, bytes] of files)
    if (name !== MANIFEST && listed.get(name) !== sumOf(bytes)) return `was changed or damaged at ${name}`;
  for (const name of listed.keys()) if (!files.has(name)) return `lacks ${name.slice(0, 80)}`;
  return 'was changed at its MANIFEST, or written by a newer version of Benchpath';
}

function linesIn<Shape extends z.ZodObject>(files: Files, table: string, shape: Shape): z.infer<Shape>[] {
  const name = dataFile(table);
  const bytes = files.get(name);
  if (!bytes) return [];
  const lines = decoded(bytes, name).split('\n');
  if (lines.pop() !== '') refuse(`is cut off at ${name}`);
  return lines.map((line, at) => {
    const row = shape.safeParse(parsed(line));
    if (row.success) return row.data;
    const { path, message } = row.error.issues[0]!;
    return refuse(`cannot be used at ${name}, line ${at + 1}: ${[...path.map(String), message].join(' ')}`);
  });
}

function decoded(bytes: Buffer, name: string): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (isText(text)) return text;
  } catch {
    // no UTF-8: the same sentence
  }
  return refuse(`holds bytes that are no text at ${name}`);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function rowsIn(files: Files, table: Table, record: string): Rows[Table] {
  const { shape, key } = TABLES[table];
  const rows = linesIn(files, table, shape) as Rows[Table];
  if (rows.some((row) => row.record_id !== record))
    refuse(`holds rows of another record in ${dataFile(table)}`);
  const keys = rows.map((row) => JSON.stringify(key.map((column) => row[column as keyof typeof row])));
  if (new Set(keys).size < keys.length) refuse(`holds a row twice in ${dataFile(table)}`);
  return rows;
}

/** Each file of evidence has its row and each row its file, of the bytes, the kind and the size that the row says. */
function evidenceIn(files: Files, rows: Rows): Map<string, Buffer> {
  const found = new Map<string, Buffer>();
  let total = 0;
  for (const { sha256, media, bytes, name } of rows.evidence) {
    const file = evidenceFile(sha256, media);
    const content = files.get(file) ?? refuse(`lacks ${file}`);
    const fits = sumOf(content) === sha256 && content.length === bytes && mediaOf(content) === media;
    if (!fits || !name.endsWith(ENDINGS[media])) refuse(`holds other evidence than it says at ${file}`);
    if (bytes > LARGEST_EVIDENCE) refuse(`holds evidence that is too large: ${file}`);
    if (found.has(sha256)) refuse(`names ${file} twice`);
    total += bytes;
    found.set(sha256, content);
  }
  if (found.size > MOST_EVIDENCE || total > ROOM_FOR_EVIDENCE)
    refuse('holds more evidence than a record may have');
  const listed = new Set(rows.evidence.map((row) => evidenceFile(row.sha256, row.media)));
  for (const name of files.keys())
    if (name.startsWith('evidence/') && !listed.has(name)) refuse(`holds ${name}, which nothing in it names`);
  const ids = new Set(rows.evidence.map((row) => row.id));
  if (rows.evidence_use.some((use) => !ids.has(use.evidence_id)))
    refuse('says what evidence proves that it does not hold');
  const badges = new Set(rows.badge.map((row) => row.id));
  if (rows.badge_use.some((use) => !badges.has(use.badge_id)))
    refuse('says what a badge proves that it does not hold');
  return found;
}
