import type { Frontier } from './frontier.ts';
import type { Plan } from './plan.ts';

/** Plans in the order in which people see them. Of two that come to the same, one that holds all the steps of the other says nothing more. */
export function shownPlans(found: Pick<Frontier, 'plans'>): Plan[] {
  const moves = new Map(found.plans.map((p) => [p, new Set(p.steps.map((s) => s.move))]));
  return found.plans.filter(
    (p) =>
      !found.plans.some(
        (q) =>
          q !== p && q.days === p.days && q.costUsd === p.costUsd && q.netPayUsd === p.netPayUsd &&
          moves.get(q)!.size < moves.get(p)!.size && [...moves.get(q)!].every((m) => moves.get(p)!.has(m)),
      ),
  ); // prettier-ignore
}
