import { beats, type Point } from '../../src/pathways/plan/problem.ts';
import { solve } from '../../src/pathways/plan/solve.ts';
import { pointsByClingo } from './clingo.ts';
import { instanceOf, problemOf, type Instance } from './instances.ts';

export type Solver = (instance: Instance) => Point[];

export const pointsByUs: Solver = (instance) => solve(problemOf(instance)).map((plan) => plan.point);

/** What two solvers found, as text that is the same when the sets of points are the same. */
export const written = (points: readonly Point[]): string =>
  [...new Set(points.map((p) => `time ${p.time} cost ${p.cost} net ${p.net}`))].sort().join('; ') ||
  'no plan';

/** Null when a solver agrees with clingo on a seed; else the smallest instance found on which it does not. */
export async function difference(seed: number, solver: Solver = pointsByUs): Promise<string | null> {
  const instance = instanceOf(seed);
  if (await agree(instance, solver)) return null;
  const small = await shrunk(instance, solver);
  const [ours, theirs] = [written(solver(small)), written(await pointsByClingo(small))];
  return `seed ${seed}\n  ours:   ${ours}\n  clingo: ${theirs}\n${readable(small)}`;
}

async function agree(instance: Instance, solver: Solver): Promise<boolean> {
  const ours = solver(instance);
  if (ours.some((p) => ours.some((q) => beats(p, q)))) return false;
  return written(ours) === written(await pointsByClingo(instance));
}

/** Makes one thing at a time simpler as long as the solvers still differ. */
async function shrunk(instance: Instance, solver: Solver): Promise<Instance> {
  for (const simpler of simplerThan(instance))
    if (!(await agree(simpler, solver))) return shrunk(simpler, solver);
  return instance;
}

function* simplerThan(instance: Instance): Generator<Instance> {
  const { moves, have, held, goal } = instance;
  for (const m of moves.keys()) yield { ...instance, moves: moves.filter((_, i) => i !== m) };
  for (const h of have.keys()) yield { ...instance, have: have.filter((_, i) => i !== h) };
  for (const h of held.keys()) yield { ...instance, held: held.filter((_, i) => i !== h) };
  for (const need of partsOf(goal)) yield { ...instance, goal: need };
  for (const [m, move] of moves.entries()) {
    const like = (change: Partial<Instance['moves'][number]>) => ({
      ...instance,
      moves: moves.with(m, { ...move, ...change }),
    });
    for (const need of partsOf(move.needs)) yield like({ needs: need });
    for (const g of move.gives.keys()) yield like({ gives: move.gives.filter((_, i) => i !== g) });
    for (const key of ['study', 'practicum', 'work', 'cost', 'rate', 'slip'] as const)
      if (move[key] > 0) yield like({ [key]: 0 });
    if (move.renewal.fee > 0) yield like({ renewal: { ...move.renewal, fee: 0 } });
    if (move.every > 1) yield like({ every: 1 });
  }
}

/** What a need can be replaced by to be simpler: nothing, a part of it, or itself with one part fewer. */
function partsOf(need: Instance['goal']): Instance['goal'][] {
  if ('atom' in need) return [{ all: [] }];
  const parts = 'all' in need ? need.all : need.any;
  if (parts.length === 0) return [];
  const fewer = parts.map((_, i) => parts.filter((_, k) => k !== i)).filter((rest) => rest.length > 0);
  return [...parts, ...fewer.map((rest) => ('all' in need ? { all: rest } : { any: rest }))];
}

function readable({ moves, ...rest }: Instance): string {
  const line = (value: object) => JSON.stringify(value, (_, v: unknown) => (v === Infinity ? 'Infinity' : v));
  return [`  ${line(rest)}`, ...moves.map((m, i) => `  move ${i}: ${line(m)}`)].join('\n');
}
