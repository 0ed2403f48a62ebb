import { expect, test } from 'vitest';
import { mustDay } from '#kernel/dates.ts';
import type { Record as PersonRecord } from '#record/index.ts';
import { book, library } from '../testing/onfile.ts';
import { NO_ANSWERS } from './answers.ts';
import { enlist } from './enlist.ts';
import { progress } from './interview.ts';

const planner = { book, library, pay: () => ({ usdPerYear: 50_000, basis: 'test', cite: [] }) };
const leaver: PersonRecord = {
  benchpath: 'record/1', state: 'MN', education: [{ degree: 'high-school', completed: '2026-06' }], coursework: [], military: [],
}; // prettier-ignore
const asks = (goal: string, record = leaver) =>
  progress(planner, record, { ...NO_ANSWERS, goal }, mustDay('2026-11-22')).all.some(
    (q) => q.id === 'enlist',
  );

test('enlisting is asked about only where a course of the armed forces could serve the goal', () => {
  expect(asks('technician-in-mn')).toBe(true);
  expect(asks('ascp-pbt')).toBe(false);
  expect(asks('technician-in-mn', { ...leaver, military: [{ course: 'army-68k' }] })).toBe(false);
  // The answer stays open to change.
  expect(asks('technician-in-mn', { ...leaver, limits: { enlist: false } })).toBe(true);
});

test('yes and no are kept beside the other limits; nothing chosen is asked again', () => {
  const record = { ...leaver, limits: { budgetUsd: 900 } };
  const read = (said: string) => enlist.read({ get: () => said, all: () => [said] }, record, NO_ANSWERS);
  expect(read('yes')).toMatchObject({ record: { limits: { budgetUsd: 900, enlist: true } } });
  expect(read('no')).toMatchObject({ record: { limits: { budgetUsd: 900, enlist: false } } });
  for (const none of ['', 'true', 'on']) expect(read(none)).toHaveProperty('wrong.enlist');
});
