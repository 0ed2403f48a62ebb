// npm run bench -- plan [INSTANCES]: our planner beside clingo on random problems (the same points, or it ends with
// status 1), then on larger layered problems and on the records of examples/.
import { cpus } from 'node:os';
import { solve } from '../../src/pathways/plan/solve.ts';
import { pointsByClingo } from './clingo.ts';
import { difference, pointsByUs, written } from './compare.ts';
import { timeExamples } from './examples.ts';
import { instanceOf } from './instances.ts';
import { layeredOf } from './layered.ts';

const INSTANCES = Number(process.argv[2] ?? 10_000);
const LAYERED = 100;

const machine = `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} processors`;
console.log(`Machine: ${machine}, Node ${process.version}, ${process.platform}\n`);

const ours: number[] = [];
const theirs: number[] = [];
let [points, none, differ] = [0, 0, 0];
for (let seed = 0; seed < INSTANCES; seed++) {
  const instance = instanceOf(seed);
  let start = performance.now();
  const us = pointsByUs(instance);
  ours.push(performance.now() - start);
  start = performance.now();
  const clingo = await pointsByClingo(instance);
  theirs.push(performance.now() - start);
  points += clingo.length;
  if (clingo.length === 0) none++;
  if (written(us) !== written(clingo)) {
    differ++;
    console.log(await difference(seed));
  }
  if (seed % 1000 === 999) console.log(`${seed + 1} problems, ${differ} with different points`);
}
console.log(
  `\nRandom problems of 2 to 6 moves: ${INSTANCES}, ${none} without a plan, ${points} points in all.`,
);
console.log(`With different points: ${differ}. Milliseconds for one problem:`);
console.table({ ours: spread(ours), clingo: spread(theirs) });
console.log(`clingo / ours, mean: ${(mean(theirs) / mean(ours)).toFixed(1)}`);

const layered: number[] = [];
for (let seed = 0; seed < LAYERED; seed++) {
  const problem = layeredOf(seed);
  const start = performance.now();
  solve(problem);
  layered.push(performance.now() - start);
}
console.log(`\nLayered problems of about 35 moves, ours alone: ${LAYERED}. Milliseconds for one problem:`);
console.table({ ours: spread(layered) });

console.log('\nThe records of examples/, each to the goal it names. Milliseconds, best of five:');
console.table(timeExamples());
process.exit(differ === 0 ? 0 : 1);

function mean(times: readonly number[]): number {
  return times.reduce((a, b) => a + b, 0) / times.length;
}

function spread(times: readonly number[]) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number) => Number(sorted[Math.floor((sorted.length - 1) * part)]!.toFixed(3));
  return { mean: Number(mean(times).toFixed(3)), median: at(0.5), '95%': at(0.95), most: at(1) };
}
