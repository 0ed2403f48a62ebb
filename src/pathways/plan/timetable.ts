import type { Day } from '#kernel/dates.ts';
import type { Record as PersonRecord } from '#record/index.ts';
import { plusKept } from './adding.ts';
import type { Built } from './build.ts';
import type { Option } from './option.ts';
import { beside, type Unpaid } from './present-work.ts';
import type { PlanMove, Schedule } from './problem.ts';
import type { Situation } from './situation.ts';

/** An option with its days: from the first to before `end`. */
export type Placed = { option: Option; move: PlanMove; from: Day; end: Day };

/** A schedule in days of the calendar, soonest first. */
export type Timetable = { s: Situation; built: Built; placed: readonly Placed[]; goal: Day };

export function timetableOf(s: Situation, built: Built, { moves, start, end, time }: Schedule): Timetable {
  const placed = moves
    .map((m, i) => ({
      option: built.options[m]!,
      move: built.problem.moves[m]!,
      from: s.on + start[i]!,
      end: s.on + end[i]!,
    }))
    .sort((a, b) => a.from - b.from || a.end - b.end);
  return { s, built, placed, goal: s.on + time };
}

/** The record as it will be on a day. */
export const recordOn = ({ built, placed }: Timetable, day: Day): PersonRecord =>
  placed
    .filter((p) => p.end <= day)
    .reduce(
      (record, p) => plusKept(record, p.option.adds(p.from, p.end), p.end),
      beside(built.start, unpaidIn(placed), built.limits),
    );

/** The stretches in which a laboratory takes unpaid hours. Service ends the present work by itself. */
const unpaidIn = (placed: readonly Placed[]): Unpaid[] =>
  placed
    .filter(({ option }) => option.practicumHours > 0 && !option.service)
    .map(({ option, from, end }) => ({ from, until: end, hours: option.practicumHours }));
