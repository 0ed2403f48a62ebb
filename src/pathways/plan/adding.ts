import type { Adds } from '#content/index.ts';
import { isoOf, type Day } from '#kernel/dates.ts';
import type { Record as PersonRecord } from '#record/index.ts';

/** Lists that a move can add to. */
export type Additions = Pick<
  PersonRecord,
  'education' | 'coursework' | 'experience' | 'credentials' | 'licenses' | 'training' | 'procedures'
>;

/** The record with more in its lists. A list that was not told begins with what is added. */
export function plus(record: PersonRecord, add: Additions): PersonRecord {
  const out = { ...record };
  for (const key of Object.keys(add) as (keyof Additions)[])
    if (add[key]) (out as { [k: string]: unknown })[key] = [...(record[key] ?? []), ...add[key]];
  return out;
}

/** A move's additions with the dates of the plan filled in. */
export function dated(adds: Adds, start: Day, end: Day, hoursPerWeek?: number): Additions {
  const completed = isoOf(end);
  return {
    ...(adds.education ? { education: adds.education.map((e) => ({ ...e, completed })) } : {}),
    ...(adds.coursework ? { coursework: adds.coursework.map((c) => ({ ...c, completed })) } : {}),
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

/** Whatever is current today kept current; its renewals become steps of the plan. */
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
