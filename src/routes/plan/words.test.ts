import { expect, test } from 'vitest';
import { askOf } from './questions.ts';
import { dollars, hoursText, letterOf, monthsText, rangeText, roundly, wordOf } from './words.ts';

test('figures as people say them', () => {
  expect([0.4, 1.8, 2.6, 15.2].map(monthsText)).toEqual([
    'half a month',
    '2 months',
    '2.5 months',
    '15 months',
  ]);
  expect([dollars(8320), dollars(-250), roundly(749_315)]).toEqual(['$8,320', '−$250', '$749,300']);
  expect(rangeText('15 months', '39 months')).toBe('15 to 39 months');
  expect(rangeText('$235', '$5,365')).toBe('$235 to $5,365');
  expect(rangeText('$0', '$0')).toBe('$0');
  expect([0, 25, 26].map(letterOf)).toEqual(['A', 'Z', 'A2']);
});

test('hours a week', () => {
  const hours = (study: number, practicum: number, work: number) =>
    hoursText({
      studyHoursPerWeek: study,
      practicumHoursPerWeek: practicum,
      workHoursPerWeek: work,
      service: null,
    });
  expect(hours(24, 0, 0)).toBe('24 hours a week of study');
  expect(hours(6, 32, 0)).toBe('6 hours a week of study, 32 unpaid in a laboratory');
  expect(hours(0, 0, 0)).toBe('');
  // Service takes all the hours a person has, so their number says nothing of the duty.
  const duty = {
    kind: 'program',
    studyHoursPerWeek: 10,
    practicumHoursPerWeek: 60,
    workHoursPerWeek: 0,
    service: { confirm: 'It binds.', ask: 'a recruiter', confidence: 'likely' },
  } as const;
  expect(hoursText(duty)).toBe('Full-time duty, and study for it; nothing else is planned beside it');
  expect(wordOf(duty)).toEqual({ word: 'Service', ink: 'work' });
});

test('a question in words, with the page that asks it where there is one', () => {
  const has = (id: string) => id !== 'procedures';
  expect(askOf('education[0].accreditor', 'ASCP', has)).toEqual({
    text: 'who accredited a program',
    href: '/start?q=program',
  });
  expect(askOf('coursework.chemistry+biology', 'ASCP', has)).toEqual({
    text: 'your hours of chemistry and biology',
    href: '/start?q=coursework',
  });
  expect(askOf('procedures', 'ASCP', has)).toEqual({
    text: 'the blood collections you have documented',
    href: null,
  });
  expect(askOf('ask:the body that owns the rule', 'ASCP', has).text).toBe('something only ASCP can tell');
});
