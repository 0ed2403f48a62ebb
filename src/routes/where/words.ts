import type { May, Standing, Where, Work } from '#pathways/index.ts';
import type { Fill } from '#ui/UsaMap.svelte';

/** What each kind of work is, told by what the law tells apart. */
export const WORK_WORDS: { [W in Work]: { name: string; doing: string } } = {
  technician: { name: 'Technician', doing: 'run moderate-complexity tests' },
  technologist: { name: 'Technologist', doing: 'run high-complexity tests' },
  phlebotomist: { name: 'Phlebotomist', doing: 'draw blood' },
};

/** A map's ink for a standing, and what the ink means. */
export const INK: { fill: Fill; means: string }[] = [
  { fill: 'full', means: 'You may work there' },
  { fill: 'dense', means: 'License needed; you could apply' },
  { fill: 'sparse', means: 'License needed; not known whether you could apply' },
  { fill: 'blank', means: 'Not yet' },
  { fill: 'dots', means: 'Not known' },
];

export function inkOf({ may, apply }: Pick<Standing, 'may' | 'apply'>): Fill {
  if (may === 'yes') return 'full';
  if (may === 'unknown') return 'dots';
  return apply === 'yes' ? 'dense' : apply === 'unknown' ? 'sparse' : 'blank';
}

export const VERDICT: { [M in May]: 'met' | 'unmet' | 'unknown' } = {
  yes: 'met',
  no: 'unmet',
  unknown: 'unknown',
};

/** The word of today's verdict. */
export const mayWord = (s: Pick<Standing, 'may' | 'because'>): string =>
  s.may === 'yes'
    ? 'Yes'
    : s.may === 'unknown'
      ? 'Not known yet'
      : s.because === 'license'
        ? 'Not without the license'
        : 'Not yet';

/** The word on an application that could go in today, or after the plan. */
export const applyWord = (apply: May, when: 'today' | 'then' = 'today'): string =>
  apply === 'yes'
    ? `Could apply ${when}`
    : apply === 'unknown'
      ? 'To apply: not known yet'
      : `Could not apply ${when}`;

/** Why, in a sentence. */
export function why(s: Pick<Standing, 'may' | 'because' | 'apply'>, work: Work): string {
  switch (s.because) {
    case 'free':
      return work === 'phlebotomist'
        ? 'No license is asked.'
        : 'No license is asked, and you meet the federal rule.';
    case 'held':
      return 'You hold the license.';
    case 'license':
      return s.apply === 'yes'
        ? 'You meet the rule of its license and could apply today.'
        : s.apply === 'unknown'
          ? 'Whether you meet the rule of its license is not known yet.'
          : 'You do not meet the rule of its license yet.';
    case 'federal':
      return 'You do not meet the federal rule on testing yet.';
    case 'untold':
      return 'It hangs on something your record does not tell.';
    case 'unread':
      return 'It hangs on a part of the federal rule that could not be read.';
    case 'unsettled':
      return 'Nobody could settle whether a license is asked. Ask there.';
  }
}

/** Rows counted by what they say, for a summary in words. */
export function counts(
  places: readonly Where[],
  work: Work,
): { yes: string[]; apply: string[]; maybe: string[]; no: string[]; unknown: string[] } {
  const by = (fill: Fill) => places.filter((p) => inkOf(p.work[work]) === fill).map((p) => p.place.name);
  return { yes: by('full'), apply: by('dense'), maybe: by('sparse'), no: by('blank'), unknown: by('dots') };
}
