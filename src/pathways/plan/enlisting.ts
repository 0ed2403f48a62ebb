import type { Day } from '#kernel/dates.ts';
import type { Limits, Record as PersonRecord } from '#record/index.ts';
import { build } from './build.ts';
import { situationOf, type Planner } from './frontier.ts';

/**
 * Could a course that binds to service give anything that plans to this goal work towards? Only then is enlisting
 * brought up at all; and never with somebody who has military training already.
 */
export function enlistingServes(
  planner: Planner,
  record: PersonRecord,
  goal: string,
  limits: Limits | undefined,
  on: Day,
): boolean {
  if ((record.military?.length ?? 0) > 0) return false;
  const s = situationOf(planner, record, goal, { ...limits, enlist: true }, on);
  // What is less than a technician is reached long before any service is over.
  if (!s || s.target.pay === 'phlebotomist' || s.target.pay === 'assistant') return false;
  return build(s).options.some((option) => option.service !== null);
}
