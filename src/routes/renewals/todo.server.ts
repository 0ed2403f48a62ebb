import { LABORATORY_AREAS } from '#content/index.ts';
import { mustDay } from '#kernel/dates.ts';
import { listed } from '#kernel/names.ts';
import { longDate } from '#kernel/when.ts';
import { amountText, areaName, missingText, type Standing } from '#renewals/index.ts';
import { app } from '../../app.server.ts';
import { askOf } from './ask.server.ts';
import type { Person } from './person.server.ts';
import { anchorOf, approverName } from './view.server.ts';

/** Subjects that are named one by one; more are "another subject that counts". */
const NAMED_SUBJECTS = 4;

const ruleOf = (s: Standing) => app().library.continuing.get(s.rule)!;
const bodyOf = (s: Standing): string => askOf(app().library, ruleOf(s)).name;

const capital = (word: string): string => word[0]!.toUpperCase() + word.slice(1);

/** It has lapsed, or whoever gave it has stopped it. */
const isOver = (s: Standing): boolean => s.lapsedOn !== null || s.stopped !== null;

/** When something is due: lapsed things first, then the nearest day, what has no day last. */
const orderOf = (s: Standing): string => (isOver(s) ? '0' : (s.due ?? '9999'));

/** What is still to do for one holding; null = nothing. */
function todoOf(s: Standing, on: string) {
  const missing = missingText(s);
  if (s.verdict === 'met') return null;
  // The number is what people look for; how it is divided comes after it.
  const [amount = null, ...rest] = missing?.split(': ') ?? [];
  const overdue = s.due !== null && s.due < on;
  const days = s.due === null ? null : mustDay(s.due) - mustDay(on);
  return {
    name: s.name,
    href: `#${anchorOf(s)}`,
    verdict: s.verdict,
    what: amount ?? whatIsOpen(s),
    parts: rest.join(': ') || null,
    note: noteOf(s, overdue),
    when:
      s.stopped !== null
        ? capital(s.stopped)
        : s.lapsedOn !== null
          ? 'Lapsed'
          : s.due === null
            ? 'No day known'
            : longDate(s.due),
    left: s.lapsedOn !== null ? longDate(s.lapsedOn) : days === null ? null : leftText(days),
  };
}

const leftText = (days: number): string =>
  days < 0 ? 'past' : days === 0 ? 'today' : days === 1 ? 'in 1 day' : days < 61 ? `in ${days} days` : `in about ${Math.round(days / 30.44)} months`; // prettier-ignore

const unitOf = ({ unit }: Standing): string => (unit === 'point' ? 'points' : 'hours');

/** What to say where no number can be said. */
function whatIsOpen(s: Standing): string {
  if (isOver(s)) return `how many ${unitOf(s)} bring it back is not on file`;
  if (s.missing.total === null) return `how many ${unitOf(s)} it asks for is not known for sure`;
  return s.ask.some((ask) => !ask.startsWith('ask:'))
    ? 'perhaps nothing more; one answer would settle it'
    : 'perhaps nothing more';
}

function noteOf(s: Standing, overdue: boolean): string | null {
  const { lapsed } = ruleOf(s);
  if (isOver(s))
    return s.period && lapsed?.value
      ? `To bring it back: hours from the last ${lapsed.value.months} months count.`
      : `Ask ${bodyOf(s)}.`;
  if (overdue) return `The days for these are over. Ask ${bodyOf(s)} what it still accepts.`;
  return s.missing.total === null ? `Ask ${bodyOf(s)}.` : null;
}

/** What must still be done, by when and for which, the nearest first; and what needs nothing more. */
export const todo = ({ ledger }: Person) => ({
  open: ledger.standings
    .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : orderOf(a) > orderOf(b) ? 1 : 0))
    .flatMap((s) => todoOf(s, ledger.on) ?? []),
  enough: ledger.standings.flatMap((s) => (s.verdict === 'met' ? [{ name: s.name, href: `#${anchorOf(s)}` }] : [])),
  /** Whether telling what was done could change any answer. */
  tell: ledger.standings.some((s) => s.ask.includes('activities')),
}); // prettier-ignore

/** The next best activity in words: on what, approved by whom, and what it would count for. */
export function nextView({ ledger }: Person) {
  const { next } = ledger;
  if (!next) return null;
  const standing = (holding: string) => ledger.standings.find((s) => s.holding === holding)!;
  const every = LABORATORY_AREAS.every((area) => next.areas.includes(area));
  const some = next.areas.slice(0, NAMED_SUBJECTS).map(areaName);
  const more = next.areas.length > NAMED_SUBJECTS ? ['another subject that counts'] : [];
  return {
    subject: every ? 'any laboratory subject' : listed([...some, ...more], 'or'),
    by: listed([...new Set(next.gains.map(({ holding }) => approverName(ruleOf(standing(holding)).of)))]),
    gains: next.gains.map(({ holding, amount, due }) => {
      const s = standing(holding);
      return { name: s.name, due: due === null ? null : longDate(due), amount: amountText(s.unit, amount) };
    }),
  };
}
