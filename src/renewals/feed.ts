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
  const taken = new Set<string>();
  /** As a name of an entry can be spelled; of several that come to the same the later ones are counted. */
  const nameOf = (about: string, nth = 1): string => {
    const name = `${about}${nth === 1 ? '' : ` ${nth}`}`.replaceAll(/[^A-Za-z0-9]+/g, '-');
    return taken.has(name) ? nameOf(about, nth + 1) : name;
  };
  const entries = deadlines.map((d) => {
    // Of several windows, or steps, of one thing each keeps a name of its own when another is over.
    const own = d.kind === 'window' || d.kind === 'plan' ? ` ${d.what}` : '';
    const id = nameOf(`${d.kind} ${d.about}${own}`);
    taken.add(id);
    const sources = d.source.cite.map(({ source }) => source);
    const notes = [
      d.note,
      d.source.confidence === 'verified' ? '' : 'Only likely, or not settled: confirm it with the body.',
      sources.length > 0 ? `Sources: ${sources.join(', ')}.` : '',
    ];
    return {
      id,
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
