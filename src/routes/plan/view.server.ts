import { isoOf, mustDay, partsOf, type Day } from '#kernel/dates.ts';
import type { PathwayVerdict, Plan, Rulebook, Step } from '#pathways/index.ts';
import type { TimelineRow } from '#ui/timeline/step.ts';
import { longDate } from '#ui/when.ts';
import { app } from '../../app.server.ts';
import { servedBy, whoConfirms } from './rules.server.ts';
import { dollars, hoursText, letterOf, wordOf } from './words.ts';

const cites = (ids: readonly string[]) => ids.map((source) => ({ source }));

/** The most hours of any week of a plan: study, unpaid and paid work that steps ask for. */
export function busiest(plan: Plan): number {
  const days = plan.steps.map((s) => mustDay(s.from));
  return Math.round(
    Math.max(
      0,
      ...days.map((day) =>
        plan.steps
          .filter((s) => mustDay(s.from) <= day && mustDay(s.to) >= day)
          .map(hoursOf)
          .reduce((n, h) => n + h.study + h.practicum + h.work, 0),
      ),
    ),
  );
}

/** Hours a week as they are drawn and summed. Service takes all a person has; the duty and the study for it are fewer. */
function hoursOf(step: Step): { study: number; practicum: number; work: number } {
  if (!step.service)
    return {
      study: step.studyHoursPerWeek,
      practicum: step.practicumHoursPerWeek,
      work: step.workHoursPerWeek,
    };
  const used = (name: string) => step.figures.find((f) => f.key.endsWith(`.${name}`))?.amount ?? 0;
  return { study: used('studyHoursPerWeek'), practicum: 0, work: used('workHoursPerWeek') };
}

/** A plan as a row of the comparison and a mark of the plot. */
export function planRow(plan: Plan, i: number, query: string) {
  const letter = letterOf(i);
  return {
    letter,
    href: `/plan?${[query, `plan=${letter}`].filter(Boolean).join('&')}#plan`,
    months: plan.months,
    goalOn: plan.goalOn,
    costUsd: plan.costUsd,
    netPayUsd: plan.netPayUsd,
    confidence: plan.confidence,
    steps: mainSteps(plan),
    hours: busiest(plan),
    likely: [...new Set(plan.steps.filter((s) => s.confidence !== 'verified').map((s) => shortName(s)))],
  };
}

const shortName = (s: Step) => s.name.replace(/^(Apply for and pass|Find work:) /, '');
/** The word beside it says that it is to be found. */
const plainName = (s: Step) => s.name.replace(/^Find work: /, '');

/** The last day of a step as it is shown: the present work ends when a job of the plan begins. */
function lastDay(plan: Plan, step: Step): string {
  const job = step.kind === 'stay' ? plan.steps.find((s) => s.kind === 'job') : undefined;
  return job && job.to < step.to ? job.to : step.to;
}

/** Programs, courses, work and papers in order, without the job searches and renewals. */
const mainSteps = (plan: Plan): string[] => {
  const names = plan.steps.filter((s) => !['renewal', 'job', 'stay'].includes(s.kind)).map(shortName);
  return names.length > 0 ? [...new Set(names)] : plan.steps.map(shortName);
};

function costView(step: Step) {
  const used = step.figures.find((f) => /(costUsd|feeUsd|renewalUsd)$/i.test(f.key));
  const { low, high } = step.costRange;
  const whom =
    step.service?.ask ??
    (step.kind === 'program' || step.kind === 'courses' || step.kind === 'training'
      ? 'your school'
      : 'the body');
  return {
    usd: step.costUsd,
    text:
      used?.from === 'assumed'
        ? step.costUsd === 0
          ? `Not on file: ask ${whom}. Counted as $0.`
          : `Ask ${whom}. We assume ${dollars(step.costUsd)}.`
        : step.costUsd === 0
          ? ''
          : `${dollars(step.costUsd)}${low !== null && high !== null && low !== high && used?.from !== 'own' ? ` (${dollars(low)} to ${dollars(high)})` : ''}${used?.from === 'own' ? ', your own figure' : ''}`,
    note: used?.from === 'own' ? '' : (used?.note ?? ''),
    cite: cites(used?.cite ?? []),
  };
}

export type StepView = ReturnType<typeof stepView>;

export function stepView(plan: Plan, i: number, proof: PathwayVerdict | null, book: Rulebook) {
  const step = plan.steps[i]!;
  const { library } = app();
  const goal = book.goals.get(step.source);
  const move = library.moves.get(step.source);
  const license = library.licenses.get(step.source);
  const ruled = step.pathway ? book.goals.get(step.pathway.split('/')[0]!) : goal;
  const notes = step.figures.filter((f) => f.from === 'assumed' && f.note && f.amount > 0);
  return {
    number: i + 1,
    id: `step-${i + 1}`,
    ...wordOf(step),
    kind: step.kind,
    name: plainName(step),
    from: step.from,
    to: lastDay(plan, step),
    cost: costView(step),
    payUsd: Math.round(step.payUsd),
    hours: hoursText(step),
    about: move?.summary ?? '',
    terms: move?.terms?.note ?? '',
    serves: servedBy(step.serves),
    way:
      step.pathway && goal
        ? (goal.ways.find((w) => step.pathway === `${goal.id}/${w.id}`)?.name ?? null)
        : null,
    confidence: step.confidence,
    ask: ruled ? whoConfirms(ruled) : null,
    service: step.service,
    body: goal ? whoConfirms(goal) : null,
    apply: license?.steps ?? [],
    proof,
    assumed: notes.map((f) => ({ note: f.note, cite: cites(f.cite) })),
    facts: move?.facts ?? [],
    rule: goal
      ? `/${{ credential: 'credentials', license: 'licenses', role: 'roles' }[goal.type]}/${goal.id}`
      : null,
    cite: cites(step.cite),
  };
}

/** The rows of the timeline; a job that pays goes on, as a thin line, until a better one or the end. */
export function timelineRows(plan: Plan): TimelineRow[] {
  return plan.steps.map((s, i) => {
    const next = plan.steps.find((t, j) => j > i && t.kind === 'job' && t.payUsd > 0 && t.to > s.to);
    return {
      number: i + 1,
      href: `#step-${i + 1}`,
      name: plainName(s),
      ...wordOf(s),
      from: s.from,
      to: lastDay(plan, s),
      until: s.kind === 'job' && s.payUsd > 0 ? (next?.to ?? plan.goalOn) : null,
      ...hoursOf(s),
    };
  });
}

/** When terms usually begin, for the programs and courses of a plan, until it ends. */
export function termDays(plan: Plan, on: Day): string[] {
  const { library } = app();
  const days = new Set(plan.steps.flatMap((s) => library.moves.get(s.source)?.terms?.days ?? []));
  const [first, last] = [partsOf(on).year, partsOf(mustDay(plan.goalOn)).year];
  const years = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return years
    .flatMap((y) => [...days].map((d) => `${y}-${d}`))
    .filter((d) => d > isoOf(on) && d < plan.goalOn);
}

/** How ten years' net pay adds up, line by line. */
export function sumOf(plan: Plan): { what: string; usd: number }[] {
  return [
    { what: 'Your present laboratory job, until something pays better', usd: plan.presentPayUsd },
    ...plan.steps.filter((s) => s.payUsd > 0).map((s) => ({ what: s.name, usd: s.payUsd })),
    { what: `From ${longDate(plan.goalOn)} until ten years from today`, usd: plan.afterPayUsd },
    { what: 'What you pay', usd: -plan.costUsd },
  ].filter((line) => Math.round(line.usd) !== 0);
}

/** A day not to miss, the last one that is in time; `word` comes before it. `closes` = after it a way is shut. */
type DayToKeep = { on: string; word: 'Begin by' | 'Renew by' | 'By'; what: string; closes: boolean };

/** Days not to miss: ways that close, renewals, and last days to apply as assumed. */
export function daysToKeep(plan: Plan, on: Day): DayToKeep[] {
  const applies = plan.steps.flatMap((s): DayToKeep[] => {
    const lead = s.figures.find((f) => f.key.endsWith('.leadWeeks'));
    const day = lead ? mustDay(s.from) - Math.round(lead.amount * 7) : 0;
    return lead && lead.amount > 0 && day >= on
      ? [
          {
            on: isoOf(day),
            word: 'By',
            what: `Apply for: ${s.name}. ${lead.from === 'own' ? 'By your own figure' : 'We assume this'}; ${s.service ? `ask ${s.service.ask}` : 'the school’s own date counts'}.`,
            closes: false,
          },
        ]
      : [];
  });
  const renewals = plan.steps
    .filter((s) => s.kind === 'renewal')
    .map((s): DayToKeep => ({ on: s.to, word: 'Renew by', what: `${s.name}, or it lapses.`, closes: true }));
  // What is used must still hold on the day on which the step begins, not on the day on which it ends.
  const closes = plan.deadlines.map((d): DayToKeep => ({
    ...d,
    word: 'Begin by',
    what: `${d.what}.`.replace('..', '.'),
    closes: true,
  }));
  return [...closes, ...renewals, ...applies].sort((a, b) => (a.on < b.on ? -1 : 1));
}

/** The steps to act on now, by place: the first that asks for anything, and what begins in the same two weeks. */
export function firstSteps(plan: Plan): number[] {
  const acting = plan.steps.flatMap((s, i) => (s.kind === 'stay' ? [] : [{ i, day: mustDay(s.from) }]));
  return acting
    .filter(({ day }) => day <= acting[0]!.day + 14)
    .slice(0, 2)
    .map(({ i }) => i);
}
