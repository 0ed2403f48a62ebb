import { app } from '../app.server.ts';
import { knownIn } from '#record/index.ts';
import { frontier, targetOf, type Frontier } from '#pathways/index.ts';
import { rolePay } from '#wages/index.ts';
import { dayFrom, json, readWords, type Command } from './command.ts';
import { unknownGoal } from './goals.ts';
import type { PlanOutput } from './outputs.ts';
import { openQuestions } from './plan-open.ts';
import { planText } from './plan-text.ts';
import { recordFrom } from './record-input.server.ts';
import { BadInput } from './refusal.ts';

/** Steps of the search: a minute or two for the farthest goals, where a page stops after a second or two. */
const MOST_STEPS = 1_000_000;

export const planCommand: Command = async (words, around) => {
  const { values, positionals } = readWords(
    words,
    {
      goal: { type: 'string' },
      on: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
    ['RECORD, a record file or -'],
    'plan',
  );
  const { library, book, wages, today } = app();
  const on = dayFrom(values['on'], today);
  const goal = values['goal'] as string | undefined;
  if (goal === undefined)
    throw new BadInput(
      'benchpath plan needs --goal ID; ids are in benchpath rules list, or write technician-in-ca',
    );
  const target = goalOf(goal);
  const record = await recordFrom(positionals[0]!, knownIn(library), around.stdin);
  const planner = {
    most: MOST_STEPS,
    book,
    library,
    pay: (role: Parameters<typeof rolePay>[1], state: string | null) => rolePay(wages, role, state),
  };
  const found = frontier(planner, record, target, record.limits, on)!;
  return values['json']
    ? json(outputOf(found))
    : planText(found, openQuestions(found, record, on, book, library), book, library, around);

  function goalOf(word: string): string {
    const plain = word.toLowerCase();
    if (targetOf(book, library, plain)) return plain;
    const named = [...book.goals.values()].find((g) => g.short.toLowerCase() === plain);
    if (named) return named.id;
    throw unknownGoal(book, library, word, true);
  }
};

/** Whole dollars, and only what is promised. */
function outputOf(found: Frontier): PlanOutput {
  const why = found.reached
    ? [{ kind: 'reached' as const, what: `${found.target.name}: you meet this already.` }]
    : found.why;
  return {
    goal: found.goal,
    on: found.on,
    complete: found.complete,
    plans: found.plans.map((plan) => ({
      months: plan.months,
      costUsd: plan.costUsd,
      netPayUsd: plan.netPayUsd,
      steps: plan.steps.map((s) => ({
        move: s.move,
        from: s.from,
        to: s.to,
        costUsd: Math.round(s.costUsd),
        payUsd: Math.round(s.payUsd),
        serves: s.serves,
        cite: s.cite,
      })),
    })),
    ...(found.plans.length === 0 ? { why: why.map((w) => ({ ...w })) } : {}),
  };
}
