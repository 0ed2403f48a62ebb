import type { Condition, LeafOf, Move } from '#content/index.ts';
import { addYears, isoOf, type Day } from '#kernel/dates.ts';
import type { Record as PersonRecord } from '#record/index.ts';
import { compile, type Rule, type Standing } from '../compile.ts';
import { prepare, type Facts } from '../facts.ts';
import { hoursOf } from '../leaves/coursework.ts';
import { fullTimeMonths } from '../leaves/fulltime.ts';
import { askedBy } from '../leaves/holdings.ts';
import type { Goal } from '../rulebook.ts';
import { standingOn } from '../rulebook.ts';
import { MET } from '../verdict.ts';
import { keptCurrent, plus, plusKept, type Additions } from './adding.ts';
import { examOption, licenseOption } from './granting.ts';
import { experienceOption, jobOption } from './jobs.ts';
import { coursesOption, programOption } from './programs.ts';
import { duesAfter, duesFrom, renewingNow } from './renewing.ts';
import type { Option } from './option.ts';
import { shareLost } from './present-work.ts';
import type { Need, PlanMove, Problem } from './problem.ts';
import { HORIZON_YEARS, type PlanLimits, type Situation } from './situation.ts';
import { holding } from './timeline.ts';

/** A leaf that a plan works towards, and the atom that stands for it. */
export type Want = { atom: number; rule: Rule };

export type Built = {
  problem: Problem;
  /** What each option pays once it is done, by key: dollars per weekly hour and day. */
  rates: ReadonlyMap<string, number>;
  /** The options, in the order of the problem's moves. */
  options: Option[];
  wants: Want[];
  /** Which options give which want. */
  givers: Map<number, Option[]>;
  /** The record that plans start from: what is current kept current; the present work goes on. */
  start: PersonRecord;
  limits: PlanLimits;
  last: Day;
};

const NEVER: Need = { any: [] };
const ALWAYS: Need = { all: [] };
const PLAIN: Standing = { cite: [], as_of: null, confidence: 'verified' };
const COURSES: { [subject: string]: string } = {
  chemistry: 'courses-chemistry',
  biology: 'courses-biology',
  science: 'courses-science',
};
/** Hours of full-time work in a month, for rules that count hours (2,080 a year). */
const HOURS_A_MONTH = 2080 / 12;

/**
 * Turns a person, a target and the moves on file into a planning problem: starting from what the target asks for,
 * every leaf not met calls for the options that would make it met, and each of these for what it takes to begin.
 */
export function build(s: Situation): Built {
  const last = addYears(s.on, HORIZON_YEARS);
  const start = keptCurrent(s.record, s.on);
  const idle = prepare(start);
  /** The person had they stopped work today. */
  const stopped = prepare(plus(start, { leftOn: s.on }));
  const at = (on: Day) => ({ on, state: s.state });
  const wants = new Map<string, Want>();
  const options = new Map<string, Option>();
  const needs = new Map<string, Need>();
  const doneAtoms = new Map<string, number>();
  const have: { atom: number; from: number; until: number; accrues: boolean }[] = [];
  const gives = new Map<string, { atom: number; lasts: number }[]>();
  const givers = new Map<number, Option[]>();
  const factsWith = new Map<string, { facts: Facts; end: Day }>();
  const open: Want[] = [];
  let atoms = 0;

  const done = (key: string): number => {
    if (!doneAtoms.has(key)) doneAtoms.set(key, atoms++);
    return doneAtoms.get(key)!;
  };

  const want = (rule: Rule): Need => {
    const key = JSON.stringify(rule.condition);
    if (!wants.has(key)) {
      const w = { atom: atoms++, rule };
      wants.set(key, w);
      open.push(w);
    }
    return { atom: wants.get(key)!.atom };
  };

  const needOf = (rule: Rule, path: readonly string[], seekingLicense: boolean): Need => {
    if (rule.kind === 'all') return { all: rule.parts.map((p) => needOf(p, path, seekingLicense)) };
    if (rule.kind === 'any') return { any: rule.parts.map((p) => needOf(p, path, seekingLicense)) };
    if (rule.kind === 'at_least')
      return atLeast(
        rule.parts.map((p) => needOf(p, path, seekingLicense)),
        rule.count,
      );
    if (rule.kind === 'formality') return ALWAYS;
    // No plan is built on what nobody could read or confirm.
    if (rule.kind === 'unread' || rule.kind === 'serving' || rule.confidence === 'unverified') return NEVER;
    if ('eligible' in rule.condition) {
      const goal = s.book.goals.get(rule.condition.eligible.for);
      return goal ? needOfGoal(goal, path, seekingLicense) : NEVER;
    }
    if ('stateLicense' in rule.condition)
      return seekingLicense ? ALWAYS : stateLicense(rule.condition.stateLicense);
    return want(rule);
  };

  const needOfGoal = (goal: Goal, path: readonly string[], seekingLicense = false): Need => {
    if (path.includes(goal.id)) return NEVER;
    const seeking = seekingLicense || goal.type === 'license';
    return {
      any: goal.ways.flatMap((way): Need[] => {
        const standing = standingOn(way, s.on);
        if (standing === 'closed' || standing === 'unconfirmed') return [];
        const need = needOf(way.rule, [...path, goal.id], seeking);
        if (way.from === null && way.until === null) return [need];
        const atom = atoms++;
        have.push({
          atom,
          from: Math.max(0, (way.from ?? s.on) - s.on),
          until: way.until === null ? Infinity : way.until - 1 - s.on,
          accrues: false,
        });
        return [{ all: [{ atom }, need] }];
      }),
    };
  };

  const stateLicense = (leaf: LeafOf<'stateLicense'>['stateLicense']): Need => {
    if (s.state === null) return NEVER;
    const { licenses, states } = s.book.context;
    const { asked, ids } = askedBy(`us-${s.state.toLowerCase()}`, leaf, licenses, states);
    if (asked === 'none') return ALWAYS;
    return asked === 'required' ? want(ready({ license: { anyOf: ids, current: true } })) : NEVER;
  };

  const ready = (condition: Condition): Rule => compile(condition, s.book.context, PLAIN);

  const factsOf = (option: Option): { facts: Facts; end: Day } => {
    let found = factsWith.get(option.key);
    if (!found) {
      let record = start;
      let from = s.on;
      for (const key of [...option.after, option.key]) {
        const o = options.get(key) ?? programs.get(key) ?? option;
        const begin = o.startOn(from);
        from = begin === Infinity ? from : o.endOf(begin);
        if (begin !== Infinity) record = plusKept(record, o.adds(begin, from), from);
      }
      found = { facts: prepare(record), end: from };
      factsWith.set(option.key, found);
    }
    return found;
  };

  const satisfies = (option: Option, w: Want): boolean => {
    if (option.startOn(s.on) === Infinity) return false;
    const { facts, end } = factsOf(option);
    return w.rule.test(facts, at(end)) === MET;
  };

  const include = (option: Option): Option => {
    if (options.has(option.key)) return options.get(option.key)!;
    options.set(option.key, option);
    gives.set(option.key, []);
    needs.set(option.key, ALWAYS); // set before its own needs are looked at, so that a circle ends
    const own: Need[] = [];
    for (const key of option.after) {
      const before = options.get(key) ?? programs.get(key);
      if (before) include(before);
      own.push({ atom: done(key) });
    }
    if (option.begin) own.push(needOf(option.begin, [], false));
    if (option.qualify) own.push(needOfGoal(option.qualify, []));
    needs.set(option.key, { all: own });
    return option;
  };

  const give = (option: Option, w: Want): void => {
    const { facts, end } = factsOf(option);
    const [first] = holding((d) => w.rule.test(facts, at(d)) === MET, end, last);
    if (!first || first.from !== end) return;
    include(option);
    gives.get(option.key)!.push({ atom: w.atom, lasts: first.until >= last ? Infinity : first.until - end });
    givers.set(w.atom, [...(givers.get(w.atom) ?? []), option]);
  };

  const offered = [...s.library.moves.values()].filter(
    (m) => !m.states || (s.state !== null && m.states.includes(s.state)),
  );
  const programs = new Map(
    offered.filter((m) => m.kind !== 'work' && !isByTheHour(m)).map((m) => [m.id, programOption(s, m)]),
  );
  const work = offered.filter((m) => m.kind === 'work');

  const optionsFor = (w: Want): Option[] => {
    const c = w.rule.condition;
    const found = [...programs.values()];
    if ('credential' in c)
      for (const id of c.credential.anyOf.map((x) => (typeof x === 'string' ? x : x.id))) {
        const goal = s.book.goals.get(id);
        if (goal?.type === 'credential') found.push(options.get(`exam:${id}`) ?? examOption(s, goal));
      }
    if ('license' in c)
      for (const id of c.license.anyOf ?? []) {
        const goal = s.book.goals.get(id);
        if (goal) found.push(options.get(`license:${id}`) ?? licenseOption(s, goal));
      }
    if ('credits' in c) found.push(...courses(c.credits));
    if ('experience' in c) found.push(...jobs(c.experience));
    return found;
  };

  const courses = (c: { subjects: string[]; semesterHours: number }): Option[] => {
    const told = (facts: Facts) =>
      c.subjects.reduce(
        (sum, subject) => sum + hoursOf(facts.coursework.entries, subject, () => MET).least,
        0,
      );
    const missing = c.semesterHours - told(idle);
    const of = (subject: string, hours: number, after: string[]) =>
      coursesOption(
        s,
        s.library.moves.get(COURSES[subject] ?? 'courses-general')!,
        subject,
        Math.ceil(hours * 10) / 10,
        after,
      );
    // Hours that may come from several subjects are planned in the first that has courses of its own.
    const subject = c.subjects.find((name) => COURSES[name]) ?? c.subjects[0]!;
    const partly = [...programs.values()].flatMap((p) => {
      if (!options.has(p.key) || p.kind !== 'program') return [];
      const left = c.semesterHours - told(factsOf(p).facts);
      return left > 0 && left <= missing / 2 ? [of(subject, left, [p.key])] : [];
    });
    return [of(subject, missing, []), ...partly];
  };

  const jobs = (e: WorkAsked): Option[] => {
    const needed = e.months ?? (e.hours ?? HOURS_A_MONTH) / HOURS_A_MONTH;
    const lengths = new Set(
      [needed, Math.max(0, needed - workedMonths(idle, e.fullTimeHours ?? 35))].filter((n) => n > 0),
    );
    return work
      .filter((move) => worthTaking(move, e))
      .flatMap((move) =>
        [...lengths].map((months) => {
          const option = experienceOption(s, move, months, move.adds.experience, 'any');
          if (!e.whileHolding) return option;
          const id = e.whileHolding[0]!;
          const held: Condition = s.library.licenses.has(id)
            ? { license: { anyOf: e.whileHolding, current: true } }
            : { credential: { anyOf: e.whileHolding, current: false } };
          const with_ = (from: Day, to: Day): Additions => ({
            ...option.adds(from, to),
            [s.library.licenses.has(id) ? 'licenses' : 'credentials']: [
              { id, issued: isoOf(from), expires: null },
            ],
          });
          return { ...option, key: `${option.key}:${id}`, begin: ready(held), adds: with_ };
        }),
      );
  };

  /** A job taken only for its pay: begun with what its training program gives or what is held now, not by detours. */
  const earnOnTheWay = (move: Move): void => {
    const option = jobOption(s, move);
    const simple = (rule: Rule): Need => {
      if (rule.kind === 'all') return { all: rule.parts.map(simple) };
      if (rule.kind === 'any') return { any: rule.parts.map(simple) };
      if ('degree' in rule.condition || 'program' in rule.condition) return want(rule);
      return rule.test(idle, at(s.on)) === MET ? ALWAYS : NEVER;
    };
    options.set(option.key, option);
    gives.set(option.key, []);
    needs.set(option.key, option.begin ? simple(option.begin) : ALWAYS);
  };

  const goal: Need = needOf(s.target.rule, [], false);
  if (s.limits.workHoursPerWeek >= 10 && s.target.pay !== 'phlebotomist' && s.target.pay !== 'assistant') {
    const move = s.library.moves.get('work-phlebotomist');
    if (move) earnOnTheWay(move);
  }
  for (let w = open.shift(); w; w = open.shift()) {
    const met = holding((d) => w!.rule.test(idle, at(d)) === MET, s.on, last);
    for (const i of met)
      have.push({
        atom: w.atom,
        from: i.from - s.on,
        until: i.until >= last ? Infinity : i.until - s.on,
        accrues: i.from > s.on && w.rule.test(stopped, at(i.from)) !== MET,
      });
    if (met[0] && met[0].from === s.on && met[0].until >= last) continue;
    for (const option of optionsFor(w)) {
      for (const key of option.after) {
        const job = key.startsWith('job:') ? s.library.moves.get(key.slice(4)) : null;
        if (job && !options.has(key) && satisfies(option, w)) include(jobOption(s, job));
      }
      if (satisfies(option, w)) give(option, w);
    }
  }

  const list = [...options.values()];
  const rateOf = (usd: number | null) => (usd ?? 0) / (40 * 365.25);
  const rates = new Map(list.map((o) => [o.key, o.earns ? rateOf(s.pay(o.earns, s.state).usdPerYear) : 0]));
  const goalRate = rateOf(s.pay(s.target.pay, s.state).usdPerYear);
  const moves: PlanMove[] = list.map((o) => ({
    needs: needs.get(o.key)!,
    gives: [
      ...gives.get(o.key)!,
      ...(doneAtoms.has(o.key) ? [{ atom: doneAtoms.get(o.key)!, lasts: Infinity }] : []),
    ],
    begin: (t) => o.startOn(s.on + t) - s.on,
    end: (t) => o.endOf(s.on + t) - s.on,
    study: o.studyHours,
    practicum: o.practicumHours,
    slip: slipOf(s, o),
    work: o.workHours,
    cost: o.costUsd,
    keeping: (end, until) =>
      o.renews && end < until
        ? duesAfter(s.on + end, o.renews, s.on + until).length * o.renews.fee.amount
        : 0,
    // A job that pays as the goal does is taken before it only where a rule asks for it, so it is no reason of its own.
    rate: rates.get(o.key)! < goalRate ? rates.get(o.key)! : 0,
  }));
  const held = renewingNow(s);
  const problem: Problem = {
    moves, have, goal,
    study: s.limits.studyHoursPerWeek,
    work: s.limits.workHoursPerWeek,
    keep: s.limits.keepEarningHoursPerWeek,
    budget: s.limits.budgetUsd,
    keeping: (until) =>
      held.reduce((sum, { renewing, due }) => sum + duesFrom(due, renewing.years, s.on + until).length * renewing.fee.amount, 0),
    baseRate: presentRate(s),
    goalRate,
    horizon: last - s.on,
  }; // prettier-ignore
  return { problem, rates, options: list, wants: [...wants.values()], givers, start, limits: s.limits, last };
}

type WorkAsked = {
  months?: number | undefined;
  hours?: number | undefined;
  fullTimeHours?: number | undefined;
  whileHolding?: string[] | undefined;
  as?: readonly string[] | undefined;
  disciplines?: readonly string[] | undefined;
};

const GENERAL = ['work-technician-generalist', 'work-technician-moderate', 'work-technologist-generalist'];

/**
 * Jobs worth planning for a rule: the role it names; failing that the bench jobs, and where it names no department
 * the general ones. To become a lead or an educator first would only be a longer way to the same months.
 */
function worthTaking(move: Move, e: WorkAsked): boolean {
  const job = move.adds.experience?.[0];
  if (e.as) return job?.as !== undefined && e.as.includes(job.as);
  if (!e.disciplines) return GENERAL.includes(move.id);
  return (
    !['laboratory-assistant', 'lead', 'supervisor', 'manager', 'educator'].includes(job?.as ?? '') &&
    (job?.disciplines ?? []).some((d) => e.disciplines!.includes(d))
  );
}

/** Days of the present job that an option takes from it, months being counted to the day or two. */
function slipOf(s: Situation, o: Option): number {
  const share = o.service ? 0 : shareLost(s.record, o.practicumHours, s.limits);
  const begin = o.startOn(s.on);
  return share === 0 || begin === Infinity ? 0 : Math.ceil((o.endOf(begin) - begin) * share) + 2;
}

const isByTheHour = (move: Move) => move.kind === 'courses' && move.id.startsWith('courses-');

/** Full-time months worked so far in any laboratory job, as a first guess of what is still missing; rules recheck it. */
const workedMonths = (facts: Facts, full: number): number =>
  fullTimeMonths(
    facts.experience.jobs.flatMap((j) =>
      j.disciplines && j.from && j.to && j.to !== 'ongoing'
        ? [{ from: j.from.latest, until: j.to.earliest + 1, share: (j.hoursPerWeek ?? 0) / full }]
        : [],
    ),
  );

const LABORATORY_PAY: { [work: string]: 'phlebotomist' | 'technician' | 'technologist' } = {
  phlebotomist: 'phlebotomist', 'laboratory-technician': 'technician', histotechnician: 'technician', 'laboratory-technologist': 'technologist',
  histotechnologist: 'technologist', cytologist: 'technologist', lead: 'technologist', supervisor: 'technologist', manager: 'technologist',
}; // prettier-ignore

/** What the person earns now in a laboratory, per weekly hour and day; 0 without such a job. */
function presentRate(s: Situation): number {
  const rates = (s.record.experience ?? []).flatMap((j) => {
    const role = j.to === null && j.as ? LABORATORY_PAY[j.as] : undefined;
    if (!role) return [];
    if (j.payUsdPerYear !== undefined && j.hoursPerWeek) return [j.payUsdPerYear / (j.hoursPerWeek * 365.25)];
    return [(s.pay(role, s.state).usdPerYear ?? 0) / (40 * 365.25)];
  });
  return Math.max(0, ...rates);
}

/** At least so many of the needs: any choice of that many, all of them. */
function atLeast(needs: readonly Need[], count: number): Need {
  const pick = (from: number, left: number): Need[][] =>
    left === 0
      ? [[]]
      : needs.slice(from).flatMap((n, i) => pick(from + i + 1, left - 1).map((rest) => [n, ...rest]));
  return { any: pick(0, count).map((all) => ({ all })) };
}
