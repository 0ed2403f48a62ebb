import type { Need, PlanMove, Problem } from '../../src/pathways/plan/problem.ts';
import { seeded } from './instances.ts';

const NEVER_LAPSES = Infinity;
const TERMS = 120;

/**
 * A problem of the size of a real one, in days: courses lead to programs, programs to exams (two ways each), exams
 * to jobs, a job's experience to the last exam. About 35 moves and 20 atoms; what programs give lasts five years.
 */
export function layeredOf(seed: number): Problem {
  const random = seeded(seed);
  const upTo = (n: number) => Math.floor(random() * (n + 1));
  const some = (from: readonly number[], n: number) => [...from].sort(() => random() - 0.5).slice(0, n);
  const both = (atoms: readonly number[]): Need => ({ all: atoms.map((atom) => ({ atom })) });
  const either = (needs: Need[]): Need => ({ any: needs });

  const moves: PlanMove[] = [];
  const add = (length: number, move: Partial<PlanMove> & Pick<PlanMove, 'needs' | 'gives'>) => {
    const termed = length >= TERMS && random() < 0.6;
    const begin = termed ? (t: number) => Math.ceil(t / TERMS) * TERMS : (t: number) => t;
    moves.push({
      begin,
      end: (t) => t + length,
      study: 0,
      practicum: 0,
      work: 0,
      cost: 0,
      keeping: () => 0,
      slip: 0,
      rate: 0,
      ...move,
    });
  };
  const give = (atom: number, lasts = NEVER_LAPSES) => [{ atom, lasts }];
  const subjects = [0, 1, 2, 3, 4, 5, 6, 7];
  const degrees = [8, 9, 10, 11, 20];
  const certificates = [12, 13, 14, 15];
  const experience = [16, 17, 18];

  for (const atom of subjects)
    for (let n = 0; n < (atom < 3 ? 2 : 1); n++)
      add(90 + 30 * upTo(3), {
        needs: both([]),
        gives: give(atom),
        study: 8 + upTo(6),
        cost: 400 + 100 * upTo(20),
      });
  for (const atom of degrees)
    for (let n = 0; n < 2; n++)
      add(240 + 60 * upTo(6), {
        needs: both(some(subjects, 2 + upTo(2))),
        gives: give(atom, random() < 0.5 ? 5 * 365 : NEVER_LAPSES),
        study: 15,
        practicum: random() < 0.5 ? 16 + 8 * upTo(2) : 0,
        cost: 3000 + 500 * upTo(30),
      });
  for (const atom of certificates)
    add(42, {
      needs: either([both(some(degrees, 1)), both([...some(degrees, 1), ...some(subjects, 2)])]),
      gives: give(atom),
      cost: 200 + 50 * upTo(3),
    });
  for (const atom of experience) {
    const needs = either(some(certificates, 2).map((c) => ({ atom: c })));
    add(365 + 180 * upTo(2), { needs, gives: give(atom, 3 * 365), work: 24 + 8 * upTo(2) });
    add(30, { needs, gives: [], rate: 2.5 + random() });
  }
  for (let n = 0; n < 3; n++)
    add(56, { needs: both([...some(experience, 1), ...some(certificates, 1)]), gives: give(19), cost: 250 });
  return {
    moves,
    have: some(subjects, 2).map((atom) => ({ atom, from: 0, until: Infinity, accrues: false })),
    goal: { atom: 19 },
    study: 40,
    work: 40,
    keep: random() < 0.5 ? 8 : 0,
    budget: 15_000,
    baseRate: 2,
    goalRate: 4,
    keeping: () => 0,
    horizon: 3652,
  };
}
