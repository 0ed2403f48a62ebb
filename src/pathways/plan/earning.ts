import type { Rule } from '../compile.ts';
import { isMet, wantOf, type Draft } from './draft.ts';
import { jobOption } from './jobs.ts';
import { ALWAYS, NEVER } from './needs.ts';
import type { Need } from './problem.ts';

/**
 * Drawing blood for pay on the way to a goal that pays better. Such a job is begun with what its training program
 * gives or what is held now, not by detours.
 */
export function earnOnTheWay(d: Draft): void {
  const { limits, target, library, on } = d.s;
  if (limits.workHoursPerWeek < 10 || target.pay === 'phlebotomist' || target.pay === 'assistant') return;
  const move = library.moves.get('work-phlebotomist');
  if (!move) return;
  const simple = (rule: Rule): Need => {
    if (rule.kind === 'all') return { all: rule.parts.map(simple) };
    if (rule.kind === 'any') return { any: rule.parts.map(simple) };
    if ('degree' in rule.condition || 'program' in rule.condition) return wantOf(d, rule);
    return isMet(d, rule, d.idle, on) ? ALWAYS : NEVER;
  };
  const option = jobOption(d.s, move);
  d.taken.set(option.key, { option, needs: option.begin ? simple(option.begin) : ALWAYS, gives: [] });
}
