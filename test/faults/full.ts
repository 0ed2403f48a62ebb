// A disk that takes no more, in the middle of somebody's saves; then there is room again.
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, type Checked } from './check.ts';
import { freshFolder, ground, type Ground, type Kind } from './ground.ts';
import { write, type How as Writing } from './writing.ts';

const COMMAND = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts');
/** PostgreSQL's tables should be the first to find no room, not its log: then it would end itself. */
const LEFT_BYTES = { sqlite: 1_000_000, postgresql: 200_000 };
/** If it ends itself all the same, the writer asks for it without end. */
const PATIENCE_MS = 20_000;

export type How = 'tmpfs' | 'ulimit';

/** A small disk of its own where we may make one, else a limit on the length of files (for SQLite). */
export function howToFill(): How {
  const folder = freshFolder();
  const mounted = process.platform === 'linux' && mount(folder);
  if (mounted) execFileSync('/bin/umount', [folder]);
  rmdirSync(folder);
  return mounted ? 'tmpfs' : 'ulimit';
}

const mount = (folder: string): boolean =>
  spawnSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=100m,mode=0755', 'benchpath', folder]).status === 0;

export type Full = Checked & { told: string };

/** Fills the disk, and looks what is there; then makes room, and writes on. */
export async function full(kind: Kind, how: How): Promise<Full> {
  const folder = freshFolder();
  if (how === 'tmpfs' && !mount(folder)) throw new Error('a small disk could not be made');
  try {
    const on = await ground(kind, folder);
    return await fill(on, how, folder).finally(on.end);
  } finally {
    if (how === 'tmpfs') execFileSync('/bin/umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fill(on: Ground, how: How, folder: string): Promise<Full> {
  // All room but a little is taken, and given back later.
  const reserve = join(folder, 'reserve');
  const { bavail, bsize } = statfsSync(folder);
  if (how === 'tmpfs') writeFileSync(reserve, Buffer.alloc(bavail * bsize - LEFT_BYTES[on.kind]));
  const limits: Writing = how === 'ulimit' ? LIMITED : { kill: { after: 'start', ms: PATIENCE_MS } };
  const filling = await write(on, 'full', limits);
  const ended = filling.killed && on.kind === 'postgresql';
  const told = ended ? 'PostgreSQL ended itself' : (filling.fault ?? filling.complaint);
  if (!ended && !/^The disk (is full|failed)/.test(told)) throw new Error(`not told as a full disk: ${told}`);
  if (how === 'tmpfs' && on.kind === 'sqlite') refusesBackup(on);
  const then = ended ? null : await check(on.place, filling.acks);
  rmSync(reserve, { force: true });
  if (ended) await on.crash();
  const after = await write(on, 'room', { many: 5 });
  if (after.acks.length !== 5)
    throw new Error(`with room again it does not write: ${after.fault ?? after.complaint}`);
  const found = await check(on.place, [...filling.acks, ...after.acks]);
  return { ...found, lost: (then?.lost ?? 0) + found.lost, told };
}

/** The shell's limit is in blocks of 512 bytes: files of 1.5 MB at most. */
const LIMITED: Writing = { by: ['/bin/sh', '-c', 'ulimit -f 3000 && exec "$@"', 'sh'] };

/** A backup that has no room says so, and leaves nothing that could be taken for one. */
function refusesBackup({ place }: Ground): void {
  const env = { ...process.env, DATABASE_URL: '' };
  const words = ['--no-warnings', COMMAND, 'backup', '--data', place.dataFolder];
  const { status, stderr } = spawnSync(process.execPath, words, { env, encoding: 'utf8' });
  if (status !== 3 || !stderr.startsWith('The disk is full'))
    throw new Error(`backup on a full disk: ${status} ${stderr}`);
  const left = readdirSync(join(place.dataFolder, 'backups'));
  if (left.length > 0) throw new Error(`backup on a full disk left ${left.join(', ')}`);
}
