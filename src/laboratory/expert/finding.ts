import type { Deed } from '../shift/index.ts';

/**
 * What somebody who knows the field makes of what can be seen: why, and what to do next. `family` names the kind of trouble in
 * the words of the content's faults, or what it looked like and is not.
 */
export type Finding = { family: string; because: string; does: Deed };

/** One kind of trouble: looks at one specimen, and says what to do next, or that it sees nothing. */
export type Detector = (
  seen: import('./evidence.ts').Evidence,
  view: import('../shift/index.ts').View,
) => Finding | null;
