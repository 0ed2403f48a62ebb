// npm run bench -- everyone: the verdict on every credential, license and role for 100,000 synthetic people.
import { cpus } from 'node:os';
import { judgeGoal, prepare } from '#pathways/index.ts';
import { mustDay } from '#kernel/dates.ts';
import { seeded } from '../../src/pathways/testing/draw.ts';
import { book, goals, pool } from '../../src/pathways/testing/onfile.ts';
import { forgetful } from '../../src/pathways/testing/records.ts';
import { drawNear } from '../../src/pathways/testing/towards.ts';

const PEOPLE = Number(process.env['BENCH_PEOPLE'] ?? 100_000);
const BATCH = 2_000;
const at = { on: mustDay('2026-11-22'), state: null };
const d = seeded(2026);
const count = [0, 0, 0];
const byGoal = new Map(goals.map((g) => [g.id, [0, 0, 0] as [number, number, number]]));
let [reading, judging] = [0, 0];

console.log(
  `Machine: ${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} processors (one used), Node ${process.version}`,
);
for (let done = 0; done < PEOPLE; done += BATCH) {
  // Made outside the time: half of them have told everything, the others leave out a fifth.
  const records = Array.from({ length: Math.min(BATCH, PEOPLE - done) }, () =>
    forgetful(d, drawNear(d, at.on, pool, book), d.pick([0, 20])),
  );
  const start = performance.now();
  const facts = records.map(prepare);
  const ready = performance.now();
  for (const f of facts)
    for (const goal of goals) {
      const v = judgeGoal(goal, f, at);
      count[v]!++;
      byGoal.get(goal.id)![v]++;
    }
  reading += ready - start;
  judging += performance.now() - ready;
  if (process.stdout.isTTY)
    process.stdout.write(`\r${(done + records.length).toLocaleString('en-US')} people`);
}
if (process.stdout.isTTY) process.stdout.write('\r');

const ways = goals.reduce((n, g) => n + g.ways.length, 0);
const whole = (n: number) => Math.round(n).toLocaleString('en-US');
const share = (n: number, of: number) => `${((100 * n) / of).toFixed(1)} %`;
const total = PEOPLE * goals.length;
console.log(
  `${whole(PEOPLE)} people × ${goals.length} goals (${ways} pathways), without proofs, on 2026-11-22`,
);
console.log(`records a second, reading and judging   ${whole((PEOPLE / (reading + judging)) * 1000)}`);
console.log(`records a second, judging alone         ${whole((PEOPLE / judging) * 1000)}`);
console.log(`verdicts a second, judging alone        ${whole((total / judging) * 1000)}`);
console.log(
  `met ${share(count[2]!, total)}, unmet ${share(count[0]!, total)}, unknown ${share(count[1]!, total)}`,
);
const doubtful = goals.filter((g) => byGoal.get(g.id)![0] === 0);
console.log(
  `goals that nobody is told they miss, because some pathway to them could not be confirmed or read: ${doubtful.length} of ${goals.length}`,
);
