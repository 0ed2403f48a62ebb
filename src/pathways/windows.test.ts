import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addYears, mustDay } from '#kernel/dates.ts';
import { prepare } from './facts.ts';
import { judgeGoal } from './rulebook.ts';
import { seeded } from './testing/draw.ts';
import { book, goals, pool } from './testing/onfile.ts';
import { drawNear } from './testing/towards.ts';
import { MET } from './verdict.ts';
import { closingWindows } from './windows.ts';

const ON = mustDay('2026-11-22');

test('a window’s last day is the last on which the rule is met, as the record stands', () => {
  let seen = 0;
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const record = drawNear(seeded(seed), ON, pool, book);
      const facts = prepare(record);
      for (const { goal, way, until } of closingWindows(record, goals, ON, addYears(ON, 10))) {
        const state =
          'jurisdiction' in goal.entry
            ? goal.entry.jurisdiction.slice(3).toUpperCase()
            : (record.state ?? null);
        const met = (on: number) => judgeGoal(goal, facts, { on, state }) === MET;
        expect([met(ON), met(until), met(until + 1)], goal.id).toEqual([true, true, false]);
        expect(goal.ways).toContain(way);
        seen++;
      }
    }),
    { numRuns: 60 },
  );
  expect(seen).toBeGreaterThan(20);
});
