import ICAL from 'ical.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeCalendar, type CalendarEntry } from './calendar.ts';
import { isoOf, mustDay } from './dates.ts';

const STAMP = '2026-11-22T12:00:00.000Z';
const calendar = (name: string) => ({ name, product: 'Plan 1', domain: 'plan.benchpath' });

/** Reads the file back with a parser of others; the strict design set refuses what RFC 5545 does not allow. */
function readBack(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file));
  return calendar.getAllSubcomponents('vevent').map((v) => {
    const event = new ICAL.Event(v);
    return {
      uid: event.uid,
      title: event.summary,
      notes: event.description ?? '',
      from: event.startDate.toString(),
      end: event.endDate.toString(),
      allDay: event.startDate.isDate && event.endDate.isDate,
      stamp: String(v.getFirstPropertyValue('dtstamp')),
      alarms: v.getAllSubcomponents('valarm').map((a) => String(a.getFirstPropertyValue('trigger'))),
    };
  });
}

const entry: CalendarEntry = {
  id: 'A exam:ascp-mlt',
  from: '2028-02-28',
  to: '2028-02-29',
  title: 'Apply for MLT(ASCP); bring transcripts, letters',
  notes: 'First line\nSecond line with a back\\slash',
  remindDaysBefore: [28, 7],
};

test('one step comes back as it was, over a leap day', () => {
  expect(readBack(writeCalendar(calendar('Plan A'), [entry], STAMP))).toEqual([
    {
      uid: 'A-exam-ascp-mlt@plan.benchpath', title: entry.title, notes: entry.notes, from: '2028-02-28', end: '2028-03-01',
      allDay: true, stamp: '2026-11-22T12:00:00Z', alarms: ['-P28D', '-P7D'],
    },
  ]); // prettier-ignore
});

test('any text and dates come back, in lines of 75 octets that end in CRLF', () => {
  const words = fc.string({ unit: 'grapheme', maxLength: 200 });
  const day = fc.integer({ min: mustDay('2000-01-01'), max: mustDay('2060-12-31') });
  fc.assert(
    fc.property(words, words, day, fc.nat(3000), (title, notes, from, length) => {
      const file = writeCalendar(
        calendar('p'),
        [{ id: 'x', from: isoOf(from), to: isoOf(from + length), title, notes }],
        STAMP,
      );
      expect(file.endsWith('\r\n')).toBe(true);
      expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      const [read] = readBack(file);
      const plain = (s: string) => s.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{Cc}\n]/gu, ' ');
      expect(read).toMatchObject({
        title: plain(title),
        notes: plain(notes),
        from: isoOf(from),
        end: isoOf(from + length + 1),
      });
    }),
  );
});

test('a plan without steps is still a calendar', () => {
  expect(readBack(writeCalendar(calendar('empty'), [], STAMP))).toEqual([]);
});

test('whose calendar it is, and how often to ask again', () => {
  const read = (file: string) => {
    const component = new ICAL.Component(ICAL.parse(file));
    return ['prodid', 'x-wr-calname', 'refresh-interval', 'x-published-ttl'].map((name) =>
      String(component.getFirstPropertyValue(name)),
    );
  };
  const deadlines = {
    name: 'Days of mine',
    product: 'Deadlines 1',
    domain: 'deadlines.benchpath',
    refreshDays: 1,
  };
  expect(read(writeCalendar(deadlines, [], STAMP))).toEqual([
    '-//Benchpath//Deadlines 1//EN',
    'Days of mine',
    'P1D',
    'P1D',
  ]);
  expect(read(writeCalendar(calendar('Plan A'), [], STAMP))).toEqual([
    '-//Benchpath//Plan 1//EN',
    'Plan A',
    'null',
    'null',
  ]);
});
