import { loadLibrary } from '#content/library.server.ts';
import { addMonths, mustDay, type Day } from '#kernel/dates.ts';
import { rulebook } from '../rulebook.ts';
import { poolOf } from './towards.ts';

/** The rules on file, read once for all the tests and benchmarks of one process. */
export const { library } = loadLibrary('content');
export const book = rulebook(library);
export const goals = [...book.goals.values()];
export const pool = poolOf(library, book);

/** Days of application worth trying: an ordinary one, leap days, ends of months, and the edges of every pathway. */
export const DAYS: Day[] = [
  ...[
    '2026-11-22',
    '2026-11-22',
    '2024-02-29',
    '2025-02-28',
    '2025-03-01',
    '2026-03-31',
    '2019-07-15',
    '2031-01-01',
  ].map(mustDay),
  ...goals.flatMap((g) =>
    g.ways.flatMap((w) => [w.from, w.until].flatMap((day) => (day === null ? [] : [day - 1, day]))),
  ),
  addMonths(mustDay('2026-11-22'), 6),
];
