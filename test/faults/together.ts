// Two web processes, the command line and a writer on the same records at once.
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { TOKEN_COOKIE } from '../../src/kernel/ids.ts';
import { backupsIn, backupsOf } from '../../src/storage/index.server.ts';
import { check, type Acknowledged, type Checked } from './check.ts';
import { ground, type Ground, type Kind } from './ground.ts';
import { answerMoney, endSite, moneyMark, startSite } from './sites.ts';
import { write } from './writing.ts';

const COMMAND = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts');
const VISITORS = 6;

export type Together = Checked & { refused: number; backups: number };

/** @param seconds for so long everybody writes */
export async function together(kind: Kind, seconds: number): Promise<Together> {
  const on = await ground(kind);
  const sites = await Promise.all([startSite(on.place), startSite(on.place)]);
  try {
    const until = Date.now() + seconds * 1000;
    const acks: Acknowledged[] = [];
    const refused: string[] = [];
    let sums = 1;
    const visitor = async (n: number) => {
      for (let i = n; Date.now() < until; i++) {
        // By turns on both sites, on records that others write to as well.
        const [address, token] = [sites[i % 2]!.address, on.tokens[i % on.tokens.length]];
        const sum = sums++;
        const answered = await answerMoney(address, `${TOKEN_COOKIE}=${token}`, sum);
        if (answered === 'kept') acks.push({ ack: moneyMark(sum) });
        if (answered === 'refused') refused.push(moneyMark(sum));
        if (answered === 'unsure') throw new Error(`a site did not answer: ${sites[i % 2]!.running.said()}`);
      }
    };
    const writer = write(on, 'cli', {
      kill: { after: new Promise((resolve) => setTimeout(resolve, seconds * 1000)), ms: 0 },
    });
    const [{ acks: written }, made] = await Promise.all([
      writer,
      backUpUntil(until, on),
      ...Array.from({ length: VISITORS }, (_, n) => visitor(n)),
    ]);
    const all = [...acks, ...written];
    const found = await check(on.place, all, refused);
    // Nobody was killed but the writer, which may have had one save under way: what is there is what was acknowledged.
    const doubled = Math.max(0, found.kept - all.length - 1);
    return { ...found, twice: found.twice + doubled, refused: refused.length, backups: made };
  } finally {
    await Promise.all(sites.map(endSite));
    await on.end();
  }
}

/** Backups by the command line, one after another, each verified; gives their number. */
async function backUpUntil(until: number, { place }: Ground): Promise<number> {
  const env = { ...process.env, DATABASE_URL: place.databaseUrl ?? '' };
  const words = ['--no-warnings', COMMAND, 'backup', '--data', place.dataFolder];
  while (Date.now() < until) await promisify(execFile)(process.execPath, words, { env });
  const folder = backupsOf(place.dataFolder);
  // The servers make regular backups too; one of theirs may be under way just now.
  for (const patience = Date.now() + 60_000; ; await sleep(500)) {
    const all = await backupsIn(folder);
    const half = (await readdir(folder)).length - all.length;
    if (half === 0 && all.every(({ verified }) => verified)) return all.length;
    if (Date.now() > patience) throw new Error(`a backup is not whole: ${folder}`);
  }
}
