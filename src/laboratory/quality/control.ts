import type { Decision } from './decision.ts';
import type { RuleId } from './rule.ts';

/** What a laboratory asks of one analyte on one analyzer: which levels a run must hold, and for how long it stands. */
export type ControlPolicy = { readonly levels: readonly string[]; readonly validForMs: number };

/** Times are milliseconds of one clock; events come in its order. A lot is the reagent lot that patients are measured with. */
export type ControlEvent =
  | {
      readonly kind: 'run';
      readonly at: number;
      readonly run: number;
      readonly lot: string;
      /** The levels that were measured. */
      readonly levels: readonly string[];
      readonly decision: Decision['decision'];
      readonly rules: readonly RuleId[];
    }
  | { readonly kind: 'cause'; readonly at: number; readonly run: number; readonly cause: string; readonly by: string }
  /** Somebody stops it though no control said so: patients' results look wrong. `run` is the last run there was. */
  | { readonly kind: 'stopped'; readonly at: number; readonly run: number }
  | { readonly kind: 'changed'; readonly at: number; readonly what: 'lot' | 'calibration' | 'maintenance' }
  | { readonly kind: 'looked-back'; readonly at: number; readonly by: string }; // prettier-ignore

/** Times whose results quality control stands behind: from a good run on, as long as good runs follow in time. */
export type Span = { lot: string; from: number; until: number; lastGood: { run: number; at: number } };

/** Since when and why nothing may leave; the cause is of the last rejected run. */
export type Hold = {
  since: number;
  run: number;
  rules: readonly RuleId[];
  cause: { text: string; by: string; at: number } | null;
};

/** Results since the last good run (null = there was none) up to a rejected one: somebody has to look at each. */
export type LookBackWindow = { from: number | null; to: number; closedBy: string | null };

/** What quality control says of one analyte on one analyzer. Plain data; `onControl` makes the next from an event. */
export type Control = {
  /** Time of the last event; null = there was none. */
  readonly at: number | null;
  readonly spans: readonly Span[];
  /** Whether the last span still stands open: nothing was changed since its last good run. */
  readonly proven: boolean;
  readonly hold: Hold | null;
  readonly windows: readonly LookBackWindow[];
};

export const newControl: Control = { at: null, spans: [], proven: false, hold: null, windows: [] };

/** Why an event changes nothing, in a sentence; null = it counts. */
export function controlRefusal(control: Control, event: ControlEvent, policy: ControlPolicy): string | null {
  const { hold, windows } = control;
  if (event.kind === 'cause') {
    if (!hold) return 'There is no hold to give a cause for.';
    if (event.run !== hold.run) return `The run that holds is run ${hold.run}.`;
    if (event.cause.trim() === '') return 'Say what the cause was.';
    if (event.by.trim() === '') return 'Say who found it.';
  }
  if (event.kind === 'stopped' && hold) return 'It is held already.';
  if (event.kind === 'looked-back') {
    if (hold) return 'Look back when the hold is lifted: until then nobody knows what is right.';
    if (windows.every((w) => w.closedBy !== null)) return 'There is nothing to look back on.';
    if (event.by.trim() === '') return 'Say who looked.';
  }
  if (event.kind === 'run' && event.decision !== 'reject') {
    const missing = policy.levels.filter((level) => !event.levels.includes(level));
    if (missing.length > 0) return `Not measured in this run: ${missing.join(', ')}.`;
    if (hold && !hold.cause)
      return 'A good run lifts no hold before a cause is on record: repeating until it is in is no correction.';
  }
  return null;
}

/**
 * The next state. A rejected run holds; a hold is lifted only by a complete run that is not rejected, made after the cause of
 * the last rejected run was recorded. A refused event changes nothing; one out of the clock's order is a bug and throws.
 */
export function onControl(control: Control, event: ControlEvent, policy: ControlPolicy): Control {
  if (control.at !== null && event.at < control.at)
    throw new RangeError(`event at ${event.at} after one at ${control.at}`);
  const now = { ...control, at: event.at };
  if (controlRefusal(control, event, policy) !== null) return now;
  switch (event.kind) {
    case 'cause':
      return { ...now, hold: { ...now.hold!, cause: { text: event.cause, by: event.by, at: event.at } } };
    case 'changed':
      return { ...now, proven: false, spans: endedBy(now.spans, event.at) };
    case 'stopped':
      return rejected(now, { ...event, rules: [] });
    case 'looked-back':
      return { ...now, windows: now.windows.map((w) => ({ ...w, closedBy: w.closedBy ?? event.by })) };
    case 'run':
      return event.decision === 'reject' ? rejected(now, event) : good(now, event, policy);
  }
}

type RunEvent = Extract<ControlEvent, { kind: 'run' }>;

/** Results after `at` are no longer stood behind. */
const endedBy = (spans: readonly Span[], at: number): readonly Span[] => {
  const last = spans.at(-1);
  return last && last.until > at ? [...spans.slice(0, -1), { ...last, until: at }] : spans;
};

function rejected(control: Control, { at, run, rules }: Pick<RunEvent, 'at' | 'run' | 'rules'>): Control {
  const lastGood = control.spans.at(-1)?.lastGood.at ?? null;
  const open = control.hold !== null && control.windows.at(-1);
  const windows = open
    ? [...control.windows.slice(0, -1), { ...open, to: at }]
    : [...control.windows, { from: lastGood, to: at, closedBy: null }];
  return {
    ...control,
    proven: false,
    // What was measured since the last good run stands on nothing now.
    spans: lastGood === null ? control.spans : endedBy(control.spans, lastGood),
    hold: { since: control.hold?.since ?? at, run, rules, cause: null },
    windows,
  };
}

function good(control: Control, { at, run, lot }: RunEvent, { validForMs }: ControlPolicy): Control {
  const last = control.spans.at(-1);
  const until = at + validForMs;
  const goesOn = control.proven && last !== undefined && last.lot === lot && at <= last.until;
  const spans = goesOn
    ? [...control.spans.slice(0, -1), { ...last, until, lastGood: { run, at } }]
    : [...endedBy(control.spans, at), { lot, from: at, until, lastGood: { run, at } }];
  // Patients that were measured while it was held wait for somebody to look, as those before do.
  const windows = control.hold ? [...control.windows.slice(0, -1), { ...control.windows.at(-1)!, to: at }] : control.windows; // prettier-ignore
  return { ...control, proven: true, spans, hold: null, windows };
}
