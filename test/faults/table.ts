// What was tried, as rows of one table.
import { commandsKilled } from './commands.ts';
import { isLoss, type Checked } from './check.ts';
import { full, howToFill } from './full.ts';
import { freshFolder, KINDS } from './ground.ts';
import { killed } from './kills.ts';
import { proxied } from './proxied.ts';
import { findHaproxy, haproxy, ownProxy } from './proxy.ts';
import { compile, FAULTS, shimmed } from './shim.ts';
import { together } from './together.ts';

/** `found` null: it could not be tried here, and `note` says why. */
export type Row = {
  what: string;
  on: string;
  times: number;
  found: Checked | null;
  note: string;
  seconds: number;
};

/** How much of each. `kills`: of writers, on each database. */
export type Amount = {
  kills: number;
  seconds: number;
  shimRuns: number;
  commandKills: number;
  proxyKills: number;
};

export const LONG: Amount = { kills: 100, seconds: 20, shimRuns: 20, commandKills: 20, proxyKills: 4 };
export const SHORT: Amount = { kills: 6, seconds: 3, shimRuns: 2, commandKills: 2, proxyKills: 1 };

type Tried = Pick<Row, 'times' | 'found' | 'note'>;
export type Trial = { what: string; on: string; run: () => Promise<Tried> };

const NAMES = { sqlite: 'SQLite', postgresql: 'PostgreSQL' } as const;

export function trials({ kills, seconds, shimRuns, commandKills, proxyKills }: Amount): Trial[] {
  const all: Trial[] = [];
  for (const kind of KINDS)
    all.push({
      what: 'two writers killed (SIGKILL)',
      on: NAMES[kind],
      run: async () => {
        const found = await killed(kind, kills);
        const note = kind === 'postgresql' ? `PostgreSQL itself killed ${found.crashes} times` : '';
        return { times: found.kills, found, note };
      },
    });
  for (const kind of KINDS)
    all.push({
      what: 'two servers, the command line and a writer at once',
      on: NAMES[kind],
      run: async () => {
        const found = await together(kind, seconds);
        return {
          times: 1,
          found,
          note: `${found.backups} verified backups meanwhile; ${found.refused} refused`,
        };
      },
    });
  const proxies = { haproxy: findHaproxy(), 'a proxy of our own': '' };
  for (const [name, program] of Object.entries(proxies))
    all.push({
      what: `a server behind ${name} killed`,
      on: NAMES.postgresql,
      run: async () => {
        if (program === null)
          return { times: 0, found: null, note: 'not run: there is no haproxy on the PATH' };
        const found = await proxied(program ? haproxy(program) : ownProxy, proxyKills, seconds / 4);
        const note = `${found.unsure} forms without an answer; ${found.afterKills} kept after the first kill`;
        return { times: found.kills, found, note };
      },
    });
  const how = howToFill();
  for (const kind of KINDS)
    all.push({
      what: `a full disk (${how})`,
      on: NAMES[kind],
      run: async () => {
        if (kind === 'postgresql' && how !== 'tmpfs')
          return { times: 0, found: null, note: 'not run: only root can make a small disk' };
        return {
          times: 1,
          found: await full(kind, how),
          note: 'told as a full disk; with room again it writes on',
        };
      },
    });
  const compiled = compile(freshFolder());
  for (const fault of FAULTS)
    all.push({
      what: `a write of the system: ${fault}`,
      on: NAMES.sqlite,
      run: async () => {
        if ('not' in compiled) return { times: 0, found: null, note: `not run: ${compiled.not}` };
        const found = await shimmed(compiled.shim, fault, shimRuns);
        if (found.stuck > 0)
          throw new Error(`${found.stuck} places could not be used after the fault ${fault}`);
        return { times: found.runs, found, note: found.ends };
      },
    });
  for (const command of ['backup', 'restore', 'move'] as const)
    all.push({
      what: `benchpath ${command} killed`,
      on: command === 'move' ? 'SQLite to PostgreSQL' : NAMES.sqlite,
      run: async () => {
        const found = await commandsKilled[command](commandKills);
        return { times: found.kills, found, note: `${found.done} were done before` };
      },
    });
  return all;
}

export async function tried({ what, on, run }: Trial): Promise<Row> {
  const started = performance.now();
  const end = (row: Tried): Row => ({ what, on, ...row, seconds: (performance.now() - started) / 1000 });
  return end(await run());
}

export const isLost = ({ found }: Row): boolean => found !== null && isLoss(found);

const HEAD = [
  'what',
  'on',
  'times',
  'acknowledged',
  'kept',
  'lost',
  'twice',
  'chains broken',
  'damaged',
  'seconds',
  'note',
];

export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map(({ what, on, times, found, note, seconds }) => [
    what,
    on,
    ...(found
      ? [times, found.acknowledged, found.kept, found.lost, found.twice, found.broken, found.wrong].map(
          String,
        )
      : Array.from({ length: 7 }, () => '–')),
    seconds.toFixed(1),
    note,
  ]);
  const widths = HEAD.map((head, i) => Math.max(head.length, ...cells.map((row) => row[i]!.length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => (i >= 2 && i <= 9 ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd();
  return [HEAD, widths.map((width) => '-'.repeat(width)), ...cells].map(line).join('\n');
}
