// npm run bench -- server: requests a second and the slowest hundredth for the plan page, a save of the record and the check of a badge,
// with one and two web processes, on SQLite and on PostgreSQL (fsync=on), beside the bare driver doing the same reads and writes.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { newToken, TOKEN_COOKIE } from '../../src/kernel/ids.ts';
import { NO_ANSWERS } from '../../src/pathways/index.ts';
import { readRecord } from '../../src/record/index.ts';
import { openRecordStore } from '../../src/record/store.server.ts';
import { openDatabase } from '../../src/storage/index.server.ts';
import { issuerOf, signed, unsigned } from '../../src/wallet/testing/badges.server.ts';
import { ground, KINDS, type Ground } from '../../test/faults/ground.ts';
import { endSite, startSite } from '../../test/faults/sites.ts';
import { bare } from './bare.ts';
import type { Measured, Task } from './load.ts';

const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 8);
const VISITORS = 8;
const EXAMPLE = join(import.meta.dirname, '..', '..', 'examples', 'phlebotomist.yaml');
const GOAL = 'ascp-pbt';

type Asked = Pick<Task, 'path' | 'form' | 'wanted'> & { what: string; bare: 'read' | 'save' | null };

async function asked(): Promise<Asked[]> {
  const issuer = await issuerOf(1);
  const { credentialStatus: _, ...badge } = unsigned(issuer.id);
  const text = JSON.stringify(await signed(badge, issuer));
  return [
    { what: 'plan page', path: '/plan', form: null, wanted: 200, bare: 'read' },
    {
      what: 'record save',
      path: '/start?q=money',
      form: { question: 'money', do: 'save', budget: '{n}' },
      wanted: 303,
      bare: 'save',
    },
    { what: 'badge check', path: '/badge/check', form: { text }, wanted: 200, bare: null },
  ];
}

/** A person with a record and a goal for each visitor. */
async function people({ place }: Ground): Promise<string[]> {
  const read = readRecord(readFileSync(EXAMPLE, 'utf8'), EXAMPLE);
  if ('problems' in read) throw new Error(read.problems[0]?.message);
  const database = openDatabase(place);
  const store = openRecordStore(database.db, () => new Date(), randomBytes);
  const tokens = Array.from({ length: VISITORS }, () => newToken(randomBytes));
  for (const browser of tokens)
    await store.save({ browser }, { record: read.record, answers: { ...NO_ANSWERS, goal: GOAL } }, 0);
  await database.close();
  return tokens;
}

async function load(task: Task): Promise<Measured> {
  const words = ['--no-warnings', join(import.meta.dirname, 'load.ts'), JSON.stringify(task)];
  return JSON.parse((await promisify(execFile)(process.execPath, words)).stdout) as Measured;
}

type Line = { [column: string]: string | number };
const lines: Line[] = [];
const round = (n: number) => Number(n < 100 ? n.toPrecision(3) : n.toFixed(0));

const machine = `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} processors, Node ${process.version}, ${process.platform}`;
console.log(
  `${machine}; load ${loadavg()[0]!.toFixed(1)} before we began. ${VISITORS} visitors at once, ${SECONDS} s each.\n`,
);
for (const kind of KINDS) {
  const on = await ground(kind);
  const tokens = await people(on);
  const ceilings = {
    read: await bare(on.place, tokens, 'read', SECONDS),
    save: await bare(on.place, tokens, 'save', SECONDS),
  };
  for (const processes of [1, 2]) {
    const sites = await Promise.all(Array.from({ length: processes }, () => startSite(on.place)));
    const cookies = tokens.map((token) => `${TOKEN_COOKIE}=${token}`);
    for (const { what, bare: ceiling, ...page } of await asked()) {
      const task = {
        sites: sites.map(({ address }) => address),
        cookies,
        ...page,
        warmMs: 1_500,
        seconds: SECONDS,
      };
      const measured = await load(task);
      if (!(measured.perSecond > 0))
        throw new Error(`${what}: no answer in ${SECONDS} s; the machine is too busy`);
      if (measured.failed > 0) throw new Error(`${what}: ${measured.failed} answers were not ${page.wanted}`);
      const top = ceiling && ceilings[ceiling];
      lines.push({
        what,
        on: kind,
        processes,
        'requests/s': round(measured.perSecond),
        'median ms': round(measured.medianMs),
        'p99 ms': round(measured.p99Ms),
        'bare driver/s': top ? round(top.perSecond) : '–',
        'bare p99 ms': top ? round(top.p99Ms) : '–',
        'bare / ours': top ? round(top.perSecond / measured.perSecond) : '–',
      });
    }
    await Promise.all(sites.map(endSite));
  }
  await on.end();
}
console.table(lines);
console.log(
  'Visitors, web processes and database share the processors. A badge is checked without the database.',
);
for (const what of ['plan page', 'record save', 'badge check'])
  for (const kind of KINDS) {
    const [one, two] = lines
      .filter((line) => line['what'] === what && line['on'] === kind)
      .map((line) => Number(line['requests/s']));
    console.log(`${what}, ${kind}: two processes / one ${round((two ?? 0) / (one ?? 1))}`);
  }
process.exit(0);
