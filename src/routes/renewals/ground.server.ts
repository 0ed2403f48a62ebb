import { shownPlans } from '#pathways/index.ts';
import { rulesOf, type Ground } from '#renewals/index.ts';
import { app } from '../../app.server.ts';
import { found } from '../plan/found.server.ts';

/** What renewals are judged by here. A plan that /plan has searched for today is not searched for again. */
export function ground(): Ground {
  const { book, library } = app();
  return {
    book,
    rules: rulesOf(library),
    planOf(asked, on) {
      const result = found(asked, on);
      return (result && shownPlans(result.frontier)[0]) ?? null;
    },
  };
}
