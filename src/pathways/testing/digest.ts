// Run as a child process by places.test.ts, under another time zone and language: prints one line that stands for
// the verdicts, proofs and dates of many records.
import { createHash } from 'node:crypto';
import { assessGoal } from '../assess.ts';
import { prepare } from '../facts.ts';
import { seeded } from './draw.ts';
import { DAYS, book, goals, pool } from './onfile.ts';
import { forgetful } from './records.ts';
import { drawNear } from './towards.ts';

const hash = createHash('sha256');
const d = seeded(11);
for (let i = 0; i < 25; i++) {
  const on = d.pick(DAYS);
  const facts = prepare(forgetful(d, drawNear(d, on, pool, book), 10));
  for (const goal of goals) hash.update(JSON.stringify(assessGoal(book, goal, facts, { on, state: null })));
}
console.log(`${hash.digest('hex')} ${new Date(0).getTimezoneOffset()}`);
