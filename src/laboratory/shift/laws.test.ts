import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { replay, type Event } from '../lis/index.ts';
import { logOf, openShift, play, stateHash, view, type Shift } from './index.ts';
import { LABORATORY, scenario } from './testing/laboratory.server.ts';
import { whim } from './testing/whim.ts';

const unit = fc.double({ min: 0, max: 0.999999, noNaN: true });
const whims = fc.array(fc.tuple(unit, unit, unit, fc.boolean()), { minLength: 5, maxLength: 60 });
const FIRST = scenario('two-tubes-from-4-west');

/** A shift played at random: everything is tried, sensible or not. */
function wander(seed: number, tries: readonly (readonly [number, number, number, boolean])[]): Shift {
  const shift = openShift(FIRST, seed, LABORATORY);
  for (const [kind, which, how, outside] of tries)
    play(shift, whim(view(shift), [kind, which, how]), { outside });
  return shift;
}

const before = (events: readonly Event[], seq: number, is: (e: Event) => boolean): boolean =>
  events.some((e) => e.seq < seq && is(e));

test('whatever is tried, nothing goes out without an accepted specimen, a reading, somebody who may, and a line', () => {
  fc.assert(
    fc.property(fc.nat(50), whims, (seed, tries) => {
      const { events, lis } = wander(seed, tries).ledger;
      for (const e of events) {
        if (e.type !== 'Released' || lis.specimens.get(e.accession)!.state.status === 'stored') continue;
        expect(
          before(
            events,
            e.seq,
            (b) =>
              (b.type === 'Accepted' || b.type === 'AcceptedWithException') && b.accession === e.accession,
          ),
        ).toBe(true);
        expect(
          before(
            events,
            e.seq,
            (b) =>
              b.type === 'Observed' &&
              b.accession === e.accession &&
              b.test === e.test &&
              b.reading.n === e.reading,
          ),
        ).toBe(true);
        const channel = events.findLast(
          (b) =>
            b.seq < e.seq &&
            (b.type === 'QcRun' ||
              b.type === 'QcRejected' ||
              b.type === 'QcAccepted' ||
              b.type === 'AnalyzerHeld' ||
              b.type === 'AnalyzerFreed') &&
            b.analyte === e.test,
        );
        expect(channel?.type === 'QcRejected' || channel?.type === 'AnalyzerHeld').toBe(false);
      }
    }),
    { numRuns: 40 },
  );
});

test('the clock never runs back, versions count up by one, and the chain read anew gives the same state', () => {
  fc.assert(
    fc.property(fc.nat(50), whims, (seed, tries) => {
      const shift = wander(seed, tries);
      const { events } = shift.ledger;
      for (const [i, e] of events.entries()) expect(e.at).toBeGreaterThanOrEqual(events[i - 1]?.at ?? 0);
      for (const r of shift.ledger.lis.results.values())
        if (r.state.status === 'released')
          expect(r.state.versions.map((v) => v.n)).toEqual(r.state.versions.map((_, i) => i + 1));
      const again = replay(events);
      if ('broken' in again) throw new Error(again.why);
      expect(again.lis).toEqual(shift.ledger.lis);
    }),
    { numRuns: 25 },
  );
});

test('the same deeds give the same state, and a deed more another', () => {
  fc.assert(
    fc.property(fc.nat(50), whims, (seed, tries) => {
      const shift = wander(seed, tries);
      const again = openShift(FIRST, seed, LABORATORY);
      for (const { deed, outside } of shift.log)
        expect(play(again, deed, outside ? { outside } : {})).not.toHaveProperty('refused');
      expect(stateHash(again)).toBe(stateHash(shift));
      play(again, { deed: 'wait', minutes: 1 });
      expect(stateHash(again)).not.toBe(stateHash(shift));
    }),
    { numRuns: 25 },
  );
});

test('what is refused leaves no trace', () => {
  fc.assert(
    fc.property(fc.nat(50), whims, fc.tuple(unit, unit, unit), (seed, tries, last) => {
      const shift = wander(seed, tries);
      const hash = stateHash(shift);
      const done = play(shift, whim(view(shift), last));
      if ('refused' in done)
        expect([stateHash(shift), shift.log.length]).toEqual([hash, logOf(shift).deeds.length]);
    }),
    { numRuns: 60 },
  );
});

test('what the learner is given holds nothing of the hidden world', () => {
  const shift = openShift(FIRST, 'a-secret-seed', LABORATORY);
  for (let n = 0; n < 12; n++) play(shift, { deed: 'wait', minutes: 1 });
  for (const id of ['T1', 'T2']) play(shift, { deed: 'look', container: id });
  const text = JSON.stringify(view(shift));
  for (const secret of [
    'a-secret-seed',
    'F01',
    'unlabel',
    FIRST.teaches,
    'withoutScatter',
    'truth"',
    'history',
    '"sound"',
    '"because"',
  ])
    expect(text).not.toContain(secret);
});

test('another process, time zone and locale come to the same state', () => {
  const run = (env: { [name: string]: string }) =>
    JSON.parse(
      execFileSync(
        process.execPath,
        ['--no-warnings', 'src/cli/main.ts', 'lab', 'run', FIRST.id, '--seed', '3', '--json'],
        { env: { PATH: process.env['PATH'], ...env }, encoding: 'utf8' },
      ),
    ) as { stateHash: string; truthCommitment: string };
  const [a, b] = [
    run({ TZ: 'Asia/Kathmandu', LC_ALL: 'tr_TR.UTF-8' }),
    run({ TZ: 'America/Los_Angeles', LC_ALL: 'C' }),
  ];
  expect(a).toEqual(b);
  expect(openShift(FIRST, '3', LABORATORY).commitment).toBe(a.truthCommitment);
});
