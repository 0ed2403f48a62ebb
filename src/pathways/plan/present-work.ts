import { isoOf, readDate, type Day } from '#kernel/dates.ts';
import type { Record as PersonRecord } from '#record/index.ts';
import type { PlanLimits } from './situation.ts';

type Job = NonNullable<PersonRecord['experience']>[number];

/** Days from `from` to before `until` with so many unpaid hours a week. */
export type Unpaid = { from: Day; until: Day; hours: number };

const goesOn = (job: Job): boolean => job.to === null;
const hoursOf = (job: Job): number => job.hoursPerWeek ?? 40;

/** Hours a week of all present jobs together. */
const allHours = (record: PersonRecord): number =>
  (record.experience ?? []).filter(goesOn).reduce((sum, job) => sum + hoursOf(job), 0);

/** Hours a week that are left of so many beside unpaid ones; who works more than the limit already goes on with it. */
const leftOf = (hours: number, unpaid: number, { workHoursPerWeek }: PlanLimits): number =>
  unpaid === 0 ? hours : Math.min(hours, Math.max(0, workHoursPerWeek - unpaid));

/** The part of the present work's time, from 0 to 1, that so many unpaid hours a week take. */
export function shareLost(record: PersonRecord, unpaid: number, limits: PlanLimits): number {
  const hours = allHours(record);
  return hours > 0 ? 1 - leftOf(hours, unpaid, limits) / hours : 0;
}

/** The record in which the present jobs go on with the hours that unpaid ones leave them, each with its part of those. */
export function beside(record: PersonRecord, unpaid: readonly Unpaid[], limits: PlanLimits): PersonRecord {
  if (!record.experience?.some(goesOn) || unpaid.length === 0) return record;
  const all = allHours(record);
  const left = (hours: number, taken: number) =>
    all > 0 ? (hours * leftOf(all, taken, limits)) / all : hours;
  return {
    ...record,
    experience: record.experience.flatMap((job) => (goesOn(job) ? cut(job, unpaid, left) : [job])),
  };
}

type Left = (hours: number, taken: number) => number;

/** One job as stretches of equal hours, one after the other; those in which nothing is left of it are left out. */
function cut(job: Job, unpaid: readonly Unpaid[], left: Left): Job[] {
  const begun = job.from === undefined ? -Infinity : readDate(job.from)!.latest;
  const days = [...new Set(unpaid.flatMap((u) => [u.from, u.until]))].filter((day) => day > begun);
  const stretches: { from: Day; until: Day | null; hours: number }[] = [];
  for (const from of [begun, ...days.sort((a, b) => a - b)]) {
    const taken = unpaid.filter((u) => u.from <= from && from < u.until);
    const hours = left(hoursOf(job), taken.reduce((sum, u) => sum + u.hours, 0)); // prettier-ignore
    const last = stretches.at(-1);
    if (last?.hours === hours) continue;
    if (last) last.until = from;
    stretches.push({ from, until: null, hours });
  }
  return stretches
    .filter(({ hours }) => hours > 0)
    .map(({ from, until, hours }) => ({
      ...job,
      ...(from === begun ? {} : { from: isoOf(from) }),
      to: until === null ? null : isoOf(until - 1),
      ...(hours === hoursOf(job) ? {} : { hoursPerWeek: hours }),
    }));
}
