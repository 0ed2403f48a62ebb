import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoOf, mustDay, type Day } from '#kernel/dates.ts';
import { deadlineName, type Deadline } from './deadlines.ts';
import { readLines, reminderLetter } from './letter.ts';
import { dueReminders, LONGEST_LEAD, MOST_LEADS, readLeads, type Leads } from './remind.ts';

const ON = mustDay('2026-07-01');

const deadlineOn = (on: Day, kind: Deadline['kind'] = 'expires', about = 'us-ca-mlt'): Deadline => ({
  on: isoOf(on), kind, about, what: `${about} ${kind}`, note: '', overdue: on < ON,
  source: { from: 'record', cite: [], confidence: 'verified' },
}); // prettier-ignore

/** What somebody is told: the server looks on these days, and remembers as the database does. */
function lived(looks: readonly { day: Day; leads: Leads; deadlines: readonly Deadline[] }[]) {
  const told = new Map<string, number>();
  return looks.flatMap(({ day, leads, deadlines }) => {
    const due = dueReminders(deadlines, leads, told, day);
    for (const { name, left } of due) told.set(name, left);
    return due.map((one) => ({ ...one, day }));
  });
}

const leadsDrawn = fc
  .uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 5 })
  .map((days) => readLeads(days)!);
const farDrawn = fc.integer({ min: -5, max: 60 });
/** Days between two looks; 0 = twice on one day. */
const gapsDrawn = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 30 });

test('whoever is looked after each day is told on each chosen day, and on no other', () => {
  fc.assert(
    fc.property(leadsDrawn, farDrawn, fc.constantFrom(1, 2, 3), (leads, far, times) => {
      const deadlines = [deadlineOn(ON + far)];
      const days = Array.from({ length: 70 * times }, (_, i) => ON + Math.floor(i / times));
      const told = lived(days.map((day) => ({ day, leads, deadlines })));
      const asked = leads.filter((lead) => lead <= far).map((lead) => ON + far - lead);
      // Where a lead had come before the first look, they are told of it at once, of several once.
      const late = far >= 0 && leads.some((lead) => lead > far) ? [ON] : [];
      expect(told.map((t) => t.day)).toEqual([...new Set([...late, ...asked])].sort((a, b) => a - b));
    }),
  );
});

test('never twice: each deadline once for a lead, however often and seldom it is looked at', () => {
  fc.assert(
    fc.property(leadsDrawn, fc.array(farDrawn, { maxLength: 5 }), gapsDrawn, (leads, fars, gaps) => {
      const deadlines = fars.map((far, i) => deadlineOn(ON + far, 'expires', `license-${i}`));
      let day = ON;
      const looks = gaps.map((gap) => ({ day: (day += gap), leads, deadlines }));
      const told = lived(looks);
      const once = told.map(({ name, lead }) => `${name} ${lead}`);
      expect(new Set(once).size).toBe(once.length);
      for (const one of told) {
        expect(one.left, 'what is past is not brought up').toBeGreaterThanOrEqual(0);
        expect(one.left, 'not before its time').toBeLessThanOrEqual(one.lead);
        expect(leads).toContain(one.lead);
      }
    }),
  );
});

test('never late by choice: at the first look after a lead has come it is told, and what was missed is told once', () => {
  fc.assert(
    fc.property(leadsDrawn, farDrawn, gapsDrawn, (leads, far, gaps) => {
      const deadline = deadlineOn(ON + far);
      let day = ON;
      const looks = gaps.map((gap) => ({ day: (day += gap), leads, deadlines: [deadline] }));
      const told = lived(looks);
      for (const [i, { day }] of looks.entries()) {
        const left = ON + far - day;
        const before = i === 0 ? Infinity : ON + far - looks[i - 1]!.day;
        const came = leads.some((lead) => left <= lead && lead < before);
        const here = told.filter((t) => t.day === day).length;
        if (left >= 0 && came) expect(here).toBe(1);
        if (left < 0) expect(here).toBe(0);
      }
    }),
  );
});

test('a change of leads tells nothing again: only leads that come later count', () => {
  fc.assert(
    fc.property(leadsDrawn, leadsDrawn, fc.integer({ min: 0, max: 60 }), gapsDrawn, (first, then, far, gaps) => {
      const deadlines = [deadlineOn(ON + far)];
      let day = ON;
      const looks = gaps.map((gap, i) => ({ day: (day += gap), leads: i % 2 ? then : first, deadlines }));
      const told = lived(looks);
      for (const [i, one] of told.entries())
        if (i > 0) expect(one.lead, 'this lead had not come when it was last told').toBeLessThan(told[i - 1]!.left);
    }),
  ); // prettier-ignore
});

test('a license that was renewed is a new deadline; a plan that moves on with the calendar is the same', () => {
  const leads = [30];
  const look = (day: Day, kind: Deadline['kind']) => ({
    day,
    leads,
    deadlines: [deadlineOn(day + 30, kind)],
  });
  expect(lived([look(ON, 'expires'), look(ON + 1, 'expires')])).toHaveLength(2);
  expect(lived([look(ON, 'plan'), look(ON + 1, 'plan'), look(ON + 40, 'plan')])).toHaveLength(1);
  // Two ways to one license are two windows, also when they close on one day.
  const ways = ['one', 'other'].map((way) => ({ ...deadlineOn(ON + 30, 'window'), what: way }));
  expect(new Set(ways.map(deadlineName)).size).toBe(2);
});

test('leads are whole days, each once, the longest first', () => {
  expect(readLeads(['7', ' 30 ', 7, '0'])).toEqual([30, 7, 0]);
  expect(readLeads([])).toEqual([]);
  for (const bad of ['', '-1', '1.5', 'soon', String(LONGEST_LEAD + 1), '99999', Number.NaN, null, 2.5])
    expect(readLeads(['7', bad]), String(bad)).toBe(null);
  expect(readLeads(Array.from({ length: MOST_LEADS + 1 }, (_, i) => i))).toBe(null);
});

const SITE = 'https://bench.example';
const line = (more: object = {}) => ({
  on: '2026-09-30', left: 91, what: 'CA MLT expires', note: '', likely: false, from: 'record' as const,
  sources: [], ...more,
}); // prettier-ignore

test('a letter says what, by when, the source, and how to stop', () => {
  const { subject, text } = reminderLetter(SITE, '2026-07-01', [
    line(),
    line({ on: '2026-07-02', left: 1, what: 'TN MLT: 24 contact hours of continuing education still to do', note: 'Of these 1 contact hour in safety.', from: 'rules', likely: true, sources: ['Laboratory personnel, continuing education, https://example.org/a/rather/long/address/that/no/line/has/room/for'] }),
  ]); // prettier-ignore
  expect(subject).toBe('2 days to keep, the first on July 2, 2026');
  expect(text).toBe(`As of July 1, 2026, by your record at bench.example:

July 2, 2026, tomorrow
  TN MLT: 24 contact hours of continuing education still to do
  Of these 1 contact hour in safety.
  Not settled, or only likely: confirm it with the body.
  Source: Laboratory personnel, continuing education,
    https://example.org/a/rather/long/address/that/no/line/has/room/for

September 30, 2026, in 91 days
  CA MLT expires
  From your record.

All your days, and what each rests on:
https://bench.example/renewals

Other reminders, or none:
https://bench.example/renewals/reminders

`);
  expect(reminderLetter(SITE, '2026-09-30', [line({ left: 0 })])).toMatchObject({
    subject: 'A day to keep: September 30, 2026',
    text: expect.stringContaining('September 30, 2026, today'),
  });
});

test('lines wait with their letter as they were', () => {
  const lines = [line({ note: '“a”\nb', sources: ['x'] })];
  expect(readLines(JSON.stringify(lines))).toEqual(lines);
  expect(() => readLines('{}')).toThrow();
});
