import { error } from '@sveltejs/kit';
import { writeCalendar } from '#kernel/calendar.ts';
import { shownPlans } from '#pathways/index.ts';
import { app } from '../../../app.server.ts';
import { chosenIn, questionOf } from '../asked.server.ts';
import { found } from '../found.server.ts';
import { daysToKeep, stepView } from '../view.server.ts';
import { letterOf } from '../words.ts';
import type { RequestHandler } from './$types';

/** The chosen plan as a calendar file: each step, each day not to miss with a reminder, and the goal. */
export const GET: RequestHandler = async ({ cookies, url }) => {
  const { book, today, clock } = app();
  const { asked } = await questionOf(cookies, url);
  const result = asked && found(asked, today());
  const plans = result ? shownPlans(result.frontier) : [];
  const chosen = chosenIn(url, plans.length);
  const plan = plans[chosen];
  if (!result || !plan)
    error(404, 'There is no plan yet to put into a calendar. Begin with a few questions.');
  const { target } = result.frontier;
  const page = `${url.origin}/plan`;
  const steps = plan.steps.map((s, i) => {
    const view = stepView(plan, i, null, book);
    const notes = [
      view.cost.text && `Cost: ${view.cost.text}`,
      view.hours,
      ...view.serves.slice(0, 3).map((x) => `For ${[x.rule, x.needs[0]].filter(Boolean).join(': ')}`),
      view.confidence === 'verified' || !view.ask ? '' : `Only likely: confirm with ${view.ask.name}.`,
    ].filter(Boolean).join('\n'); // prettier-ignore
    return {
      id: `${target.id} ${s.move}`, from: s.from, to: view.to, title: `${i + 1}. ${s.name}`, notes, url: page,
      remindDaysBefore: [14],
    }; // prettier-ignore
  });
  const days = daysToKeep(plan, today()).map((d) => ({
    id: `${target.id} day ${d.on} ${d.what}`, from: d.on, to: d.on, title: d.closes ? `Last day${d.word === 'Begin by' ? ' to begin' : ''}. ${d.what}` : d.what, notes: '', url: page,
    remindDaysBefore: [28, 7],
  })); // prettier-ignore
  const goal = {
    id: `${target.id} goal`, from: plan.goalOn, to: plan.goalOn, title: `Goal reached: ${target.name}`, url: page,
    notes: 'By this plan. Medians and assumptions; the board or the state has the last word.',
  }; // prettier-ignore
  const file = writeCalendar(
    { name: `Benchpath, plan ${letterOf(chosen)}`, product: 'Plan 1', domain: 'plan.benchpath' },
    [...steps, ...days, goal],
    clock().toISOString(),
  );
  return new Response(file, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="benchpath-plan-${letterOf(chosen).toLowerCase()}.ics"`,
      'cache-control': 'private, no-store',
    },
  });
};
