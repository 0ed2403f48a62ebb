import { fail, redirect } from '@sveltejs/kit';
import {
  changed,
  changes,
  difference,
  enlistingServes,
  PRACTICE_ROLES,
  readWhatIf,
  shownPlans,
  type Asked,
  type Frontier,
  type Wrong,
} from '#pathways/index.ts';
import { rolePay } from '#wages/index.ts';
import { citedIn } from '#ui/footnotes.ts';
import { app } from '../../app.server.ts';
import { unreadChanges } from '../changes/unread.server.ts';
import { readForm } from '../form.server.ts';
import { goalOnFile, NO_SUCH_GOAL } from '../goal.server.ts';
import { change, planner } from '../record.server.ts';
import { offer } from '../start/offer.server.ts';
import { chosenIn, questionOf } from './asked.server.ts';
import { figuresOf, readOwn } from './figures.ts';
import { found } from './found.server.ts';
import { readLimits } from './limits.ts';
import { nextRungs } from './ladder.server.ts';
import { standingOf } from './standing.server.ts';
import { thisWeek } from './this-week.server.ts';
import { daysToKeep, firstSteps, planRow, stepView, sumOf, termDays, timelineRows } from './view.server.ts';
import { whatIfText } from './what-if-text.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ cookies, url }) => {
  const { library, book, wages, today } = app();
  const question = await questionOf(cookies, url);
  const { asked, query } = question;
  const on = today();
  const result = asked && found(asked, on);
  if (!asked || !result)
    return { state: 'empty' as const, wished: asked?.goal ?? null, told: question.told, sources: {} };
  const { frontier } = result;
  const { target } = frontier;
  const plans = shownPlans(frontier);
  const chosen = chosenIn(url, plans.length);
  const plan = plans[chosen] ?? null;
  const nameOf = (id: string) => book.goals.get(id)?.short ?? library.moves.get(id)?.name ?? id;
  const proofs = plan ? result.proofs(frontier.plans.indexOf(plan)) : [];
  const state = target.state ?? asked.record.state ?? asked.limits?.states?.[0] ?? null;
  const pay = rolePay(wages, target.pay, state);
  const shown = {
    goal: {
      id: target.id,
      name: target.name,
      type: target.goal?.type ?? 'work',
      short: target.goal?.short ?? null,
    },
    standing: standingOf(asked, frontier, on),
    reached: frontier.reached,
    complete: frontier.complete,
    next: frontier.reached ? nextRungs(asked.record, target.id, on) : [],
    why: frontier.why.map((w) => ({ ...w, cite: 'cite' in w ? w.cite.map((source) => ({ source })) : [] })),
    plans: plans.map((p, i) => planRow(p, i, query)),
    chosen,
    plan: plan && {
      ...planRow(plan, chosen, query),
      days: plan.days,
      rows: timelineRows(plan),
      terms: termDays(plan, on),
      list: plan.steps.map((_, i) => stepView(plan, i, proofs[i] ?? null, book)),
      sum: sumOf(plan),
      deadlines: daysToKeep(plan, on),
      week: firstSteps(plan).map((i) => ({
        number: i + 1,
        name: plan.steps[i]!.name,
        actions: thisWeek(plan.steps[i]!, proofs[i] ?? null, on),
      })),
    },
    figures: plan ? figuresOf([plan], nameOf) : [],
    otherFigures: figuresOf(plans, nameOf),
    pay: { ...pay, cite: pay.cite.map((source) => ({ source })) },
  };
  const mine = new Set(shown.figures.map((f) => f.key));
  return {
    state: 'found' as const,
    changed: await unreadChanges(cookies),
    ...shown,
    otherFigures: shown.otherFigures.filter((f) => !mine.has(f.key)),
    on: frontier.on,
    place: state && (library.jurisdictions.get(`us-${state.toLowerCase()}`)?.name ?? state),
    query,
    asked: {
      limits: asked.limits ?? {},
      state: asked.record.state ?? null,
      told: question.told,
      saved: question.saved,
    },
    whatIf: whatIfOf(url.searchParams, asked, frontier),
    offer: {
      states: offer().states,
      goals: goalChoices(state),
      // Who was asked has answered; it is not brought up again.
      enlisting:
        asked.limits?.enlist === undefined &&
        !frontier.reached &&
        enlistingServes(planner(), asked.record, asked.goal, asked.limits, on),
    },
    sources: citedIn(library.sources, shown),
  };
};

/** Goals to try: work in the state in question, then every certification and license. */
function goalChoices(state: string | null) {
  const place = offer().states.find((s) => s.value === state?.toLowerCase());
  const work = PRACTICE_ROLES.map((role) => ({
    value: `${role}-in-${place?.value}`,
    label: `Work as a ${role} in ${place?.label}`,
  }));
  return [
    ...(place ? work.map((w) => ({ ...w, group: 'Work' })) : []),
    ...offer().credentials.map((c) => ({ ...c, group: 'Certifications' })),
    ...offer().licenses.map((c) => ({ ...c, group: 'Licenses' })),
  ];
}

/** What one change does, where the address asks for one (`?if=budget:30000`, or `?if=budget&to=30000`). */
function whatIfOf(params: URLSearchParams, asked: Asked, before: Frontier) {
  const text = params.get('if');
  if (!text) return null;
  const { book, library, today } = app();
  const what = readWhatIf(text.includes(':') ? text : `${text}:${params.get('to') ?? ''}`);
  const known = changes(book, library, asked.record, today());
  const then = what && changed(asked, what, known);
  const after = then && found(then, today());
  if (!what || !after) return { understood: false as const };
  return {
    understood: true as const,
    name: whatIfText(what, known),
    goal: after.frontier.target.id === before.target.id ? null : after.frontier.target.name,
    ...difference(before, after.frontier),
    why: after.frontier.why.map((w) => w.what),
  };
}

const back = (url: URL, place: string) => {
  const kept = ['goal', 'plan'].flatMap((k) =>
    url.searchParams.has(k) ? [[k, url.searchParams.get(k)!]] : [],
  );
  const query = new URLSearchParams(kept).toString();
  redirect(303, `/plan${query ? `?${query}` : ''}#${place}`);
};

/** What was typed, so that a mistake in one field loses no other. */
const typed = (sent: FormData) => Object.fromEntries([...sent].map(([k, v]) => [k, String(v)]));

/** Says on the page what was wrong, beside the form it was wrong in. */
const refuse = (
  what: 'figures' | 'limits' | 'goal',
  { status, wrong }: { status: number; wrong: Wrong },
  sent: FormData,
) => fail(status, { what, wrong: Object.values(wrong), sent: typed(sent) });

export const actions: Actions = {
  figures: async ({ request, cookies, url }) => {
    const sent = await readForm(request);
    const done = await change(cookies, ({ record, answers }) => {
      const read = readOwn(sent.entries(), answers.own);
      return 'wrong' in read ? read : { record, answers: { ...answers, own: read.own } };
    });
    return 'wrong' in done ? refuse('figures', done, sent) : back(url, 'figures');
  },
  limits: async ({ request, cookies, url }) => {
    const sent = await readForm(request);
    const done = await change(cookies, ({ record, answers }) => {
      const read = readLimits((name) => String(sent.get(name) ?? ''), record.limits);
      return 'wrong' in read ? read : { record: { ...record, limits: read.limits }, answers };
    });
    return 'wrong' in done ? refuse('limits', done, sent) : back(url, 'limits');
  },
  goal: async ({ request, cookies }) => {
    const sent = await readForm(request);
    const goal = goalOnFile(String(sent.get('goal') ?? ''));
    const done = await change(cookies, ({ record, answers }) =>
      goal === null
        ? { wrong: { goal: NO_SUCH_GOAL } }
        : { record, answers: { ...answers, goal, asked: [...new Set([...answers.asked, 'goal'])] } },
    );
    if ('wrong' in done) return refuse('goal', done, sent);
    redirect(303, '/plan');
  },
};
