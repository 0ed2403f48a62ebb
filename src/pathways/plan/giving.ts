import type { Day } from '#kernel/dates.ts';
import { prepare, type Facts } from '../facts.ts';
import { plusKept } from './adding.ts';
import { finishedOf, isMet, type Draft, type Want } from './draft.ts';
import { ALWAYS, needOf, needOfGoal } from './needs.ts';
import type { Option } from './option.ts';
import type { Need } from './problem.ts';
import { holding } from './timeline.ts';

/** Takes an option up into the problem with what comes before it; what it asks for becomes wants. */
export function take(d: Draft, option: Option): void {
  if (d.taken.has(option.key)) return;
  const taken = { option, needs: ALWAYS, gives: [] };
  d.taken.set(option.key, taken); // before its own needs are looked at, so that a circle ends
  const needs: Need[] = [];
  for (const key of option.after) {
    const before = d.programs.get(key);
    if (before) take(d, before);
    needs.push(finishedOf(d, key));
  }
  if (option.begin) needs.push(needOf(d, option.begin));
  if (option.qualify) needs.push(needOfGoal(d, option.qualify));
  taken.needs = { all: needs };
}

/** Would the want be met when the option is finished, all that comes before it begun today? */
export function satisfies(d: Draft, option: Option, { rule }: Want): boolean {
  if (option.startOn(d.s.on) === Infinity) return false;
  const { facts, end } = afterOf(d, option);
  return isMet(d, rule, facts, end);
}

/** Takes up an option for a want that it satisfies, for as long as it does. */
export function give(d: Draft, option: Option, { rule, atom }: Want): void {
  const { facts, end } = afterOf(d, option);
  const [first] = holding((day) => isMet(d, rule, facts, day), end, d.last);
  if (!first || first.from !== end) return;
  take(d, option);
  d.taken.get(option.key)!.gives.push({ atom, lasts: first.until >= d.last ? Infinity : first.until - end });
}

/** The person after an option and what comes before it, begun today one after the other, and the day it is finished. */
export function afterOf(d: Draft, option: Option): { facts: Facts; end: Day } {
  const known = d.after.get(option.key);
  if (known) return known;
  let record = d.start;
  let end = d.s.on;
  for (const key of [...option.after, option.key]) {
    const o = d.taken.get(key)?.option ?? d.programs.get(key) ?? option;
    const begin = o.startOn(end);
    if (begin === Infinity) continue;
    end = o.endOf(begin);
    record = plusKept(record, o.adds(begin, end), end);
  }
  const after = { facts: prepare(record), end };
  d.after.set(option.key, after);
  return after;
}
