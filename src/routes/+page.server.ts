import { isoOf } from '#kernel/dates.ts';
import { frontier, type Plan } from '#pathways/index.ts';
import type { Record as PersonRecord } from '#record/index.ts';
import { app } from '../app.server.ts';
import { planner, toldBy } from './record.server.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

/** A school leaver, so that a visitor sees at once what an answer looks like. */
const NEWCOMER: PersonRecord = {
  benchpath: 'record/1', state: 'MN', education: [{ degree: 'high-school', completed: '2026-06' }], coursework: [], experience: [],
  credentials: [], licenses: [], military: [], training: [], procedures: [],
}; // prettier-ignore

let shown: { on: string; plan: Plan | null } | null = null;

export const load: PageServerLoad = async ({ cookies }) => {
  const { library, today } = app();
  const on = isoOf(today());
  if (shown?.on !== on) {
    const found = frontier(
      planner(),
      NEWCOMER,
      'ascp-mlt',
      { studyHoursPerWeek: 30, workHoursPerWeek: 40 },
      today(),
    );
    shown = { on, plan: found?.plans[0] ?? null };
  }
  const kept = await toldBy(cookies);
  return {
    example: shown.plan && {
      months: shown.plan.months,
      costUsd: shown.plan.costUsd,
      goalOn: shown.plan.goalOn,
      steps: shown.plan.steps.map((s) => ({ name: s.name, from: s.from, to: s.to, costUsd: s.costUsd })),
    },
    counts: {
      credentials: library.credentials.size,
      pathways: [...library.credentials.values()].reduce((n, c) => n + c.pathways.length, 0),
      licenses: library.licenses.size,
      places: library.jurisdictions.size,
      sources: library.sources.size,
    },
    goal: kept?.answers.goal ?? null,
  };
};
