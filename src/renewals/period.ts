import type { Continuing } from '#content/index.ts';
import { addMonths, dayOf, daysInMonth, partsOf, readDate, type Day, type DaySpan } from '#kernel/dates.ts';
import type { Held } from './holdings.ts';

/** Both days included; empty where `from` is after `to`. */
export type Days = { from: Day; to: Day };

/**
 * The days whose hours count: surely, and at most. `begins` = when a term of full length would have begun,
 * `end` = when it expires.
 * `endless` = it never expires. `untold` = its days are not known: its end is not told, or the rule's
 * period is not on file. `lapsed` = it has expired. `stopped` = whoever gave it says that it is inactive, suspended, revoked or
 * expired, whatever its dates.
 */
export type Period =
  | { kind: 'endless' }
  | { kind: 'untold'; what: 'end' | 'rule'; ask: string[] }
  | { kind: 'lapsed'; since: Day; days: Days | null }
  | { kind: 'stopped'; status: string }
  | {
      kind: 'open';
      sure: Days;
      possible: Days;
      begins: DaySpan;
      end: Day;
      inferred: boolean;
      issued: DaySpan | null;
      path: string;
    };

/** Dates of issue lie up to a month before the term that they open: a term ends with a month, an exam is passed any day. */
export const SLACK = 31;

/** The period in which hours for the next renewal of a holding count, as it stands on a day. */
export function periodOf(rule: Continuing, held: Held, on: Day): Period {
  if (held.expires === null && (held.status ?? 'active') === 'active') return { kind: 'endless' };
  const told = typeof held.expires === 'string' ? readDate(held.expires) : null;
  const end = told ?? inferredEnd(rule, on);
  if (end && end.latest < on) return { kind: 'lapsed', since: end.latest, days: sinceLapse(rule, on) };
  const { status } = held;
  if (status !== undefined && status !== 'active') return { kind: 'stopped', status };
  const { value, confidence } = rule.period;
  if (!end) return { kind: 'untold', what: 'end', ask: [`${held.path}.expires`] };
  if (value === null || confidence === 'unverified')
    return { kind: 'untold', what: 'rule', ask: ['ask:the body that owns the rule'] };
  const [early, late] = [fullTerm(value, end.earliest), fullTerm(value, end.latest)];
  const issued = held.issued === undefined ? null : readDate(held.issued);
  const begins = { earliest: early.from, latest: late.from };
  // Hours from before a license was issued may or may not count; so may those of the days by which its first term is longer.
  const opened = issued && issued.latest >= begins.earliest - SLACK ? issued : null;
  // Whoever holds a license holds it today: an hour of today is never from before it, even where its first day is not told.
  const sure = { from: Math.max(begins.latest, issued ? (opened?.latest ?? -Infinity) : on), to: early.to };
  const possible = { from: Math.min(begins.earliest, opened?.earliest ?? Infinity), to: late.to };
  return {
    kind: 'open',
    sure,
    possible,
    begins,
    end: end.earliest,
    inferred: told === null,
    issued,
    path: held.path,
  };
}

/** A term of full length that ends with a license's last day. */
function fullTerm({ years, runs }: NonNullable<Continuing['period']['value']>, end: Day): Days {
  if (runs === 'calendar-years-before') {
    const { year } = partsOf(end);
    return { from: dayOf(year - years, 1, 1), to: dayOf(year - 1, 12, 31) };
  }
  // The day after the same day so many years before; after the last of February that is March 1 in every year.
  const from = Math.max(addMonths(end, -12 * years) + 1, addMonths(end + 1, -12 * years));
  return { from, to: end };
}

/** Where every license ends on the same day, the next such day. */
function inferredEnd({ ends }: Continuing, on: Day): DaySpan | null {
  if (!ends?.value || ends.confidence === 'unverified') return null;
  const { month, day, years } = ends.value;
  for (let { year } = partsOf(on); ; year++) {
    if (years !== 'every' && (year % 2 === 0) !== (years === 'even')) continue;
    const end = dayOf(year, month, Math.min(day, daysInMonth(year, month)));
    if (end >= on) return { earliest: end, latest: end };
  }
}

function sinceLapse({ lapsed }: Continuing, on: Day): Days | null {
  if (!lapsed?.value || lapsed.confidence === 'unverified') return null;
  return { from: addMonths(on, -lapsed.value.months), to: on };
}

/** Is a written date inside the days: surely, or perhaps? */
export const inside = (date: DaySpan, { from, to }: Days): boolean =>
  from <= date.earliest && date.latest <= to;
export const touches = (date: DaySpan, { from, to }: Days): boolean =>
  date.latest >= from && date.earliest <= to;
