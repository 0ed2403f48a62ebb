import { addRun, newTally, planOf, type Plan, type RuleId } from '#laboratory/quality/index.ts';
import { normals } from './chance.ts';
import { EXACT, RE_AXIS, RUNS_OF_THE_TABLE, SE_AXIS, TABLE } from './table.ts';

/** The table is rounded to three places, the exact shares to four. */
const [HALF_OF_3, HALF_OF_4] = [0.0005, 0.00005];

/** One share beside ours: how far apart, beyond what rounding explains, in Monte-Carlo standard errors of both together. */
export type Compared = { what: string; theirs: number; ours: number; errors: number };

function compare(what: string, theirs: number, ours: number, runs: number, theirRuns: number, half: number): Compared {
  // One run more or less, where a share is 0 or 1 and its own error would be none.
  const p = Math.min(Math.max(ours, 1 / runs), 1 - 1 / runs);
  const error = Math.sqrt(p * (1 - p) * (1 / runs + 1 / theirRuns));
  return { what, theirs, ours, errors: Math.max(0, Math.abs(ours - theirs) - half) / error };
} // prettier-ignore

const planFor = (rules: readonly RuleId[], n: number): Plan =>
  planOf({
    rules,
    acrossMaterials: true,
    // What reproduces the table: rules count within a run and across materials, never along one material.
    scopes: ['W', 'A2'],
    materials: Array.from({ length: n }, (_, i) => ({ id: `L${i + 1}`, mean: 0, sd: 1 })),
  });

/** The share of series of R runs whose last run breaks a rule. */
function share(
  plan: Plan,
  r: number,
  shift: number,
  times: number,
  runs: number,
  next: () => number,
): number {
  const n = plan.ids.length;
  const [values, zones] = [new Float64Array(n), new Int8Array(n)];
  let flagged = 0;
  for (let i = 0; i < runs; i++) {
    const tally = newTally(plan);
    let broken = 0;
    for (let k = 0; k < r; k++) {
      for (let m = 0; m < n; m++) values[m] = next() * times + shift;
      broken = addRun(plan, tally, values, zones);
    }
    if (broken !== 0) flagged++;
  }
  return flagged / runs;
}

/** Every entry of the table and of the exact shares, simulated anew. */
export function power(runs: number, seed: number, told: (row: string) => void): Compared[] {
  const next = normals(seed);
  const all: Compared[] = [];
  const three = (x: number) => x.toFixed(3).replace(/^0/, '').padStart(5);
  for (const { set, n, r, pfr, se, re } of TABLE) {
    const plan = planFor(set.split('/') as RuleId[], n);
    const cells = [
      { what: 'no error', theirs: pfr, shift: 0, times: 1 },
      ...SE_AXIS.map((shift, i) => ({ what: `shift ${shift} SD`, theirs: se[i]!, shift, times: 1 })),
      ...RE_AXIS.map((times, i) => ({ what: `SD × ${times}`, theirs: re[i]!, shift: 0, times })),
    ];
    const name = `${set} N=${n} R=${r}`;
    const compared = cells.map(({ what, theirs, shift, times }) =>
      compare(`${name}, ${what}`, theirs, share(plan, r, shift, times, runs, next), runs, RUNS_OF_THE_TABLE, HALF_OF_3),
    ); // prettier-ignore
    all.push(...compared);
    const worst = Math.max(...compared.map((c) => c.errors));
    told(
      `${name.padEnd(42)}${compared.map((c) => three(c.ours)).join(' ')}  ${worst.toFixed(1).padStart(4)}`,
    );
  }
  for (const { rule, n, pfr } of EXACT) {
    const ours = share(planFor([rule], n), 1, 0, 1, runs, next);
    all.push(compare(`${rule} N=${n}, exact`, pfr, ours, runs, Infinity, HALF_OF_4));
  }
  return all;
}
