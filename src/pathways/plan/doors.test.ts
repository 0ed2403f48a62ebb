import { expect, test } from 'vitest';
import { mustDay } from '#kernel/dates.ts';
import type { Record as PersonRecord } from '#record/index.ts';
import { book, library } from '../testing/onfile.ts';
import { changes, doors } from './doors.ts';

const on = mustDay('2026-11-22');
const leaver: PersonRecord = {
  benchpath: 'record/1', state: 'MN', born: 2008, education: [{ degree: 'high-school', completed: '2026-06' }],
  coursework: [], experience: [], credentials: [], licenses: [], military: [], training: [], procedures: [],
}; // prettier-ignore

test('a technician program opens the technician exams to a school leaver', () => {
  const mlt = doors(book, library, leaver, on).find((d) => d.id === 'mlt-associate-rotations')!;
  expect(mlt.opens.map((o) => o.id)).toContain('ascp-mlt');
  expect(mlt.name).toBe('Associate degree in medical laboratory technology');
  expect(mlt.begin).toBe('met');
});

test('most doors first, each change opens something, and nothing met already is counted', () => {
  const found = doors(book, library, leaver, on);
  const counts = found.map((d) => d.opens.length);
  expect(counts).toEqual([...counts].sort((a, b) => b - a));
  expect(Math.min(...counts)).toBeGreaterThan(0);
  const certified = { ...leaver, credentials: [{ id: 'ascp-mlt', issued: '2026-01-01', expires: null }] };
  expect(doors(book, library, certified, on).some((d) => d.id === 'ascp-mlt')).toBe(false);
});

test('licenses are counted only in the states the person named', () => {
  const licenses = (r: PersonRecord) =>
    doors(book, library, r, on).flatMap((d) => d.opens.filter((o) => o.type === 'license'));
  expect(licenses(leaver)).toEqual([]);
  expect(licenses({ ...leaver, limits: { states: ['FL'] } }).every((o) => o.id.startsWith('us-fl'))).toBe(
    true,
  );
});

test('a program that asks for a degree cannot be begun without one', () => {
  const all = changes(book, library, leaver, on);
  expect(all.find((c) => c.id === 'mls-post-baccalaureate')!.begin).toBe('unmet');
});
