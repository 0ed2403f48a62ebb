import type { Condition, Library, Move, Service } from '#content/index.ts';
import type { Limits, Record as PersonRecord } from '#record/index.ts';
import { dated } from './adding.ts';
import type { Option } from './option.ts';
import { figure, type Situation } from './situation.ts';

/**
 * What is on file for this person: what binds to service only for somebody who said that they would enlist, and
 * what builds on military training only for them and for who has some.
 */
export function offered(library: Library, record: PersonRecord, limits: Limits | undefined): Library {
  if (limits?.enlist) return library;
  const trained = (record.military?.length ?? 0) > 0;
  const open = (move: Move) => !move.service && (trained || !move.begin || !needsMilitary(move.begin));
  return { ...library, moves: new Map([...library.moves].filter(([, move]) => open(move))) };
}

const needsMilitary = (c: Condition): boolean =>
  'military' in c || ('all' in c && c.all.some(needsMilitary)) || ('any' in c && c.any.every(needsMilitary));

/**
 * A course as part of the service that comes with it. What the course gives bears the day on which the course was
 * finished, so that limits of years count from there; but the plan goes on only when the service is over. Until then
 * all hours are taken: nobody can promise a soldier the time for classes or for other work, and no wage on file is
 * earned. Both last a fixed number of days, as unpaid hours do (docs/decisions/0010).
 *
 * @param months length of the course
 */
export function inService(
  s: Situation,
  course: Option,
  move: Move,
  service: Service,
  months: number,
): Option {
  const of = (name: string, estimate: Move['months']) => figure(s.own, `${move.id}.${name}`, estimate);
  const [bound, duty] = [of('serviceMonths', service.months), of('workHoursPerWeek', move.workHoursPerWeek)];
  const days = (n: number) => Math.round(n * 30.44);
  const { confirm, ask, confidence } = service;
  return {
    ...course,
    endOf: (start) => start + days(Math.max(months, bound.amount)),
    studyHours: Math.max(course.studyHours, s.limits.studyHoursPerWeek),
    practicumHours: Math.max(duty.amount, s.limits.workHoursPerWeek),
    service: { confirm, ask, confidence },
    adds: (start) => ({ ...dated(move.adds, start, start + days(months)), leftOn: start }),
    figures: [...course.figures, bound, duty],
    cite: [...new Set([...course.cite, ...bound.cite, ...duty.cite])],
  };
}
