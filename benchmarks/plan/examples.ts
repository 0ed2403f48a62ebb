import { readdirSync, readFileSync } from 'node:fs';
import { mustDay } from '#kernel/dates.ts';
import { knownIn, readRecord, type Record as PersonRecord } from '#record/index.ts';
import { frontier } from '#pathways/index.ts';
import { rolePay } from '#wages/index.ts';
import { build } from '../../src/pathways/plan/build.ts';
import { situationOf } from '../../src/pathways/plan/frontier.ts';
import { solve } from '../../src/pathways/plan/solve.ts';
import { app } from '../../src/app.server.ts';

const ON = mustDay('2026-11-22');

export type ExampleTime = {
  example: string;
  goal: string;
  moves: number;
  plans: number;
  buildMs: number;
  searchMs: number;
  wholeMs: number;
};

/** Times the planner on every record of examples/ towards the goal its head names; each part the best of `rounds`. */
export function timeExamples(rounds = 5): ExampleTime[] {
  const { library, book, wages } = app();
  const planner = {
    book,
    library,
    pay: (role: Parameters<typeof rolePay>[1], state: string | null) => rolePay(wages, role, state),
  };
  return recordsAndGoals(knownIn(library)).map(({ example, goal, record }) => {
    const situation = situationOf(planner, record, goal, record.limits, ON)!;
    const { problem } = build(situation);
    return {
      example,
      goal,
      moves: problem.moves.length,
      plans: frontier(planner, record, goal, record.limits, ON)!.plans.length,
      buildMs: bestOf(rounds, () => build(situation)),
      searchMs: bestOf(rounds, () => solve(problem)),
      wholeMs: bestOf(rounds, () => frontier(planner, record, goal, record.limits, ON)),
    };
  });
}

function recordsAndGoals(known: ReturnType<typeof knownIn>) {
  return readdirSync('examples')
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file): { example: string; goal: string; record: PersonRecord }[] => {
      const text = readFileSync(`examples/${file}`, 'utf8');
      const goal = /^# goal: (\S+)/m.exec(text)?.[1];
      const read = readRecord(text, file, known);
      return goal && 'record' in read
        ? [{ example: file.replace('.yaml', ''), goal, record: read.record }]
        : [];
    });
}

function bestOf(rounds: number, work: () => unknown): number {
  let best = Infinity;
  for (let i = 0; i < rounds; i++) {
    const start = performance.now();
    work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}
