import { isoOf, type Day } from '#kernel/dates.ts';
import type { Record as PersonRecord } from '#record/index.ts';
import type { PlanLimits } from './situation.ts';

type Job = NonNullable<PersonRecord['experience']>[number];

/** Days from `from` to before `until` with so many unpaid hours a week. */
export type Unpaid = { from: Day; until: Day; hours: number };

const goesOn = (job: Job): boolean => job.to === null;

/** Hours a week that are left of a job beside unpaid hours. */
const leftOf = (hours: number, unpaid: number, { workHoursPerWeek }: PlanLimits): number =>
  Math.min(hours, Math.max(0, workHoursPerWeek - unpaid));

/** The part of the present job's time, from 0 to 1, that so many unpaid hours a week take; the job that loses most. */
export function shareLost(record: PersonRecord, unpaid: number, limits: PlanLimits): number {
  const shares = (record.experience ?? [])
    .filter(goesOn)
    .map(({ hoursPerWeek: hours = 40 }) => (hours > 0 ? 1 - leftOf(hours, unpaid, limits) / hours : 0));
  return Math.max(0, ...shares);
}

/** The record in which the present jobs go on with the hours that unpaid ones leave them. */
export function beside(record: PersonRecord, unpaid: readonly Unpaid[], limits: PlanLimits): PersonRecord {
  if (!record.experience?.some(goesOn) || unpaid.length === 0) return record;
  return {
    ...record,
    experience: record.experience.flatMap((job) => (goesOn(job) ? cut(job, unpaid, limits) : [job])),
  };
}

/** One job as stretches of equal hours, one after the other; those without hours are left out. */
function cut(job: Job, unpaid: readonly Unpaid[], limits: PlanLimits): Job[] {
  const full = job.hoursPerWeek ?? 40;
  const days = [...new Set(unpaid.flatMap((u) => [u.from, u.until]))].sort((a, b) => a - b);
  const stretches: { from: Day | null; until: Day | null; hours: number }[] = [];
  for (const [i, from] of [null, ...days].entries()) {
    const taken = unpaid.filter((u) => from !== null && u.from <= from && from < u.until);
    const hours = leftOf(full, taken.reduce((sum, u) => sum + u.hours, 0), limits); // prettier-ignore
    const last = stretches.at(-1);
    if (last && last.hours === hours) last.until = days[i] ?? null;
    else stretches.push({ from, until: days[i] ?? null, hours });
  }
  return stretches
    .filter((s) => s.hours > 0)
    .map((s) => ({
      ...job,
      ...(s.from === null ? {} : { from: isoOf(s.from) }),
      to: s.until === null ? null : isoOf(s.until - 1),
      ...(s.hours === full ? {} : { hoursPerWeek: s.hours }),
    }));
}
