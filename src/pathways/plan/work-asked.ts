import type { Condition, LeafOf, Move } from '#content/index.ts';
import { isoOf } from '#kernel/dates.ts';
import type { Facts } from '../facts.ts';
import { fullTimeMonths } from '../leaves/fulltime.ts';
import type { Draft } from './draft.ts';
import { experienceOption } from './jobs.ts';
import { ready } from './needs.ts';
import type { Option } from './option.ts';

type WorkAsked = LeafOf<'experience'>['experience'];

/** Hours of full-time work in a month, for rules that count hours (2,080 a year). */
const HOURS_A_MONTH = 2080 / 12;

/** Work for a rule that asks for it: all of its months, or those that are missing, in each job worth taking. */
export function workFor(d: Draft, asked: WorkAsked): Option[] {
  const needed = asked.months ?? (asked.hours ?? HOURS_A_MONTH) / HOURS_A_MONTH;
  const missing = Math.max(0, needed - workedMonths(d.idle, asked.fullTimeHours ?? 35));
  const lengths = [...new Set([needed, missing])].filter((months) => months > 0);
  return d.jobs
    .filter((job) => worthTaking(job, asked))
    .flatMap((job) =>
      lengths.map((months) => {
        const option = experienceOption(d.s, job, months, job.adds.experience, 'any');
        return asked.whileHolding ? whileHolding(d, option, asked.whileHolding) : option;
      }),
    );
}

/** Work that counts only with one of these held: begun with it, and then judged as if issued on that day. */
function whileHolding(d: Draft, option: Option, ids: string[]): Option {
  const id = ids[0]!;
  const license = d.s.library.licenses.has(id);
  const held: Condition = license
    ? { license: { anyOf: ids, current: true } }
    : { credential: { anyOf: ids, current: false } };
  return {
    ...option,
    key: `${option.key}:${id}`,
    begin: ready(d, held),
    adds: (from, to) => ({
      ...option.adds(from, to),
      [license ? 'licenses' : 'credentials']: [{ id, issued: isoOf(from), expires: null }],
    }),
  };
}

const GENERAL = ['work-technician-generalist', 'work-technician-moderate', 'work-technologist-generalist'];
const ELSEWHERE = ['laboratory-assistant', 'lead', 'supervisor', 'manager', 'educator'];

/**
 * Jobs worth planning for a rule: the role it names; failing that the bench jobs, and where it names no department
 * the general ones. To become a lead or an educator first would only be a longer way to the same months.
 */
function worthTaking(move: Move, { as, disciplines }: WorkAsked): boolean {
  const job = move.adds.experience?.[0];
  if (as) return job?.as !== undefined && as.includes(job.as);
  if (!disciplines) return GENERAL.includes(move.id);
  return (
    !ELSEWHERE.includes(job?.as ?? '') && (job?.disciplines ?? []).some((name) => disciplines.includes(name))
  );
}

/** Full-time months worked so far in any laboratory job, as a first guess of what is still missing; rules recheck it. */
const workedMonths = (facts: Facts, full: number): number =>
  fullTimeMonths(
    facts.experience.jobs.flatMap((j) =>
      j.disciplines && j.from && j.to && j.to !== 'ongoing'
        ? [{ from: j.from.latest, until: j.to.earliest + 1, share: (j.hoursPerWeek ?? 0) / full }]
        : [],
    ),
  );
