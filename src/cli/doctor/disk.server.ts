import { constants } from 'node:fs';
import { access, readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { counted } from '#kernel/names.ts';
import { sqliteFile, type Place } from '#storage/index.server.ts';
import { bytesText, fine, look, wrong, type Finding } from './finding.ts';

const FULL_BYTES = 50e6;
const LOW_BYTES = 500e6;
/** SQLite folds its log into the file at about 4 MB; far more means that a reader has kept it from that for long. */
const LONG_LOG_BYTES = 64e6;

export async function place({ dataFolder, databaseUrl }: Place, where: string): Promise<Finding> {
  const kind = databaseUrl ? 'PostgreSQL' : 'SQLite';
  const text = databaseUrl
    ? `${kind} at ${where}, with the data folder ${dataFolder}`
    : `${kind} in ${dataFolder}`;
  const problem = await access(dataFolder, constants.R_OK | constants.W_OK).then(
    () => null,
    (error: NodeJS.ErrnoException) => error.code ?? error.message,
  );
  if (problem === null) return fine('place', text);
  return wrong(
    'place',
    `${text}: not to be read and written (${problem})`,
    'Let this account use that folder, or name another with --data.',
  );
}

/** Room on the disk of the data folder. A backup needs as much again as the data. */
export async function space({ dataFolder }: Place): Promise<Finding> {
  const { bavail, bsize } = await statfs(dataFolder);
  const free = bavail * bsize;
  const data = await sizeOf(sqliteFile(dataFolder));
  const text = `${bytesText(free)} free${data > 0 ? `; the data takes ${bytesText(data)}` : ''}`;
  const act = 'Make room on that disk: a full disk loses nothing, but takes nothing more either.';
  if (free < FULL_BYTES) return wrong('space', text, act);
  return free < LOW_BYTES || free < 3 * data ? look('space', text, act) : fine('space', text);
}

export async function log({ dataFolder, databaseUrl }: Place): Promise<Finding | null> {
  if (databaseUrl) return null;
  const bytes = await sizeOf(`${sqliteFile(dataFolder)}-wal`);
  const text = `${bytesText(bytes)} not yet folded into the database file`;
  if (bytes <= LONG_LOG_BYTES) return fine('log', text);
  return look(
    'log',
    text,
    'Stop every Benchpath that uses this folder and start one again: the last to close folds the log in.',
  );
}

export async function letters({ dataFolder }: Place): Promise<Finding> {
  const names = await readdir(join(dataFolder, 'outbox')).catch(() => []);
  if (names.length === 0) return fine('letters', 'none waits in outbox/');
  return look(
    'letters',
    `${counted(names.length, 'letter')} in outbox/ that no mail server took`,
    'Name a mail server in BENCHPATH_SMTP, or hand them on yourself; then delete the files.',
  );
}

/** @param needed what in the database cannot be used without the secret */
export async function secret({ dataFolder }: Place, needed: string | null): Promise<Finding> {
  if (process.env['BENCHPATH_SECRET'])
    return fine('secret', 'set by BENCHPATH_SECRET; keep a copy of it elsewhere');
  const path = join(dataFolder, 'secret');
  const back = `Put your copy of it back at ${path}.`;
  const found = await stat(path).catch(() => null);
  if (!found) {
    if (needed === null) return fine('secret', 'not made yet; it is made when it is first needed');
    return wrong('secret', `missing, and ${needed}`, back);
  }
  if (found.size === 0) return wrong('secret', 'empty', back);
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0)
    return look('secret', 'others of this machine can read it', `chmod 600 ${path}`);
  return fine('secret', 'present; it is in no backup, so keep a copy elsewhere');
}

const sizeOf = async (path: string): Promise<number> => (await stat(path).catch(() => null))?.size ?? 0;
