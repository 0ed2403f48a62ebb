import type { Move } from '#content/index.ts';
import { compile } from '../compile.ts';
import { dated } from './adding.ts';
import { afterMonths, afterWeeks, nextTerm } from './calendar.ts';
import { NOTHING, PLAIN, type Option } from './option.ts';
import { inService } from './service.ts';
import { citedBy, figure, shown, type Situation } from './situation.ts';

/** A program, training or single course as content describes it. A slower pace is taken where study hours are short. */
export function programOption(s: Situation, move: Move): Option {
  const f = (name: string, estimate: Parameters<typeof figure>[2]) =>
    figure(s.own, `${move.id}.${name}`, estimate);
  const [months, study, practicum, lead, cost] = [
    f('months', move.months), f('studyHoursPerWeek', move.studyHoursPerWeek), f('practicumHoursPerWeek', move.practicumHoursPerWeek),
    f('leadWeeks', move.leadWeeks), f('costUsd', move.costUsd),
  ] as const; // prettier-ignore
  // Classes can be taken part-time; rotations cannot, a laboratory sets their hours.
  const slower =
    practicum.amount === 0 &&
    !move.service &&
    study.amount > s.limits.studyHoursPerWeek &&
    s.limits.studyHoursPerWeek > 0;
  const pace = slower ? study.amount / s.limits.studyHoursPerWeek : 1;
  const length = Math.ceil(months.amount * pace * 10) / 10;
  const earliest = afterWeeks(s.on, lead.amount);
  const option: Option = {
    ...NOTHING,
    key: move.id,
    kind: move.kind === 'training' ? 'training' : move.kind === 'courses' ? 'courses' : 'program',
    source: move.id,
    name: move.name,
    begin: move.begin ? compile(move.begin, s.book.context, PLAIN) : null,
    after: move.after ? [move.after] : [],
    startOn: (day) => nextTerm(Math.max(day, earliest), move.terms?.days),
    // Unpaid hours take the same days whenever they start: see docs/decisions/0010.
    endOf: (start) =>
      practicum.amount > 0 ? start + Math.round(length * 30.44) : afterMonths(start, length),
    studyHours: slower ? s.limits.studyHoursPerWeek : study.amount,
    practicumHours: practicum.amount,
    costUsd: cost.amount,
    costRange: { low: move.costUsd.low ?? null, high: move.costUsd.high ?? null },
    adds: (start, end) => dated(move.adds, start, end),
    figures: shown([months, study, practicum, lead, cost]),
    cite: citedBy([months, study, practicum, lead, cost]),
  };
  return move.service ? inService(s, option, move, move.service, length) : option;
}

/** So many semester hours of courses in a subject, at so many a term. */
export function coursesOption(
  s: Situation,
  move: Move,
  subject: string,
  hours: number,
  after: string[] = [],
): Option {
  const a = s.library.assumptions;
  const perCredit = figure(s.own, 'assumptions.studyHoursPerCredit', a.studyHoursPerCredit);
  const termMonths = figure(s.own, 'assumptions.termMonths', a.termMonths);
  const perTerm = figure(s.own, 'assumptions.creditsPerTerm', a.creditsPerTerm);
  const price = figure(s.own, `${move.id}.costUsd`, move.costUsd);
  const affordable = Math.max(1, Math.floor(s.limits.studyHoursPerWeek / Math.max(1, perCredit.amount)));
  const pace = Math.max(1, Math.min(perTerm.amount, affordable, hours));
  const terms = Math.ceil(hours / pace - 1e-9);
  return {
    ...NOTHING,
    key: `${move.id}:${subject}:${hours}${after.length ? `:${after.join('+')}` : ''}`,
    kind: 'courses',
    source: move.id,
    name: `${Math.ceil(hours)} semester hours of ${subject === 'all' ? 'college courses' : subject.replaceAll('-', ' ')}`,
    begin: move.begin ? compile(move.begin, s.book.context, PLAIN) : null,
    after,
    startOn: (day) => nextTerm(day, move.terms?.days),
    endOf: (start) => afterMonths(start, terms * termMonths.amount),
    studyHours: Math.min(pace * perCredit.amount, s.limits.studyHoursPerWeek),
    costUsd: Math.round(price.amount * hours),
    costRange: { low: times(move.costUsd.low, hours), high: times(move.costUsd.high, hours) },
    adds: (start, end) => dated({ coursework: [{ subject, semesterHours: hours }] }, start, end),
    figures: shown([perCredit, termMonths, perTerm, price]),
    cite: citedBy([perCredit, termMonths, perTerm, price]),
  };
}

const times = (n: number | null | undefined, hours: number) =>
  n === null || n === undefined ? null : Math.round(n * hours);
