import { writeCalendar } from '#kernel/calendar.ts';
import type { Deadline } from './deadlines.ts';

/** Days before a deadline on which a calendar reminds. */
const REMIND: { [kind in Deadline['kind']]: readonly number[] } = {
  expires: [60, 14],
  education: [90, 30, 7],
  window: [90, 28],
  plan: [28, 7],
};

/**
 * Deadlines as an iCalendar file to subscribe to. The same deadline keeps its name from day to day, so that a calendar
 * moves it instead of doubling it. `stamp` = the moment of writing, ISO in UTC; `url` = the page that says more.
 */
export function feedOf(deadlines: readonly Deadline[], stamp: string, url?: string): string {
  const times = new Map<string, number>();
  const entries = deadlines.map((d) => {
    const about = `${d.kind} ${d.about}`;
    const nth = (times.get(about) ?? 0) + 1;
    times.set(about, nth);
    const sources = d.source.cite.map(({ source }) => source);
    const notes = [
      d.note,
      d.source.confidence === 'verified' ? '' : 'Only likely, or not settled: confirm it with the body.',
      sources.length > 0 ? `Sources: ${sources.join(', ')}.` : '',
    ];
    return {
      id: nth === 1 ? about : `${about} ${nth}`,
      from: d.on,
      to: d.on,
      title: d.what,
      notes: notes.filter(Boolean).join('\n'),
      url,
      remindDaysBefore: d.overdue ? [] : REMIND[d.kind],
    };
  });
  const calendar = {
    name: 'Benchpath deadlines',
    product: 'Deadlines 1',
    domain: 'deadlines.benchpath',
    refreshDays: 1,
  };
  return writeCalendar(calendar, entries, stamp);
}
