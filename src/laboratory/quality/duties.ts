import type { Confidence } from '#content/index.ts';
import { addMonths } from '#kernel/dates.ts';

export type Every = { readonly hours: number } | { readonly days: number } | { readonly months: number };

/** Something that has to be done again and again: controls, calibration verification, maintenance. */
export type Duty = {
  readonly id: string;
  readonly what: string;
  readonly every: Every;
  /** What makes it due at once, whenever it was done last. */
  readonly also: readonly string[];
  readonly confidence: Confidence;
  readonly cite: readonly string[];
};

/** What federal rules ask for; a laboratory adds its own and its makers' (days are days of patient testing). */
export const FEDERAL_DUTIES: readonly Duty[] = [
  { id: 'controls-quantitative', what: 'controls of two levels', every: { days: 1 }, also: [], confidence: 'verified', cite: ['bench-cfr1256'] },
  { id: 'controls-qualitative', what: 'a positive and a negative control', every: { days: 1 }, also: [], confidence: 'verified', cite: ['bench-cfr1256'] },
  { id: 'controls-titer', what: 'a graded control', every: { days: 1 }, also: [], confidence: 'verified', cite: ['bench-cfr1256'] },
  { id: 'controls-coagulation', what: 'controls of two levels, automated coagulation', every: { hours: 8 }, also: ['reagent change'], confidence: 'verified', cite: ['bench-cfr1269'] },
  { id: 'controls-blood-gas', what: 'one blood gas control; a low and a high one each day', every: { hours: 8 }, also: [], confidence: 'verified', cite: ['bench-cfr1267'] },
  { id: 'calibration-verification', what: 'calibration verification: at least low, mid and high', every: { months: 6 }, also: ['complete reagent change', 'major maintenance', 'control shift', 'other checks fail'], confidence: 'verified', cite: ['bench-cfr1255'] },
]; // prettier-ignore

const [HOUR, DAY] = [3_600_000, 86_400_000];

/** When a duty is due next, in milliseconds of the same clock as `done`; months are those of the calendar (UTC). */
export function nextDue(every: Every, done: number): number {
  if ('hours' in every) return done + every.hours * HOUR;
  if ('days' in every) return done + every.days * DAY;
  const day = Math.floor(done / DAY);
  return addMonths(day, every.months) * DAY + (done - day * DAY);
}

export type DutyState = { id: string; due: number | null; overdue: boolean; why: string | null };

/**
 * How duties stand: due when the time since they were last done is over, or at once when something happened since that
 * makes them due. Never done = overdue.
 */
export function dutyStates(
  duties: readonly Duty[],
  done: readonly { id: string; at: number }[],
  happened: readonly { what: string; at: number }[],
  now: number,
): DutyState[] {
  return duties.map(({ id, every, also }) => {
    const times = done.filter((d) => d.id === id && d.at <= now).map((d) => d.at);
    if (times.length === 0) return { id, due: null, overdue: true, why: 'never done' };
    const last = Math.max(...times);
    const event = happened.find((h) => also.includes(h.what) && h.at > last && h.at <= now);
    if (event) return { id, due: event.at, overdue: true, why: event.what };
    const due = nextDue(every, last);
    return { id, due, overdue: now > due, why: null };
  });
}
