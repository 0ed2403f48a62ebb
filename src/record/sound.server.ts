import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { EVIDENCE, evidenceIn, sha256OfFile, type Database } from '#storage/index.server.ts';
import { openRecordStore } from './store.server.ts';

/**
 * What is wrong with the records of a place. `chains`: records whose events were changed, and how. Evidence is named
 * `RECORD/SHA256`: rows without their file, files that are not what their name says, files that no row names (harmless:
 * whoever attached one was not told that it is kept).
 */
export type Soundness = {
  records: number;
  events: number;
  files: number;
  chains: { id: string; how: string }[];
  missing: string[];
  changed: string[];
  orphaned: string[];
};

/** Walks every chain of events and reads every file of evidence. Changes nothing. */
export async function soundness({ db, dataFolder }: Pick<Database, 'db' | 'dataFolder'>): Promise<Soundness> {
  const named = async () => {
    const rows = await db.selectFrom('evidence').select(['record_id', 'sha256']).execute();
    return new Set(rows.map((row) => `${row.record_id}/${row.sha256}`));
  };
  // A file comes before its row and goes after it. Asked for on both sides of the files, a row that was there each time
  // had its file all the while, and what somebody adds or removes just now is no fault.
  const before = await named();
  const files = await evidenceIn(dataFolder);
  const after = await named();
  const there = new Set(files);
  const changed: string[] = [];
  for (const file of files) {
    const sum = await sha256OfFile(join(dataFolder, EVIDENCE, file)).catch(() => null);
    if (sum !== null && !file.endsWith(sum)) changed.push(file);
  }
  const count = async (table: 'record' | 'event') => {
    const { n } = await db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll().as('n'))
      .executeTakeFirstOrThrow();
    return Number(n);
  };
  return {
    records: await count('record'),
    events: await count('event'),
    files: files.length,
    chains: await openRecordStore(db, () => new Date(), randomBytes).broken(),
    missing: [...before].filter((file) => after.has(file) && !there.has(file)),
    changed,
    orphaned: files.filter((file) => !before.has(file) && !after.has(file)),
  };
}

/** What is wrong with the records of a place, in a few words each. */
export const examineRecords = async (database: Pick<Database, 'db' | 'dataFolder'>): Promise<string[]> =>
  faultsIn(await soundness(database));

/** The faults in a few words each; files that nobody names are none. */
export const faultsIn = ({ chains, missing, changed }: Soundness): string[] => [
  ...chains.map(({ id, how }) => `record ${id}: ${how}`),
  ...missing.map((file) => `evidence ${file} is missing`),
  ...changed.map((file) => `evidence ${file} was changed`),
];
