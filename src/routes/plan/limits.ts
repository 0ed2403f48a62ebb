import type { Limits } from '#record/index.ts';

/** The limits a plan must stay inside, as fields: the name sent, the key kept, words, unit, and the most that makes sense. */
export const LIMITS = [
  { name: 'study', key: 'studyHoursPerWeek', label: 'For classes and study', unit: 'hours a week', most: 80 },
  { name: 'work', key: 'workHoursPerWeek', label: 'For work and rotations together', unit: 'hours a week', most: 80 },
  { name: 'keep', key: 'keepEarningHoursPerWeek', label: 'Of these, paid hours you cannot give up', unit: 'hours a week', most: 80 },
  { name: 'budget', key: 'budgetUsd', label: 'To pay out of pocket, at most', unit: 'dollars', most: 1_000_000 },
] as const; // prettier-ignore

export type LimitsRead = { limits: Limits } | { wrong: { [name: string]: string } };

/** Limits from a sent form; an empty field is no limit. */
export function readLimits(get: (name: string) => string, limits: Limits | undefined): LimitsRead {
  const next: Limits = { ...limits };
  const wrong: { [name: string]: string } = {};
  for (const { name, key, label, most } of LIMITS) {
    const text = get(name).trim().replaceAll(/[$,]/g, '');
    if (text === '') delete next[key];
    else if (!/^\d+(\.\d+)?$/.test(text) || Number(text) > most)
      wrong[name] = `${label}: write a number from 0 to ${most.toLocaleString('en-US')}, or leave it empty.`;
    else next[key] = Number(text);
  }
  return Object.keys(wrong).length > 0 ? { wrong } : { limits: next };
}
