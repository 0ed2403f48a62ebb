import type { Citation, Confidence } from '#content/index.ts';
import { addYears, isoOf, mustDay, readDate, type Day } from '#kernel/dates.ts';
import { closingWindows, type Goal, type Plan, type Rulebook } from '#pathways/index.ts';
import type { Record as PersonRecord } from '#record/index.ts';
import { holdingsOf, type Held, type Rules } from './holdings.ts';
import { periodOf } from './period.ts';
import type { Standing } from './standing.ts';
import { amountText } from './words.ts';

/**
 * A day to keep. `expires` = something held ends; `education` = hours are due; `window` = the last day on which something
 * can be applied for; `plan` = a step of the plan. `source`: where it comes from, a place in the record, rules, or the plan.
 */
export type Deadline = {
  on: string;
  kind: 'expires' | 'education' | 'window' | 'plan';
  /** Id of the credential, license or move. */
  about: string;
  what: string;
  note: string;
  /** Past already. */
  overdue: boolean;
  source: { from: 'record' | 'rules' | 'plan'; path?: string; cite: Citation[]; confidence: Confidence };
};

/**
 * What tells a deadline from every other of the same record, for as long as it is the same one. Of a step of the plan the day
 * is no part of it: a plan that nobody has begun moves on with the calendar.
 */
export const deadlineName = ({ kind, about, what, on }: Deadline): string =>
  [
    kind,
    about,
    ...(kind === 'window' || kind === 'plan' ? [what] : []),
    ...(kind === 'plan' ? [] : [on]),
  ].join('\n');

type Asked = {
  book: Rulebook;
  rules: Rules;
  record: PersonRecord;
  standings: readonly Standing[];
  plan?: Pick<Plan, 'steps' | 'deadlines'> | null;
};

/** Windows that close later than this are not yet worth a date. */
const YEARS_AHEAD = 10;

/** Every day to keep, soonest first. */
export function deadlines(asked: Asked, on: Day): Deadline[] {
  const found = [...ends(asked, on), ...education(asked, on), ...windows(asked, on), ...planned(asked)];
  const seen = new Set<string>();
  return found
    .map((d) => ({ ...d, overdue: mustDay(d.on) < on }))
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.what < b.what ? -1 : 1))
    .filter(({ on: day, what }) => !seen.has(day + what) && seen.add(day + what));
}

type Found = Omit<Deadline, 'overdue'>;

const nameOf = ({ book, rules }: Asked, id: string) => book.goals.get(id)?.short ?? rules.get(id)?.name ?? id;

function ends(asked: Asked, on: Day): Found[] {
  return holdingsOf(asked.record).flatMap((held): Found[] => {
    const { day, note, cite, confidence } = endOf(asked, held, on);
    if (day === null || day < on) return [];
    const what = `${nameOf(asked, held.id)} expires`;
    const from = cite.length > 0 ? 'rules' : 'record';
    return [
      {
        on: isoOf(day),
        kind: 'expires',
        about: held.id,
        what,
        note,
        source: { from, path: `${held.path}.expires`, cite, confidence },
      },
    ];
  });
}

/** The day that a record tells, or the one on which every such license ends. */
function endOf({ rules }: Asked, held: Held, on: Day) {
  const told = { cite: [] as Citation[], confidence: 'verified' as Confidence };
  if (held.expires === null) return { day: null, note: '', ...told };
  const span = held.expires === undefined ? null : readDate(held.expires);
  if (span) {
    const whole = span.earliest === span.latest;
    return {
      day: span.earliest,
      note: whole ? '' : 'Your record tells the month; look up the day.',
      ...told,
    };
  }
  const rule = rules.get(held.id)?.rule;
  const period = rule && periodOf(rule, held, on);
  if (!rule?.ends || period?.kind !== 'open') return { day: null, note: '', ...told };
  const { cite, confidence } = rule.ends;
  return {
    day: period.end,
    note: 'Your record does not tell the day; licenses of this kind end on it.',
    cite,
    confidence,
  };
}

function education({ rules, standings }: Asked, on: Day): Found[] {
  return standings.flatMap((s): Found[] => {
    if (s.due === null || s.verdict === 'met') return [];
    const { total } = s.missing;
    const late = mustDay(s.due) < on;
    const what =
      s.verdict === 'unmet' && total
        ? `${s.name}: ${amountText(s.unit, total)} of continuing education ${late ? 'were missing' : 'still to do'}`
        : `${s.name}: continuing education, not known yet whether it is enough`;
    const needs = s.missing.needs.map((n) => `${amountText(s.unit, n.amount)} in ${n.name}`);
    const cite = rules.get(s.id)!.rule.period.cite;
    return [{
      on: s.due, kind: 'education', about: s.id, what, note: needs.length > 0 ? `Of these ${needs.join(', ')}.` : '',
      source: { from: 'rules', path: s.holding, cite, confidence: s.confidence },
    }]; // prettier-ignore
  });
}

const LEVELS = ['assistant', 'technician', 'technologist', 'specialist'];

/** Certifications not held yet, of no lower level than those that are, and licenses of the person's states. */
function goalsOf({ book, record }: Asked): Goal[] {
  const held = new Set(holdingsOf(record).map(({ id }) => id));
  const rank = (id: string) => LEVELS.indexOf(book.goals.get(id)?.level ?? '');
  const highest = Math.max(-1, ...(record.credentials ?? []).map(({ id }) => rank(id)));
  const states = [record.state, ...(record.limits?.states ?? [])].map((s) => `us-${s?.toLowerCase()}`);
  return [...book.goals.values()].filter((goal) => {
    if (held.has(goal.id) || goal.type === 'role') return false;
    if ('jurisdiction' in goal.entry) return states.includes(goal.entry.jurisdiction);
    return 'status' in goal.entry && goal.entry.status === 'active' && rank(goal.id) >= Math.max(0, highest);
  });
}

function windows(asked: Asked, on: Day): Found[] {
  return closingWindows(asked.record, goalsOf(asked), on, addYears(on, YEARS_AHEAD)).map(({ goal, way, until }) => ({
    on: isoOf(until), kind: 'window', about: goal.id, what: `Last day to apply for ${goal.short} by “${way.name}”`,
    note: 'As your record stands. The body that owns the rule has the last word.',
    source: { from: 'rules', cite: way.pathway.cite, confidence: way.pathway.confidence },
  })); // prettier-ignore
}

/** Applications and exams of a plan, what it would keep up, and the days by which its ways close. */
function planned({ plan, record }: Asked): Found[] {
  if (!plan) return [];
  const held = new Set(holdingsOf(record).map(({ id }) => id));
  const source = (cite: readonly string[], confidence: Confidence): Deadline['source'] => ({
    from: 'plan', cite: cite.map((id) => ({ source: id })), confidence,
  }); // prettier-ignore
  const steps = plan.steps.flatMap((step): Found[] => {
    const base = {
      kind: 'plan',
      about: step.source,
      note: '',
      source: source(step.cite, step.confidence),
    } as const;
    if (step.kind === 'exam' || step.kind === 'application')
      return [{ ...base, on: step.from, what: `By your plan: ${step.name}` }];
    // What is held already is on the list by its own last day.
    return step.kind === 'renewal' && !held.has(step.source)
      ? [{ ...base, on: step.to, what: `By your plan: ${step.name}` }]
      : [];
  });
  const closing = plan.deadlines.map(({ on, what }): Found => ({
    on, kind: 'window', about: what, what, note: 'By your plan.', source: source([], 'likely'),
  })); // prettier-ignore
  return [...steps, ...closing];
}
