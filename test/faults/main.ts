// npm run faults [-- KILLS]: prints one table of what was tried, and ends with status 1 when anything acknowledged was lost, was
// there twice, or could not be tried for a reason that it does not know.
import { cpus } from 'node:os';
import { isLost, LONG, tableOf, trials, tried, type Row } from './table.ts';

const kills = Number(process.argv[2] ?? LONG.kills);
if (!Number.isInteger(kills) || kills < 1) throw new Error(`${process.argv[2]} is no number of kills`);
const part = Math.min(1, kills / LONG.kills);
const scaled = (n: number) => Math.max(2, Math.round(n * part));
const amount = {
  kills,
  seconds: Math.max(4, LONG.seconds * part),
  shimRuns: scaled(LONG.shimRuns),
  commandKills: scaled(LONG.commandKills),
  proxyKills: scaled(LONG.proxyKills),
};

const rows: Row[] = [];
let failed = false;
for (const trial of trials(amount)) {
  process.stderr.write(`${trial.what}, ${trial.on} …\n`);
  try {
    rows.push(await tried(trial));
  } catch (error) {
    failed = true;
    console.error(error);
  }
}
console.log(
  `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} processors, Node ${process.version}, ${process.platform}\n`,
);
console.log(tableOf(rows));
const lost = rows.filter(isLost);
console.log(
  lost.length === 0 && !failed ? '\nNothing acknowledged was lost.' : `\nLOST, or not tried: see above.`,
);
process.exit(lost.length === 0 && !failed ? 0 : 1);
