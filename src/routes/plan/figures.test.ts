import { expect, test } from 'vitest';
import { readOwn } from './figures.ts';
import { readLimits } from './limits.ts';

test('a number is kept, an empty field goes back to ours, other fields are left alone', () => {
  const sent = [
    ['own:mlt-associate-classes.costUsd', '$4,200'],
    ['own:assumptions.jobWeeks', ''],
    ['own:../x.months', '3'],
    ['own:a.nonsense', '3'],
    ['goal', 'x'],
  ] as const;
  expect(readOwn(sent, { 'assumptions.jobWeeks': 9, 'ascp-mlt.weeks': 5 })).toEqual({
    own: { 'mlt-associate-classes.costUsd': 4200, 'ascp-mlt.weeks': 5 },
  });
});

test('what is no number is told, and nothing is kept', () => {
  for (const bad of ['-1', 'a lot', '1e9', '9999'])
    expect(readOwn([['own:a.months', bad]], {}), bad).toEqual({
      wrong: { 'a.months': 'Length: write a number from 0 to 240, or leave it empty.' },
    });
});

test('limits: empty is none, the states stay', () => {
  const form: { [name: string]: string } = { study: '20', work: '', keep: '', budget: '30,000' };
  expect(readLimits((n) => form[n] ?? '', { states: ['MN'], workHoursPerWeek: 40 })).toEqual({
    limits: { states: ['MN'], studyHoursPerWeek: 20, budgetUsd: 30000 },
  });
  expect(readLimits((n) => (n === 'study' ? 'some' : ''), {})).toMatchObject({
    wrong: { study: expect.any(String) },
  });
});
