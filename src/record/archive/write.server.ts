import { buffer } from 'node:stream/consumers';
import type { Db } from '#storage/index.server.ts';
import type { EvidenceStore } from '../evidence.server.ts';
import { readStored } from '../stored.ts';
import { writeRecord } from '../write.ts';
import { zipOf } from '../zip.server.ts';
import * as format from './format.server.ts';
import { readme } from './readme.ts';
import { RecordRow, TABLE_NAMES, TABLES, type Rows, type Table } from './tables.server.ts';

/** What a record is at one moment. */
type Whole = { record: RecordRow; rows: Rows; issued: { id: string; text: string }[] };

/** So often a file may be removed while we read before it is taken for lost. */
const TRIES = 3;

/** All rows of a record as they were at one moment, whatever others write meanwhile; null = there is none. */
async function wholeOf(db: Db, id: string): Promise<Whole | null> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const columns = Object.keys(RecordRow.shape) as (keyof RecordRow)[];
      const record = await tx.selectFrom('record').select(columns).where('id', '=', id).executeTakeFirst();
      if (!record) return null;
      const rows: Partial<{ [table in Table]: object[] }> = {};
      for (const table of TABLE_NAMES) {
        const found = await tx.selectFrom(table).selectAll().where('record_id', '=', id).execute();
        rows[table] = found.sort((a, b) => (keyOf(table, a) < keyOf(table, b) ? -1 : 1));
      }
      const issued = await tx
        .selectFrom('issued_badge')
        .select(['id', 'text'])
        .where('record_id', '=', id)
        .orderBy('id')
        .execute();
      return { record, rows: rows as Rows, issued };
    });
}

/** Sorted here and not by the database, for two databases order text in two ways. */
const keyOf = (table: Table, row: object): string =>
  TABLES[table].key
    .map((column) => (row as { [column: string]: string | number })[column]!)
    .map((value) => (typeof value === 'number' ? String(value).padStart(12, '0') : value))
    .join('\u0001');

/** The bytes of all evidence; `lost` where a row's file is not there any more. */
async function filesOf(evidence: EvidenceStore, { record, rows }: Whole) {
  const files = new Map<string, Buffer>();
  const lost = new Set<string>();
  for (const { id, sha256, media } of rows.evidence) {
    const opened = await evidence.open(record.id, id);
    const bytes = opened && (await buffer(opened.stream));
    if (bytes && format.sumOf(bytes) === sha256) files.set(format.evidenceFile(sha256, media), bytes);
    else lost.add(id);
  }
  return { files, lost };
}

/** Everything that is kept of a record as one zip; null where there is no such record. The same record gives the same bytes. */
export async function writeArchive(db: Db, evidence: EvidenceStore, id: string): Promise<Buffer | null> {
  for (let tried = 1; ; tried += 1) {
    const whole = await wholeOf(db, id);
    if (!whole) return null;
    const { files, lost } = await filesOf(evidence, whole);
    if (lost.size > 0 && tried < TRIES) continue;
    return pack(whole, files, lost);
  }
}

function pack({ record, rows, issued }: Whole, evidence: Map<string, Buffer>, lost: Set<string>) {
  const names = rows.evidence.filter((row) => lost.has(row.id)).map((row) => row.name);
  const read = readStored(record.content);
  const files = new Map<string, Buffer>();
  const add = (name: string, text: string) => files.set(name, Buffer.from(text));
  add(format.README, readme({ savedAt: record.updated_at, lost: names, readable: 'record' in read }));
  if ('record' in read) add(format.RECORD_FILE, writeRecord(read.record));
  add(format.dataFile('record'), format.linesOf([record]));
  // A row whose bytes are lost would make the whole unusable; README names it.
  const there = {
    ...rows,
    evidence: rows.evidence.filter((row) => !lost.has(row.id)),
    evidence_use: rows.evidence_use.filter((row) => !lost.has(row.evidence_id)),
  };
  for (const table of TABLE_NAMES) add(format.dataFile(table), format.linesOf(there[table]));
  for (const [name, bytes] of evidence) files.set(name, bytes);
  for (const badge of issued) add(format.issuedFile(badge.id), badge.text);
  add(format.MANIFEST, format.manifestOf(files));
  return zipOf(files, /^evidence\//);
}
