import { readDate, type Day } from '#kernel/dates.ts';
import { targetOf, type Goal } from '#pathways/index.ts';
import type { Person, World } from './world.ts';

/** The rung after a level. */
const NEXT: { [level: string]: string } = {
  assistant: 'technician',
  phlebotomy: 'technician',
  trainee: 'technician',
  training: 'technician',
  technician: 'technologist',
  technologist: 'specialist',
};

/**
 * The goals whose verdict matters to a person: the one they set; certifications of the levels that they hold or aim at and the
 * rung above; licenses of those levels in their states; every federal role. What they hold and has not lapsed is left out:
 * nobody asks again whether they qualify for it, and what keeping it takes is told of the holding.
 */
export function mattering(world: World, { record, answers }: Person, on: Day): Goal[] {
  const { book, library } = world;
  const target = answers.goal === null ? null : targetOf(book, library, answers.goal);
  const holdings = [...(record.credentials ?? []), ...(record.licenses ?? [])];
  const held = holdings.flatMap(({ id }) => goalOf(world, id) ?? []);
  const aims = [...held.map((g) => g.level), ...(target ? [target.goal?.level ?? target.pay] : [])];
  const levels = new Set(aims.length === 0 ? ['technician'] : aims.flatMap((l) => [l, NEXT[l] ?? l]));
  const states = new Set(
    [record.state, ...(record.limits?.states ?? []), target?.state, ...held.map(stateOf)].flatMap(
      (s) => s?.toUpperCase() ?? [],
    ),
  );
  const current = new Set(
    holdings.filter((h) => !lapsed(h, on)).map(({ id }) => goalOf(world, id)?.id ?? id),
  );
  return [...book.goals.values()].filter((goal) => {
    if (current.has(goal.id)) return false;
    if (goal.id === target?.id || goal.type === 'role') return true;
    if (!levels.has(goal.level)) return false;
    return goal.type === 'credential' || states.has(stateOf(goal) ?? '');
  });
}

const goalOf = ({ book }: World, id: string): Goal | undefined =>
  book.goals.get(id) ?? book.goals.get(book.aliases.get(id) ?? '');

/** `MN`, for a license of Minnesota. */
export const stateOf = ({ entry }: Goal): string | null =>
  'jurisdiction' in entry ? entry.jurisdiction.slice(3).toUpperCase() : null;

/** Surely over on the day; where the record does not tell, it stands. */
export function lapsed(
  { expires, status }: { expires?: string | null | undefined; status?: string | undefined },
  on: Day,
): boolean {
  if (status === 'expired' || status === 'revoked') return true;
  const span = typeof expires === 'string' ? readDate(expires) : null;
  return span !== null && span.latest < on;
}
