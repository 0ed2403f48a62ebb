import type { Library } from '#content/index.ts';
import type { Answers, PayOf, Rulebook } from '#pathways/index.ts';
import { rulebook } from '#pathways/index.ts';
import type { Record as PersonRecord } from '#record/index.ts';
import { rulesOf, type Activity, type Rules } from '#renewals/index.ts';

/** One content, ready to judge with. Pay is not part of it: wages decide no verdict, no day and no cost. */
export type World = { library: Library; book: Rulebook; rules: Rules; pay: PayOf };

export const worldOf = (library: Library, pay: PayOf, book: Rulebook = rulebook(library)): World => ({
  library,
  book,
  rules: rulesOf(library),
  pay,
});

/** What is kept of one person. `activities`: null = not told. */
export type Person = {
  record: PersonRecord;
  answers: Pick<Answers, 'goal' | 'own'>;
  activities: readonly Activity[] | null;
};
