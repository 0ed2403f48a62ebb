import type { Step } from '#pathways/index.ts';
import type { StepInk } from '#ui/timeline/step.ts';
import { longDate } from '#ui/when.ts';

/** What a step is, in a word and in an ink (a pattern of the drawing, never only a color). */
export type StepWord = { word: string; ink: StepInk };

export function wordOf(
  step: Pick<Step, 'kind' | 'practicumHoursPerWeek' | 'studyHoursPerWeek' | 'service'>,
): StepWord {
  if (step.service) return { word: 'Service', ink: 'work' };
  switch (step.kind) {
    case 'program':
      return step.practicumHoursPerWeek > step.studyHoursPerWeek
        ? { word: 'Rotations', ink: 'rotations' }
        : { word: 'Program', ink: 'study' };
    case 'courses':
      return { word: 'Courses', ink: 'study' };
    case 'training':
      return { word: 'Training', ink: 'study' };
    case 'experience':
      return { word: 'Work', ink: 'work' };
    case 'job':
      return { word: 'Find work', ink: 'search' };
    case 'exam':
      return { word: 'Exam', ink: 'paper' };
    case 'application':
      return { word: 'License', ink: 'paper' };
    case 'renewal':
      return { word: 'Renewal', ink: 'paper' };
    case 'stay':
      return { word: 'Present work', ink: 'work' };
  }
}

export const dollars = (usd: number): string =>
  `${usd < 0 ? '−' : ''}$${Math.abs(Math.round(usd)).toLocaleString('en-US')}`;

/** A sum of medians over ten years is not exact to the dollar, and is not written as if it were. */
export const roundly = (usd: number): string => dollars(Math.round(usd / 100) * 100);

/** `15 months`; under three months to half a month. */
export function monthsText(months: number): string {
  const n = months < 3 ? Math.round(months * 2) / 2 : Math.round(months);
  return n === 0.5 ? 'half a month' : `${n} ${n === 1 ? 'month' : 'months'}`;
}

/** `A` to `Z`, then `A2`. */
export const letterOf = (i: number): string =>
  `${String.fromCharCode(65 + (i % 26))}${i < 26 ? '' : Math.floor(i / 26) + 1}`;

/** `January 3, 2027 to June 10, 2028`, or one day. */
export const datesText = (from: string, to: string): string =>
  from === to ? longDate(from) : `${longDate(from)} to ${longDate(to)}`;

/** `15 to 39 months` or `15 months`. */
export function rangeText(low: string, high: string): string {
  if (low === high) return low;
  const [a, b] = [low.split(' '), high.split(' ')];
  return a.length === 2 && b.length === 2 && a[1] === b[1] ? `${a[0]} to ${high}` : `${low} to ${high}`;
}

/** `24 hours a week of study, 32 unpaid in a laboratory`; service takes all the hours there are. */
export function hoursText(
  step: Pick<Step, 'studyHoursPerWeek' | 'practicumHoursPerWeek' | 'workHoursPerWeek' | 'service'>,
): string {
  if (step.service) return 'Full-time duty, and study for it; nothing else is planned beside it';
  const parts = [
    [step.studyHoursPerWeek, 'study'],
    [step.practicumHoursPerWeek, 'unpaid in a laboratory'],
    [step.workHoursPerWeek, 'paid work'],
  ].flatMap(([n, what]) => (n ? [`${Math.round(Number(n))} ${what}`] : []));
  return parts.length === 0
    ? ''
    : `${parts.join(', ')} hours a week`.replace(/^(\d+) (.*) hours a week$/, '$1 hours a week of $2');
}
