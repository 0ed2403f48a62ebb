// Writes to the disk that fail, are cut short, or are the last of their process: one at a time, at a random one.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { check, sum, type Checked } from './check.ts';
import { ground } from './ground.ts';
import { write } from './writing.ts';

export const FAULTS = ['kill', 'eio', 'enospc', 'short', 'torn'] as const;
export type Fault = (typeof FAULTS)[number];

/** Enough for about ten saves: each page of the log is a write. */
const WRITES = 150;

/** Compiles the shim into a folder; a text says why that cannot be done here. */
export function compile(folder: string): { shim: string } | { not: string } {
  if (process.platform !== 'linux') return { not: `the shim is for Linux, not for ${process.platform}` };
  const shim = join(folder, 'shim.so');
  const words = ['-shared', '-fPIC', '-O2', '-o', shim, join(import.meta.dirname, 'shim.c'), '-ldl'];
  const { error, status, stderr } = spawnSync(process.env['CC'] ?? 'cc', words, { encoding: 'utf8' });
  if (error) return { not: 'there is no C compiler here (cc)' };
  return status === 0 ? { shim } : { not: `the shim does not compile here: ${stderr.split('\n')[0]}` };
}

export type Shimmed = Checked & { runs: number; stuck: number; ends: string };

/** So many runs, each on new data: some saves, then some with the fault, then some without. `stuck`: data not usable afterwards. */
export async function shimmed(shim: string, fault: Fault, runs: number): Promise<Shimmed> {
  const all: Checked[] = [];
  const ends = { killed: 0, refused: 0, finished: 0 };
  let stuck = 0;
  for (let run = 0; run < runs; run++) {
    const on = await ground('sqlite');
    const env = {
      LD_PRELOAD: shim,
      FAULT_KIND: fault,
      FAULT_PATH: on.place.dataFolder,
      FAULT_AFTER: String(1 + Math.floor(Math.random() * WRITES)),
    };
    const before = await write(on, 'before', { many: 3 });
    const during = await write(on, 'during', { many: 10, env });
    const after = await write(on, 'after', { many: 2 });
    if (!during.killed && during.fault === null && during.status !== 0)
      throw new Error(`not told as a fault: ${during.complaint}`);
    ends[during.killed ? 'killed' : during.fault === null ? 'finished' : 'refused']++;
    if (after.acks.length !== 2) stuck++;
    all.push(
      await check(
        on.place,
        [before, during, after].flatMap(({ acks }) => acks),
      ),
    );
    await on.end();
  }
  const told = Object.entries(ends).filter(([, n]) => n > 0);
  return { ...sum(all), runs, stuck, ends: told.map(([end, n]) => `${n} ${end}`).join(', ') };
}
