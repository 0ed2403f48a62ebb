// What a change of content comes to for people: the real rules, some of them changed, and the records of examples/.
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { mustDay } from '#kernel/dates.ts';
import { toldOf, turnOf, type Turn } from './told.ts';
import type { Person } from './world.ts';
import { activitiesIn, EDITS, edited, example, worldIn, type Edit } from './testing/contents.server.ts';

// Plans are searched for under two contents, many times.
vi.setConfig({ testTimeout: 120_000 });

const turn = (from: readonly Edit[], to: readonly Edit[]): Turn =>
  turnOf(worldIn(edited(from)), worldIn(edited(to)));
const short = (t: Turn, person: Person, on: string) =>
  toldOf(t, person, mustDay(on)).map(({ subject, before, after }) => [subject, before, after]);

const lapsed = example('mlt-lapsed.yaml', 'ascp-mlt');
/** Somebody who finished a program lately, and has only to apply. */
const recent: Person = {
  ...lapsed,
  record: {
    ...lapsed.record,
    education: lapsed.record.education!.map((e) => ({ ...e, completed: '2026-05' })),
    coursework: lapsed.record.coursework!.map((c) => ({ ...c, completed: '2026-05' })),
  },
};
const twoStates = example(
  'renewals/technician-of-two-states.yaml',
  null,
  activitiesIn('renewals/technician-of-two-states.activities.yaml'),
);

describe('a rule changed', () => {
  test('a window from five years to three: who finished between is told that they do not qualify any more, and why', () => {
    const told = toldOf(turn([], [EDITS.window]), lapsed, mustDay('2024-01-15'));
    const [verdict] = told.filter((t) => t.subject === 'verdict ascp-mlt');
    expect(verdict).toMatchObject({
      name: 'MLT(ASCP)',
      before: 'You qualify: Accredited MLT program.',
      after: 'You do not qualify yet.',
      // The other ways are read in secondary sources.
      confidence: 'likely',
      rules: [
        {
          type: 'credential',
          id: 'ascp-mlt',
          name: 'Medical Laboratory Technician',
          change: 'changed',
          checked: '2026-11-22',
          what: [
            {
              pathway: 'Accredited MLT program',
              what: expect.stringMatching(/^was: .*5 years.*; now: .*3 years/),
            },
          ],
        },
      ],
    });
    expect(verdict!.rules[0]!.cite.map((c) => c.source)).toEqual(['s60', 's96', 's07']);
    // The plan to the goal led through it.
    expect(told.map((t) => t.subject)).toContain('plan');
  });

  test('a pathway closed: the same, and the plan takes another way', () => {
    // Until the day on which it closes nothing is different.
    expect(short(turn([], [EDITS.closed]), lapsed, '2024-01-15').filter(([s]) => s !== 'plan')).toEqual([]);
    const later = toldOf(turn([], [EDITS.closed]), recent, mustDay('2026-11-23'));
    expect(later.find((t) => t.subject === 'verdict ascp-mlt')).toMatchObject({
      before: 'You qualify: Accredited MLT program.',
      after: expect.stringMatching(/^(You do not qualify yet|Not known yet)/),
    });
  });

  test('a fee: the plan costs more, by that much, and no verdict changes', () => {
    expect(short(turn([], [EDITS.fee]), recent, '2026-11-23')).toEqual([
      [
        'plan',
        expect.stringMatching(/^The soonest plan: reached on .*, \$235, /),
        expect.stringMatching(/\$310, /),
      ],
    ]);
    const [plan] = toldOf(turn([], [EDITS.fee]), recent, mustDay('2026-11-23'));
    expect(plan!.rules).toMatchObject([
      { id: 'ascp-mlt', what: [{ pathway: null, what: 'fees, application: 235 → 310' }] },
    ]);
    expect(plan!.rules[0]!.cite).toEqual([{ source: 's91' }]);
  });

  test('a fee and a window at once: the verdict names the window only, the plan both', () => {
    const told = toldOf(turn([], [EDITS.fee, EDITS.window]), lapsed, mustDay('2024-01-15'));
    const named = told.map((t) => [t.subject, t.rules.flatMap((r) => r.what.map((w) => w.what.slice(0, 4)))]);
    expect(named).toEqual([
      ['verdict ascp-mlt', ['was:']],
      ['plan', ['was:', 'fees']],
    ]);
  });

  test('hours of continuing education: only that holding, with what is missing before and after', () => {
    expect(short(turn([], [EDITS.hours]), twoStates, '2026-06-15')).toEqual([
      [
        'holding us-fl-technician',
        expect.stringContaining('17 of 24 contact hours done; 7 contact hours missing'),
        expect.stringContaining('17 of 30 contact hours done; 13 contact hours missing'),
      ],
    ]);
  });

  test('nothing that concerns a person', () => {
    for (const edit of [EDITS.wording, EDITS.checked, EDITS.elsewhere])
      for (const person of [lapsed, recent, twoStates])
        expect(short(turn([], [edit]), person, '2026-06-15'), edit[1]).toEqual([]);
  });

  test('the way back tells the reverse', () => {
    const there = toldOf(turn([], [EDITS.window]), lapsed, mustDay('2024-01-15'));
    const back = toldOf(turn([EDITS.window], []), lapsed, mustDay('2024-01-15'));
    expect(back.map((t) => [t.subject, t.after, t.before])).toEqual(
      there.map((t) => [t.subject, t.before, t.after]),
    );
  });
});

const FILES = [
  'air-force-technician', 'army-68k', 'biology-graduate', 'foreign-trained', 'little-told', 'mlt-lapsed', 'mlt-to-mls',
  'phlebotomist', 'school-leaver', 'texas-to-california',
]; // prettier-ignore
const GOALS = [null, 'ascp-mlt', 'technician-in-mn', 'amt-mlt', 'no-such-goal'];

describe('laws', () => {
  const person = fc
    .tuple(fc.constantFrom(...FILES), fc.constantFrom(...GOALS))
    .map(([f, g]) => example(`${f}.yaml`, g));
  const day = fc.constantFrom('2024-01-15', '2026-06-15', '2026-11-23', '2031-02-28');
  const edit = fc.constantFrom(...(Object.values(EDITS) as unknown as Edit[]));

  test('the same content tells nobody anything', () => {
    fc.assert(
      fc.property(person, day, (p, on) => short(turn([], []), p, on).length === 0),
      { numRuns: 30 },
    );
  });

  test('each thing is told once, with a before and an after that differ, and names a rule that changed', () => {
    fc.assert(
      fc.property(person, day, edit, (p, on, e) => {
        const told = toldOf(turn([], [e]), p, mustDay(on));
        expect(new Set(told.map((t) => t.subject)).size).toBe(told.length);
        for (const t of told) {
          expect(t.before).not.toBe(t.after);
          expect(t.rules.length).toBeGreaterThan(0);
          expect(t.rules.every((r) => r.cite.length > 0 && r.what.length > 0)).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });
});
