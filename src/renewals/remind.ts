import { mustDay, type Day } from '#kernel/dates.ts';
import { deadlineName, type Deadline } from './deadlines.ts';

/** Days before a deadline on which a person wants a letter, the longest first, each once. */
export type Leads = readonly number[];

/** What is offered; a person may add days of their own, up to `LONGEST_LEAD`. */
export const USUAL_LEADS: Leads = [90, 30, 14, 7, 1];
export const LONGEST_LEAD = 730;
export const MOST_LEADS = 12;

/** Leads as they were sent or kept; null where one is no whole number of days, or where there are too many. */
export function readLeads(told: readonly unknown[]): Leads | null {
  const days = told.map((each) => (typeof each === 'string' && /^\d{1,4}$/.test(each.trim()) ? Number(each) : each));
  const fit = (n: unknown): n is number => Number.isInteger(n) && Number(n) >= 0 && Number(n) <= LONGEST_LEAD;
  const leads = [...new Set(days.filter(fit))].sort((a, b) => b - a);
  return days.every(fit) && leads.length <= MOST_LEADS ? leads : null;
} // prettier-ignore

/** A deadline that a person is to be told of now. `left`: days until it; `lead`: the one that has come. */
export type Reminder = { name: string; left: number; lead: number; deadline: Deadline };

/**
 * The reminders that are due on a day. Of the leads that have come only the last counts, so that whoever was not told in time
 * (the server was off, the deadline is new) is told once. Once told with so many days left, a person is not told again
 * for a lead that had come by then, whatever leads they choose later. What is past is not brought up.
 * @param told days that were left when a deadline was last told, by its name
 */
export function dueReminders(
  deadlines: readonly Deadline[],
  leads: Leads,
  told: ReadonlyMap<string, number>,
  on: Day,
): Reminder[] {
  const due = new Map<string, Reminder>();
  for (const deadline of deadlines) {
    const left = mustDay(deadline.on) - on;
    const come = leads.filter((lead) => lead >= left);
    if (left < 0 || come.length === 0) continue;
    const [name, lead] = [deadlineName(deadline), Math.min(...come)];
    if ((told.get(name) ?? Infinity) > lead && !due.has(name)) due.set(name, { name, left, lead, deadline });
  }
  return [...due.values()];
}
