// npm run bench -- qc: the power table of the facts, simulated anew, and points a second beside a loop by hand.
import { cpus } from 'node:os';
import { power } from './power.ts';
import { speed } from './speed.ts';
import { EXACT, RE_AXIS, SE_AXIS, TABLE } from './table.ts';

const RUNS = Number(process.env['BENCH_RUNS'] ?? 200_000);
const SEED = Number(process.env['BENCH_SEED'] ?? 2026);
const whole = (n: number) => Math.round(n).toLocaleString('en-US');

console.log(`Machine: ${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} processors (one used), Node ${process.version}

Share of runs rejected; ${whole(RUNS)} series for each number, seed ${SEED}. Gaussian, independent points, the error constant.
Counted as the table counts: a series of R runs from an empty tally; its last run is rejected or not (not: any of the R).
Rules count within that run (2_2s of neighboring levels) and across materials over the last points of all R runs, not along
one material. Farthest: from the table, in Monte-Carlo standard errors of both together, beyond the rounding of the table.
`);
const head = ['none', ...SE_AXIS.map((s) => `+${s}`), ...RE_AXIS.map((t) => `×${t}`)];
console.log(`${'rules'.padEnd(42)}${head.map((h) => h.padStart(5)).join(' ')}  farthest`);
const compared = power(RUNS, SEED, (line) => console.log(line));
const worst = compared.reduce((a, b) => (b.errors > a.errors ? b : a));
const beyond = compared.filter((c) => c.errors > 4);
console.log(`
${compared.length} numbers compared (${TABLE.length} rows of ${1 + SE_AXIS.length + RE_AXIS.length}, and ${EXACT.length} exact shares of 1_ks).
Largest deviation: ${worst.errors.toFixed(2)} standard errors (${worst.what}: ${worst.ours.toFixed(4)}, in the facts ${worst.theirs}).`);
for (const c of beyond)
  console.log(`BEYOND 4 standard errors: ${c.what}: ${c.ours.toFixed(4)}, in the facts ${c.theirs}`);

const { lines, naive } = speed(SEED);
const [hand] = lines;
console.log(`\n${'points a second'.padEnd(40)}${'rate'.padStart(14)}   ÷ the loop by hand`);
for (const { name, perSecond } of lines)
  console.log(
    `${name.padEnd(40)}${whole(perSecond).padStart(14)}   ${(perSecond / hand!.perSecond).toFixed(2).padStart(6)}`,
  );
console.log(`
The loop by hand knows one set of rules, two levels and no missing values, and compares in plain floating point. On numbers
of two places that makes it call ${whole(naive)} of 500,000 runs otherwise than the decimals do; ours compares the decimals themselves.`);
process.exitCode = beyond.length > 0 ? 1 : 0;
