import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReadStream } from 'node:fs';
import type { RandomBytes } from '#kernel/ids.ts';
import { makePrivateFolder, type Db } from '#storage/index.server.ts';
import { ENDINGS, mediaOf, type Media } from './kinds.server.ts';

/** A transcript, license or certificate as a file. `sha256` (hexadecimal) names its bytes; `subjects` is what it proves. */
export type Evidence = {
  id: string;
  name: string;
  media: Media;
  bytes: number;
  sha256: string;
  addedAt: string;
  subjects: string[];
};

export type Added = { added: Evidence } | { refused: Refused };
type Refused = 'empty' | 'too large' | 'not a document' | 'too many' | 'no room';

/**
 * The evidence of records. The files stand beside the database, in one folder for each record, named by what they hold;
 * every act names the record, and touches nothing of any other.
 */
export type EvidenceStore = {
  add(record: string, name: string, bytes: Buffer): Promise<Added>;
  list(record: string): Promise<Evidence[]>;
  /** The file; null where this record has none such, or where its bytes are lost. */
  open(record: string, id: string): Promise<{ evidence: Evidence; stream: ReadStream } | null>;
  /** Says what a file proves: a subject such as `credential ascp-mlt`, or that it no longer does. */
  mark(record: string, id: string, subject: string, proves: boolean): Promise<boolean>;
  remove(record: string, id: string): Promise<boolean>;
  /** Writes files, by their SHA-256, ahead of the rows that will name them. */
  keepFiles(record: string, files: ReadonlyMap<string, Buffer>): Promise<void>;
  /** Removes files, by their SHA-256, after the rows that named them are gone. */
  dropFiles(record: string, files: Iterable<string>): Promise<void>;
  /** Removes every file of a record, after its rows are gone. */
  forget(record: string): Promise<void>;
  /** Removes the files of records that are gone: whoever removed the rows may have been stopped before the files. */
  sweep(): Promise<void>;
};

export const LARGEST_EVIDENCE = 10 * 1024 * 1024;
export const MOST_EVIDENCE = 200;
/** All evidence of one record: what one archive holds, and one import brings back. */
export const ROOM_FOR_EVIDENCE = 100 * 1024 * 1024;
const LONGEST_NAME = 120;
const DAY_MS = 86_400_000;
const FOLDER = /^[0-9a-zA-Z_-]+$/;

/** @param dataFolder evidence stands in its folder `evidence` @param random chance for names of rows */
export function openEvidence(
  db: Db,
  dataFolder: string,
  clock: () => Date,
  random: RandomBytes,
): EvidenceStore {
  const folderOf = (record: string): string => {
    if (!FOLDER.test(record)) throw new Error('This is no name of a record.');
    return join(dataFolder, 'evidence', record);
  };

  const list = async (record: string): Promise<Evidence[]> => {
    const rows = await db
      .selectFrom('evidence')
      .selectAll()
      .where('record_id', '=', record)
      .orderBy('added_at')
      .orderBy('id')
      .execute();
    const uses = await db.selectFrom('evidence_use').selectAll().where('record_id', '=', record).execute();
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      media: row.media as Media,
      bytes: row.bytes,
      sha256: row.sha256,
      addedAt: row.added_at,
      subjects: uses.filter((use) => use.evidence_id === row.id).map((use) => use.subject),
    }));
  };

  const find = async (record: string, id: string): Promise<Evidence | undefined> =>
    (await list(record)).find((one) => one.id === id);

  return {
    list,

    async add(record, name, bytes) {
      if (bytes.length === 0) return { refused: 'empty' };
      if (bytes.length > LARGEST_EVIDENCE) return { refused: 'too large' };
      const media = mediaOf(bytes);
      if (media === null) return { refused: 'not a document' };
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const had = await list(record);
      const same = had.find((one) => one.sha256 === sha256);
      if (same) return { added: same };
      if (had.length >= MOST_EVIDENCE) return { refused: 'too many' };
      const used = had.reduce((sum, one) => sum + one.bytes, 0);
      if (used + bytes.length > ROOM_FOR_EVIDENCE) return { refused: 'no room' };
      // The file first: a row never names bytes that are not there.
      await keep(folderOf(record), sha256, hex(random(8)), bytes);
      const row = {
        id: hex(random(16)),
        record_id: record,
        sha256,
        media,
        bytes: bytes.length,
        name: plainName(name, media),
        added_at: clock().toISOString(),
      };
      await db
        .insertInto('evidence')
        .values(row)
        .onConflict((conflict) => conflict.columns(['record_id', 'sha256']).doNothing())
        .execute();
      return { added: (await list(record)).find((one) => one.sha256 === sha256)! };
    },

    async open(record, id) {
      const evidence = await find(record, id);
      if (!evidence) return null;
      const path = join(folderOf(record), evidence.sha256);
      const there = await stat(path).catch(() => null);
      return there?.size === evidence.bytes ? { evidence, stream: createReadStream(path) } : null;
    },

    async mark(record, id, subject, proves) {
      if (!(await find(record, id))) return false;
      const row = { evidence_id: id, record_id: record, subject };
      if (proves)
        await db
          .insertInto('evidence_use')
          .values(row)
          .onConflict((conflict) => conflict.columns(['evidence_id', 'subject']).doNothing())
          .execute();
      else
        await db
          .deleteFrom('evidence_use')
          .where('evidence_id', '=', id)
          .where('record_id', '=', record)
          .where('subject', '=', subject)
          .execute();
      return true;
    },

    async remove(record, id) {
      const evidence = await find(record, id);
      if (!evidence) return false;
      await db.deleteFrom('evidence').where('id', '=', id).where('record_id', '=', record).execute();
      await rm(join(folderOf(record), evidence.sha256), { force: true });
      return true;
    },

    async keepFiles(record, files) {
      for (const [sha256, bytes] of files) await keep(folderOf(record), sha256, hex(random(8)), bytes);
    },

    async dropFiles(record, files) {
      for (const sha256 of files) await rm(join(folderOf(record), sha256), { force: true });
    },

    async forget(record) {
      const folder = folderOf(record);
      await rm(folder, { recursive: true, force: true });
      if ((await readdir(folder).catch(() => [])).length > 0)
        throw new Error('Removed evidence is still there.');
    },

    async sweep() {
      const all = await readdir(join(dataFolder, 'evidence')).catch(() => []);
      for (const record of all.filter((name) => FOLDER.test(name))) {
        // Files come before their rows: what is new may be just now on its way in.
        const there = await stat(folderOf(record)).catch(() => null);
        if (!there || clock().getTime() - there.mtimeMs < DAY_MS) continue;
        const row = await db.selectFrom('record').select('id').where('id', '=', record).executeTakeFirst();
        if (!row) await rm(folderOf(record), { recursive: true, force: true });
      }
    },
  };
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Writes a file whole or not at all, and to the disk before anybody is told. Of two writers of the same each has a name. */
async function keep(folder: string, name: string, writer: string, bytes: Buffer): Promise<void> {
  makePrivateFolder(folder);
  const half = join(folder, `${name}.${writer}.half`);
  const file = await open(half, 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } catch (error) {
    await file.close();
    await rm(half, { force: true });
    throw error;
  }
  await file.close();
  await rename(half, join(folder, name));
  const entry = await open(folder, 'r');
  await entry.sync().finally(() => entry.close());
}

/** A name to show and to save under: no folders, nothing that is not shown, the ending that the bytes call for. */
function plainName(name: string, media: Media): string {
  const bare = (name.split(/[\\/]/).at(-1) ?? '')
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}"<>|:*?]/gu, '')
    .replace(/\.(pdf|png|jpe?g)$/i, '')
    .replace(/^[. ]+|[. ]+$/g, '');
  return `${[...bare].slice(0, LONGEST_NAME).join('') || 'evidence'}${ENDINGS[media]}`;
}
