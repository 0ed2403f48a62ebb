import { expect, test } from 'vitest';
import { near, num, said, thousands, usd, when } from './said.ts';

test.each([
  [57380, 'usd_per_year', ['$57,380 a year']],
  [1.5, 'percent', ['1.5%']],
  [22600, 'jobs_per_year', ['22,600 a year']],
  [9615, 'people', ['9,615 people']],
  ['Rates fell.', undefined, ['Rates fell.']],
  [null, 'usd', []],
  [{ jobs: 1820, median: 46580 }, 'jobs and usd_per_year', ['jobs: 1,820 jobs', 'median: $46,580 a year']],
])('%j in %s is said as %j', (value, unit, lines) => {
  expect(said(value, unit).map(({ label, text }) => (label ? `${label}: ${text}` : text))).toEqual(lines);
});

test.each([
  ['2024-05', 'May 2024'],
  ['2024-05-31', 'May 2024'],
  ['2021-09 to 2022-13', 'September 2021 to 2022-13'],
  ['2024-34', '2024-34'], // ten years, no month
  ['2023', '2023'],
  [null, 'year not given'],
])('the period %s is said as %s', (period, words) => {
  expect(when(period)).toBe(words);
});

test('what is not on file is said so, and an estimate claims no more digits than hundreds', () => {
  expect([usd(null), usd(undefined), near(null)]).toEqual(['not on file', 'not on file', 'not on file']);
  expect([near(47_712), thousands(0), thousands(40_000)]).toEqual(['about $47,700', '$0', '$40k']);
});

test('a sentence that needs a figure stops on a text instead of printing NaN', () => {
  expect(() => num({ id: 'openings', value: 'many' })).toThrow('openings');
});
