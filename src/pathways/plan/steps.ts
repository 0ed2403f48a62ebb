import { isoOf, type Day } from '#kernel/dates.ts';
import { pathwayOf } from './pathway-of.ts';
import type { Step } from './plan.ts';
import { duesAfter, duesFrom, renewingNow, type Renewing } from './renewing.ts';
import { servedBy } from './serves.ts';
import type { Situation } from './situation.ts';
import type { Placed, Timetable } from './timetable.ts';

/** An option of the timetable as a step, with the dollars that it earns. */
export function stepOf(t: Timetable, p: Placed, payUsd: number): Step {
  const { option } = p;
  const way = pathwayOf(t, p);
  const served = servedBy(t, p);
  return {
    move: option.key,
    kind: option.kind,
    source: option.source,
    name: option.name,
    from: isoOf(p.from),
    to: isoOf(Math.max(p.from, p.end - 1)),
    costUsd: option.costUsd,
    costRange: option.costRange,
    payUsd,
    studyHoursPerWeek: option.studyHours,
    practicumHoursPerWeek: option.practicumHours,
    workHoursPerWeek: option.workHours,
    serves: served.map((x) => x.text),
    pathway: way?.id ?? null,
    cite: [...new Set([...option.cite, ...(way?.cite ?? []), ...served.flatMap((x) => x.cite)])],
    confidence: way?.confidence ?? option.service?.confidence ?? 'verified',
    service: option.service,
    figures: option.figures,
  };
}

/** What is the same of a step that is no option: it takes no hours and goes by no pathway. */
const PLAIN_STEP: Omit<Step, 'move' | 'kind' | 'source' | 'name' | 'from' | 'to'> = {
  costUsd: 0,
  costRange: { low: null, high: null },
  payUsd: 0,
  studyHoursPerWeek: 0,
  practicumHoursPerWeek: 0,
  workHoursPerWeek: 0,
  serves: [],
  pathway: null,
  cite: [],
  confidence: 'verified',
  service: null,
  figures: [],
};

/** The present laboratory work, which every plan takes to go on; in rotations for fewer hours. */
export function stayStep(s: Situation, payUsd: number, until: Day): Step | null {
  const works = (s.record.experience ?? []).some(
    (j) => j.to === null && j.as !== undefined && j.as !== 'other',
  );
  if (!works || until <= s.on) return null;
  return {
    move: 'stay',
    kind: 'stay',
    source: 'stay',
    name: 'Go on in your present work',
    from: isoOf(s.on),
    to: isoOf(until - 1),
    ...PLAIN_STEP,
    payUsd,
    serves: [payUsd > 0 ? 'pay while you are on the way' : 'months of work, where a rule counts them'],
  };
}

/** Renewals that fall due before the goal, of what is held now and of what the plan earns. */
export function renewalSteps({ s, placed, goal }: Timetable): Step[] {
  const held = renewingNow(s).flatMap(({ renewing, due }) =>
    duesFrom(due, renewing.years, goal).map((day) => renewalStep(renewing, day)),
  );
  const gained = placed.flatMap(({ option: { renews }, end }) =>
    renews ? duesAfter(end, renews, goal).map((day) => renewalStep(renews, day)) : [],
  );
  return [...held, ...gained];
}

const renewalStep = ({ goal, fee }: Renewing, day: Day): Step => ({
  move: `renew:${goal.id}`,
  kind: 'renewal',
  source: goal.id,
  name: `Renew ${goal.short}`,
  from: isoOf(day),
  to: isoOf(day),
  ...PLAIN_STEP,
  costUsd: fee.amount,
  serves: [`${goal.id}: kept current`],
  cite: fee.cite,
  figures: [fee],
});
