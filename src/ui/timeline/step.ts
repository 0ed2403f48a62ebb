/** The pattern of a bar. */
export type StepInk = 'study' | 'rotations' | 'work' | 'search' | 'paper';

/** What each pattern stands for, in the key below the drawing. */
export const INK_WORDS: { [ink in StepInk]: string } = {
  study: 'classes and study',
  rotations: 'unpaid in a laboratory',
  work: 'paid work',
  search: 'looking, waiting',
  paper: 'exam, application',
};

/** One step of a plan. Dates are ISO days, both included; `until` = its pay goes on until then, as a thin line. */
export type TimelineRow = {
  number: number;
  href: string;
  name: string;
  /** The kind in a word, and the pattern it is drawn with. */
  word: string;
  ink: StepInk;
  from: string;
  to: string;
  until: string | null;
  /** Hours a week: study, unpaid in a laboratory, paid work that a rule asks for. */
  study: number;
  practicum: number;
  work: number;
};
