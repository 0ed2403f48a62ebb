import fc from 'fast-check';
import { expect, test } from 'vitest';
import { controlRefusal, newControl, onControl, type Control, type ControlEvent } from './control.ts';
import { decide } from './decision.ts';
import { controlStatus, mayRelease } from './release.ts';

const HOUR = 3_600_000;
const policy = { levels: ['L1', 'L2'], validForMs: 24 * HOUR };
type Run = Extract<ControlEvent, { kind: 'run' }>;
const run = (at: number, decision: Run['decision'] = 'accept', more: Partial<Run> = {}): ControlEvent => ({
  kind: 'run', at: at * HOUR, run: at, lot: 'A', levels: ['L1', 'L2'], decision, rules: decision === 'reject' ? ['1_3s'] : [], ...more,
}); // prettier-ignore
const cause = (at: number, about: number, text = 'worn probe, replaced'): ControlEvent => ({
  kind: 'cause',
  at: at * HOUR,
  run: about,
  cause: text,
  by: 'A. Tech',
});
const after = (...events: ControlEvent[]): Control =>
  events.reduce((c, e) => onControl(c, e, policy), newControl);
const released = (c: Control, at: number, lot = 'A') => {
  const answer = mayRelease(c, { measuredAt: at * HOUR, lot });
  return answer.may ? `run ${answer.run}` : answer.why;
};

test('the decision is the worst of the rules; a laboratory may let a rule warn', () => {
  const flags = [{ rule: '1_2s' as const }, { rule: '10_x' as const }, { rule: '1_2s' as const }];
  expect(decide([])).toEqual({ decision: 'accept', rules: [] });
  expect(decide([{ rule: '1_2s' }]).decision).toBe('warn');
  expect(decide([{ rule: '7_T' }]).decision).toBe('warn');
  expect(decide(flags).decision).toBe('reject');
  expect(decide(flags, { '10_x': 'warn' }).decision).toBe('warn');
  expect(decide(flags).rules).toEqual([
    { rule: '1_2s', use: 'warn' },
    { rule: '10_x', use: 'reject' },
  ]);
});

test('a good run stands for its time, and the next one goes on from it', () => {
  const c = after(run(8), run(30, 'warn'));
  expect(controlStatus(c, 31 * HOUR)).toEqual({ kind: 'in-control', validUntil: 54 * HOUR, run: 30 });
  expect([7, 8, 20, 54, 55].map((t) => released(c, t))).toEqual(['no-good-run', 'run 30', 'run 30', 'run 30', 'no-good-run']); // prettier-ignore
  expect(released(c, 20, 'B'), 'another reagent lot').toBe('no-good-run');
  expect(controlStatus(c, 55 * HOUR)).toEqual({ kind: 'overdue', since: 54 * HOUR });
  expect(released(after(run(8), run(40)), 35), 'overdue in between').toBe('no-good-run');
});

test('a run that lacks a level proves nothing; rejected, it holds all the same', () => {
  const half = { levels: ['L1'] };
  expect(controlStatus(after(run(8, 'accept', half)), 9 * HOUR)).toEqual({ kind: 'unproven' });
  expect(controlRefusal(newControl, run(8, 'accept', half), policy)).toBe('Not measured in this run: L2.');
  expect(controlStatus(after(run(8, 'reject', half)), 9 * HOUR).kind).toBe('held');
});

test('a rejected run holds every result since the last good one; earlier ones stand', () => {
  const c = after(run(8), run(12), run(16, 'reject'));
  expect([10, 12, 13, 16, 17].map((t) => released(c, t))).toEqual(['run 12', 'run 12', 'held', 'held', 'held']); // prettier-ignore
  expect(controlStatus(c, 17 * HOUR)).toEqual({ kind: 'held', since: 16 * HOUR, run: 16, needs: ['cause', 'good-run'] }); // prettier-ignore
});

test('repeating until it is in lifts nothing; nor does a cause alone, a blank one, or one for another run', () => {
  const held = [run(8), run(16, 'reject')];
  const kind = (...more: ControlEvent[]) => controlStatus(after(...held, ...more), 40 * HOUR).kind;
  expect(kind(run(17), run(18), run(19))).toBe('held');
  expect(kind(run(17), cause(18, 16)), 'the good run came before the cause').toBe('held');
  expect(kind(cause(17, 16))).toBe('held');
  expect(kind(cause(17, 16, '  '), run(18))).toBe('held');
  expect(kind(cause(17, 8), run(18))).toBe('held');
  expect(kind(cause(17, 16), run(18, 'reject'), run(19)), 'the cause was not it').toBe('held');
  expect(kind({ kind: 'changed', at: 17 * HOUR, what: 'calibration' }, run(18))).toBe('held');
  expect(kind(cause(17, 16), run(18))).toBe('in-control');
  expect(controlRefusal(after(...held), run(17), policy)).toContain('no correction');
});

test('when it is lifted somebody still has to look back, and only then', () => {
  const looked: ControlEvent = { kind: 'looked-back', at: 20 * HOUR, by: 'B. Lead' };
  const held = after(run(8), run(12), run(16, 'reject'));
  expect(controlRefusal(held, looked, policy)).toContain('when the hold is lifted');
  const lifted = [cause(17, 16), run(18)].reduce((c, e) => onControl(c, e, policy), held);
  expect([11, 14, 17, 19].map((t) => released(lifted, t))).toEqual(['run 12', 'look-back', 'look-back', 'run 18']); // prettier-ignore
  const done = onControl(lifted, looked, policy);
  expect([11, 14, 17, 19].map((t) => released(done, t))).toEqual(['run 12', 'run 18', 'run 18', 'run 18']);
  expect(controlRefusal(done, { ...looked, at: 21 * HOUR }, policy)).toBe(
    'There is nothing to look back on.',
  );
});

test('a new lot, a calibration or maintenance asks for a good run again; what was measured before stands', () => {
  const changed: ControlEvent = { kind: 'changed', at: 12 * HOUR, what: 'lot' };
  const c = after(run(8), changed);
  expect(controlStatus(c, 13 * HOUR)).toEqual({ kind: 'unproven' });
  expect([10, 13].map((t) => released(c, t))).toEqual(['run 8', 'no-good-run']);
  const b = onControl(c, run(14, 'accept', { lot: 'B' }), policy);
  expect([released(b, 10), released(b, 13), released(b, 15, 'B'), released(b, 15)]).toEqual(['run 8', 'no-good-run', 'run 14', 'no-good-run']); // prettier-ignore
});

test('time does not run backward', () => {
  expect(() => after(run(9), run(8))).toThrow(RangeError);
});

const anyEvent = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('run' as const), decision: fc.constantFrom('accept' as const, 'warn' as const, 'reject' as const), lot: fc.constantFrom('A', 'A', 'B'), levels: fc.constantFrom(['L1', 'L2'], ['L1', 'L2'], ['L2']) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('cause' as const), back: fc.integer({ min: 0, max: 3 }), cause: fc.constantFrom('found', 'found', ' ') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('changed' as const), what: fc.constantFrom('lot' as const, 'calibration' as const) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'looked-back' as const }) },
); // prettier-ignore

const anyEvents = fc.array(fc.tuple(anyEvent, fc.integer({ min: 0, max: 30 })), { maxLength: 25, size: 'max' }).map((drawn) => {
  let at = 0;
  return drawn.map(([e, wait], i): ControlEvent => {
    at += wait * HOUR;
    if (e.kind === 'run') return { ...e, at, run: i, rules: [] };
    if (e.kind === 'cause') return { ...e, at, run: i - 1 - e.back, by: 'x' };
    return e.kind === 'changed' ? { ...e, at } : { ...e, at, by: 'y' };
  });
}); // prettier-ignore

test('from whatever events: held since the last rejected run, until its cause and then a complete good run', () => {
  let lifted = 0;
  fc.assert(
    fc.property(anyEvents, (events) => {
      let c = newControl;
      events.forEach((event, i) => {
        c = onControl(c, event, policy);
        // Read from the events alone: the last rejected run, its cause after it, a good run after that.
        const past = events.slice(0, i + 1);
        const r = past.findLastIndex((e) => e.kind === 'run' && e.decision === 'reject');
        const why = past.findIndex((e, j) => j > r && e.kind === 'cause' && e.run === r && e.cause.trim() !== ''); // prettier-ignore
        const good = why < 0 ? -1 : past.findIndex((e, j) => j > why && e.kind === 'run' && e.decision !== 'reject' && e.levels.length === 2); // prettier-ignore
        expect(c.hold !== null).toBe(r >= 0 && good < 0);
        if (r >= 0 && good >= 0) lifted++;
      });
    }),
    { numRuns: 400 },
  );
  expect(lifted).toBeGreaterThan(50);
});

test('from whatever events: what may be released was measured in a span of a good run that no rejected one followed, or was looked at', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(anyEvents, fc.integer({ min: 0, max: 600 }), fc.constantFrom('A', 'B'), (events, t, lot) => {
      const c = events.reduce((state, e) => onControl(state, e, policy), newControl);
      const answer = mayRelease(c, { measuredAt: t * HOUR + 1, lot });
      seen.add(answer.may ? 'may' : answer.why);
      if (!answer.may) return;
      const at = t * HOUR + 1;
      const next = events.findIndex((e) => e.kind === 'run' && e.at >= at && (e.decision === 'reject' || e.levels.length === 2)); // prettier-ignore
      const followed = next >= 0 && (events[next] as Run).decision === 'reject';
      const looked = events.some((e) => e.kind === 'looked-back' && e.at >= at);
      if (!looked) {
        expect(followed, 'the next run was rejected').toBe(false);
        const before = events.findLast((e) => e.at < at && ((e.kind === 'run' && e.levels.length === 2) || e.kind === 'changed' )); // prettier-ignore
        expect(before).toMatchObject({ kind: 'run', lot });
        expect(at - before!.at).toBeLessThanOrEqual(policy.validForMs);
      }
    }),
    { numRuns: 3000 },
  );
  expect([...seen].sort()).toEqual(['held', 'look-back', 'may', 'no-good-run']);
});
