import type { Control } from './control.ts';

export type Release = { may: true; run: number } | { may: false; why: 'held' | 'look-back' | 'no-good-run' };

/**
 * Whether quality control stands behind a result, by when and with which reagent lot it was measured. `run` is the last good
 * run of the span; for results of a closed look-back, which were judged one by one, of the span after it.
 */
export function mayRelease(control: Control, result: { measuredAt: number; lot: string }): Release {
  const { measuredAt: t, lot } = result;
  const span = control.spans.findLast((s) => s.lot === lot && s.from <= t && t <= s.until);
  if (span) return { may: true, run: span.lastGood.run };
  if (control.hold && t > (control.windows.at(-1)!.from ?? -Infinity)) return { may: false, why: 'held' };
  const window = control.windows.findLast((w) => (w.from === null || t > w.from) && t < w.to);
  if (!window) return { may: false, why: 'no-good-run' };
  if (window.closedBy === null) return { may: false, why: 'look-back' };
  const lifted = control.spans.find((s) => s.from >= window.to)!;
  return { may: true, run: lifted.lastGood.run };
}

export type ControlStatus =
  | { kind: 'held'; since: number; run: number; needs: readonly ('cause' | 'good-run')[] }
  | { kind: 'unproven' }
  | { kind: 'overdue'; since: number }
  | { kind: 'in-control'; validUntil: number; run: number };

/** How it stands at a time, and what it needs. */
export function controlStatus(control: Control, now: number): ControlStatus {
  const { hold, spans, proven } = control;
  if (hold)
    return { kind: 'held', since: hold.since, run: hold.run, needs: hold.cause ? ['good-run'] : ['cause', 'good-run'] }; // prettier-ignore
  const last = spans.at(-1);
  if (!proven || !last) return { kind: 'unproven' };
  if (now > last.until) return { kind: 'overdue', since: last.until };
  return { kind: 'in-control', validUntil: last.until, run: last.lastGood.run };
}
