import { readFileSync } from 'node:fs';
import { mustDay } from '#kernel/dates.ts';
import { frontier } from '#pathways/index.ts';
import { knownIn, readRecord } from '#record/index.ts';
import { rolePay } from '#wages/index.ts';
import { expect, test } from 'vitest';
import { app } from '../../app.server.ts';
import { daysToKeep } from './view.server.ts';

const ON = mustDay('2026-11-22');

/** The days of the soonest plan of an example. */
function daysOf(example: string, goal: string) {
  const { library, book, wages } = app();
  const read = readRecord(readFileSync(`examples/${example}.yaml`, 'utf8'), example, knownIn(library));
  if (!('record' in read)) throw new Error(`${example} could not be read`);
  const planner = {
    library,
    book,
    pay: (role: Parameters<typeof rolePay>[1], state: string | null) => rolePay(wages, role, state),
  };
  const { plans } = frontier(planner, read.record, goal, read.record.limits, ON)!;
  return daysToKeep(plans[0]!, ON);
}

test('where something used lapses, the day told is the last one to begin the step, itself in time', () => {
  // Work from 2021-02 to 2024-11 still holds 36 months inside five years on this day, and an exam ends weeks after it.
  expect(daysOf('foreign-trained', 'technician-in-il')).toMatchObject([
    { on: '2026-12-01', word: 'Begin by', closes: true, what: expect.stringMatching(/^Apply for and pass/) },
  ]);
});

test('what is held is renewed by the day on which it lapses, and schools are applied to in time', () => {
  expect(daysOf('mlt-to-mls', 'ascp-mls').map(({ on, word }) => [on, word])).toEqual([
    ['2027-06-25', 'By'],
    ['2028-07-31', 'Renew by'],
  ]);
});
