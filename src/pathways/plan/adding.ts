import type { Adds } from '#content/index.ts';
import { isoOf, type Day } from '#kernel/dates.ts';
import type { Record as PersonRecord } from '#record/index.ts';

type Lists = Pick<
  PersonRecord,
  | 'education'
  | 'coursework'
  | 'experience'
  | 'credentials'
  | 'licenses'
  | 'military'
  | 'training'
  | 'procedures'
>;

/** Lists that a move can add to. `leftOn` = the first day on which work held until then no longer goes on. */
export type Additions = Lists & { leftOn?: Day };

/** The record with more in its lists. A list that was not told begins with what is added. */
export function plus(record: PersonRecord, { leftOn, ...add }: Additions): PersonRecord {
  const out = leftOn === undefined ? { ...record } : left(record, leftOn);
  for (const key of Object.keys(add) as (keyof Lists)[])
    if (add[key]) (out as { [k: string]: unknown })[key] = [...(out[key] ?? []), ...add[key]];
  return out;
}

/** Jobs that go on end the day before. */
function left(record: PersonRecord, on: Day): PersonRecord {
  if (!record.experience) return { ...record };
  return {
    ...record,
    experience: record.experience.map((job) => (job.to === null ? { ...job, to: isoOf(on - 1) } : job)),
  };
}

/** A move's additions with the dates of the plan filled in. */
export function dated(adds: Adds, start: Day, end: Day, hoursPerWeek?: number): Additions {
  const completed = isoOf(end);
  return {
    ...(adds.education ? { education: adds.education.map((e) => ({ ...e, completed })) } : {}),
    ...(adds.coursework ? { coursework: adds.coursework.map((c) => ({ ...c, completed })) } : {}),
    ...(adds.military ? { military: adds.military.map((m) => ({ ...m, completed })) } : {}),
    ...(adds.training ? { training: adds.training.map((t) => ({ ...t, completed })) } : {}),
    ...(adds.procedures ? { procedures: adds.procedures } : {}),
    ...(adds.experience
      ? {
          experience: adds.experience.map((j) => ({
            ...j,
            from: isoOf(start),
            to: isoOf(end - 1),
            hoursPerWeek: hoursPerWeek ?? 40,
          })),
        }
      : {}),
  };
}

/** Whatever is current on a day kept current from then on; its renewals become steps of the plan. */
export function keptCurrent(record: PersonRecord, on: Day): PersonRecord {
  const today = isoOf(on);
  const keep = (list: PersonRecord['credentials']) =>
    list?.map((h) =>
      h.expires && h.expires >= today.slice(0, h.expires.length) ? { ...h, expires: null } : h,
    );
  return {
    ...record,
    ...(record.credentials ? { credentials: keep(record.credentials)! } : {}),
    ...(record.licenses ? { licenses: keep(record.licenses)! } : {}),
  };
}

/** The record with what a finished option adds, kept current as a plan keeps it. */
export const plusKept = (record: PersonRecord, add: Additions, on: Day): PersonRecord =>
  add.credentials || add.licenses ? keptCurrent(plus(record, add), on) : plus(record, add);
