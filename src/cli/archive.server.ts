import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { LARGEST_ARCHIVE } from '#record/archive.server.ts';
import { openEvidence, type EvidenceStore } from '#record/evidence.server.ts';
import { isSealed, unseal } from '#record/sealing.server.ts';
import { migrate, openDatabase, type Db, type Place } from '#storage/index.server.ts';
import { clock } from './place.server.ts';
import { BadInput } from './refusal.ts';

/** Opens a place for `use`, brought to the tables that this Benchpath knows. */
export async function withRecords<T>(
  place: Place,
  use: (db: Db, evidence: EvidenceStore) => Promise<T>,
): Promise<T> {
  const database = openDatabase(place);
  try {
    const migrated = await migrate(database, clock);
    if (!migrated.ok) throw new BadInput(migrated.sentence);
    return await use(database.db, openEvidence(database.db, place.dataFolder, clock, randomBytes));
  } finally {
    await database.close();
  }
}

/** The id of the person with an account under this address. */
export async function personAt(db: Db, address: string): Promise<string> {
  const row = await db
    .selectFrom('person')
    .select('id')
    .where('email', '=', address.trim().toLowerCase())
    .executeTakeFirst();
  if (row) return row.id;
  throw new BadInput(
    `nobody has an account under ${JSON.stringify(address)}; accounts are made in the browser`,
  );
}

/** The zip in a file, which is opened with a passphrase where it is sealed. */
export async function zipFrom(path: string, stdin: () => Promise<Uint8Array>): Promise<Buffer> {
  const bytes = await readFile(resolve(path)).catch((error: NodeJS.ErrnoException) => {
    throw new BadInput(`${path}: ${error.code === 'ENOENT' ? 'no such file' : 'this cannot be read'}`);
  });
  if (bytes.length > LARGEST_ARCHIVE)
    throw new BadInput(
      `${path}: the file is larger than ${LARGEST_ARCHIVE / 1024 / 1024} MB, which none of ours is`,
    );
  if (!isSealed(bytes)) return bytes;
  const open = await unseal(bytes, await passphrase(stdin));
  if ('wrong' in open) throw new BadInput(`${path}: ${open.wrong}`);
  return open.opened;
}

/** Asked for at a terminal, where it is not shown; else the first line of standard input. */
async function passphrase(stdin: () => Promise<Uint8Array>): Promise<string> {
  if (!process.stdin.isTTY)
    return Buffer.from(await stdin())
      .toString('utf8')
      .split(/\r?\n/)[0]!;
  process.stderr.write('Passphrase: ');
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const asking = createInterface({ input: process.stdin, output: silent, terminal: true });
  const said = await asking.question('');
  asking.close();
  process.stderr.write('\n');
  return said;
}

/** Writes a file that was not there, for this account only. */
export async function writeNew(path: string, bytes: Buffer): Promise<void> {
  await writeFile(path, bytes, { flag: 'wx', mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw new BadInput(`${path} is there already; name a new file`);
    if (error.code === 'ENOENT') throw new BadInput(`${path}: there is no such folder`);
    throw error;
  });
}
