import { expect, test } from 'vitest';
import { difference, pointsByUs, type Solver } from '../benchmarks/plan/compare.ts';

const INSTANCES = 2000;

/** Up to `many` instances on which a solver does not find the points clingo finds. */
async function differences(solver: Solver, many: number): Promise<string[]> {
  const found: string[] = [];
  for (let seed = 0; seed < INSTANCES && found.length < many; seed++) {
    const text = await difference(seed, solver);
    if (text) found.push(text);
  }
  return found;
}

test(
  'the planner finds the points that clingo finds, on 2,000 random problems',
  { timeout: 600_000 },
  async () => {
    expect((await differences(pointsByUs, 3)).join('\n\n')).toBe('');
  },
);

/** Planners with one fault each; that each is caught shows that the 2,000 problems can tell. */
const faulty: { [fault: string]: Solver } = {
  'that lets nothing lapse': (i) =>
    pointsByUs({
      ...i,
      have: i.have.map((h) => ({ ...h, until: Infinity })),
      moves: i.moves.map((m) => ({ ...m, gives: m.gives.map((g) => ({ ...g, lasts: Infinity })) })),
    }),
  'without a limit on study': (i) => pointsByUs({ ...i, study: 99 }),
  'that keeps no hours free for earning': (i) => pointsByUs({ ...i, keep: 0 }),
  'that counts a job on through unpaid hours': (i) =>
    pointsByUs({ ...i, moves: i.moves.map((m) => ({ ...m, slip: 0 })) }),
  'that pays for no renewal of what is gained': (i) =>
    pointsByUs({ ...i, moves: i.moves.map((m) => ({ ...m, renewal: { after: 1, fee: 0 } })) }),
  'that pays for no renewal of what is held': (i) => pointsByUs({ ...i, held: [] }),
  'that starts courses on any day': (i) =>
    pointsByUs({ ...i, moves: i.moves.map((m) => ({ ...m, every: 1 })) }),
  'that takes no job beside the goal': (i) =>
    pointsByUs({ ...i, moves: i.moves.map((m) => ({ ...m, rate: 0 })) }),
};

test.each(Object.keys(faulty))('a planner %s is caught', { timeout: 600_000 }, async (fault) => {
  expect(await differences(faulty[fault]!, 1)).toHaveLength(1);
});
