import type { Confidence, Credential, License, Move } from '#content/index.ts';
import { isoOf } from '#kernel/dates.ts';
import { compile, type Standing } from '../compile.ts';
import type { Goal } from '../rulebook.ts';
import { dated, type Additions } from './adding.ts';
import { afterMonths, afterWeeks, nextTerm } from './calendar.ts';
import type { Option } from './option.ts';
import { inService } from './service.ts';
import { figure, type Situation, type Used } from './situation.ts';
import type { PayRole } from './target.ts';

const PLAIN: Standing = { cite: [], as_of: null, confidence: 'verified' };
const NOTHING = {
  studyHours: 0,
  practicumHours: 0,
  workHours: 0,
  costUsd: 0,
  costRange: { low: null, high: null },
  earns: null,
  begin: null,
  qualify: null,
  service: null,
} as const;

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
    key: move.id,
    kind: move.kind === 'training' ? 'training' : move.kind === 'courses' ? 'courses' : 'program',
    source: move.id,
    name: move.name,
    begin: move.begin ? compile(move.begin, s.book.context, PLAIN) : null,
    qualify: null,
    after: move.after ? [move.after] : [],
    startOn: (day) => nextTerm(Math.max(day, earliest), move.terms?.days),
    // Unpaid hours take the same days whenever they start: see docs/decisions/0010.
    endOf: (start) =>
      practicum.amount > 0 ? start + Math.round(length * 30.44) : afterMonths(start, length),
    studyHours: slower ? s.limits.studyHoursPerWeek : study.amount,
    practicumHours: practicum.amount,
    workHours: 0,
    costUsd: cost.amount,
    costRange: { low: move.costUsd.low ?? null, high: move.costUsd.high ?? null },
    earns: null,
    service: null,
    adds: (start, end) => dated(move.adds, start, end),
    figures: told([months, study, practicum, lead, cost]),
    cite: cited([months, study, practicum, lead, cost]),
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
    figures: told([perCredit, termMonths, perTerm, price]),
    cite: cited([perCredit, termMonths, perTerm, price]),
  };
}

const times = (n: number | null | undefined, hours: number) =>
  n === null || n === undefined ? null : Math.round(n * hours);

/** The exam of a credential: application, test and result, at the fee on file. */
export function examOption(s: Situation, goal: Goal): Option {
  const entry = goal.entry as Credential;
  const weeks = processingWeeks(
    s,
    goal.id,
    entry.processing?.value ?? null,
    entry.processing?.cite,
    'examWeeks',
  );
  const fee = feeOf(s, goal.id, entry.fees.application, 'examFeeUsd');
  const years = entry.renewal?.years?.value ?? null;
  return {
    ...NOTHING,
    key: `exam:${goal.id}`,
    kind: 'exam',
    source: goal.id,
    name: `Apply for and pass ${goal.short}`,
    qualify: goal,
    after: [],
    startOn: (day) => day,
    endOf: (start) => afterWeeks(start, weeks.amount),
    costUsd: fee.amount,
    adds: (_start, end): Additions => ({
      credentials: [
        {
          id: goal.id,
          issued: isoOf(end),
          expires: years === null ? null : isoOf(afterMonths(end, years * 12)),
        },
      ],
    }),
    figures: told([weeks, fee]),
    cite: cited([weeks, fee]),
  };
}

/** The application for a license, with the fees that come first. */
export function licenseOption(s: Situation, goal: Goal): Option {
  const entry = goal.entry as License;
  const weeks = processingWeeks(
    s,
    goal.id,
    entry.processing?.value ?? null,
    entry.processing?.cite,
    'licenseWeeks',
  );
  const first = ['initial', 'application_total', 'applicationTotal', 'application-total', 'application']
    .map((k) => entry.fees[k])
    .find((f) => f && f.value !== null);
  const fee = feeOf(s, goal.id, first, 'licenseFeeUsd');
  const years = entry.renewal?.years?.value ?? null;
  return {
    ...NOTHING,
    key: `license:${goal.id}`,
    kind: 'application',
    source: goal.id,
    name: `Apply for the ${goal.name}`,
    qualify: goal,
    after: [],
    startOn: (day) => day,
    endOf: (start) => afterWeeks(start, weeks.amount),
    costUsd: fee.amount,
    adds: (_start, end): Additions => ({
      licenses: [
        {
          id: goal.id,
          issued: isoOf(end),
          expires: years === null ? null : isoOf(afterMonths(end, years * 12)),
        },
      ],
    }),
    figures: told([weeks, fee]),
    cite: cited([weeks, fee]),
  };
}

/** Taking a job of a kind: the time to find it, and the pay that begins with it. */
export function jobOption(s: Situation, move: Move): Option {
  const search = figure(s.own, 'assumptions.jobWeeks', s.library.assumptions.jobWeeks);
  return {
    ...NOTHING,
    key: `job:${move.id}`,
    kind: 'job',
    source: move.id,
    name: `Find work: ${move.name}`,
    begin: move.begin ? compile(move.begin, s.book.context, PLAIN) : null,
    after: [],
    startOn: (day) => day,
    endOf: (start) => afterWeeks(start, search.amount),
    earns: (move.pay ?? null) as PayRole | null,
    adds: () => ({}),
    figures: told([search]),
    cite: cited([search]),
  };
}

/** Months in such a job, full-time, because a rule asks for them. */
export function experienceOption(
  s: Situation,
  move: Move,
  months: number,
  job: Additions['experience'],
  tag: string,
): Option {
  const hours = figure(s.own, `${move.id}.workHoursPerWeek`, move.workHoursPerWeek);
  return {
    ...NOTHING,
    key: `work:${move.id}:${months}:${tag}`,
    kind: 'experience',
    source: move.id,
    name: `${Math.ceil(months)} months of work: ${move.name}`,
    after: [`job:${move.id}`],
    startOn: (day) => day,
    endOf: (start) => afterMonths(start, months) + 1,
    workHours: hours.amount,
    adds: (start, end) => dated({ experience: job ?? move.adds.experience ?? [] }, start, end, hours.amount),
    figures: told([hours]),
    cite: [],
  };
}

function processingWeeks(
  s: Situation,
  id: string,
  range: { low: number; high: number } | null,
  cite: { source: string }[] | undefined,
  fallback: 'examWeeks' | 'licenseWeeks',
): Used {
  const key = `${id}.weeks`;
  // Plans take the longer figure: a plan that hopes for the shorter one is late half of the time.
  if (s.own[key] === undefined && range)
    return {
      amount: range.high,
      from: 'cited',
      key,
      note: `${range.low} to ${range.high} weeks`,
      cite: cite?.map((c) => c.source) ?? [],
    };
  return s.own[key] !== undefined
    ? figure(s.own, key, undefined)
    : { ...figure(s.own, `assumptions.${fallback}`, s.library.assumptions[fallback]) };
}

type Fee = {
  value: number | { [kind: string]: number } | null;
  cite: { source: string }[];
  confidence?: Confidence | undefined;
  note?: string | undefined;
};

function feeOf(
  s: Situation,
  id: string,
  fee: Fee | undefined,
  fallback: 'examFeeUsd' | 'licenseFeeUsd',
): Used {
  const key = `${id}.feeUsd`;
  // Of several amounts for several kinds of applicants the highest: a plan must not come out dearer than it said.
  const value =
    typeof fee?.value === 'number' ? fee.value : fee?.value ? Math.max(...Object.values(fee.value)) : null;
  if (value !== null)
    return figure(s.own, key, { value, cite: fee?.cite ?? [], confidence: fee?.confidence, note: fee?.note });
  return s.own[key] !== undefined
    ? figure(s.own, key, undefined)
    : figure(s.own, `assumptions.${fallback}`, s.library.assumptions[fallback]);
}

const told = (list: readonly Used[]) =>
  list.filter((u) => u.amount > 0 || u.from !== 'assumed' || u.note !== 'no figure on file');
const cited = (list: readonly Used[]) => [...new Set(list.flatMap((u) => u.cite))];
