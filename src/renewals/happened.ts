import { longDate } from '#kernel/when.ts';
import type { Difference } from '#record/index.ts';
import { Activity } from './activity.ts';
import { areaName, kindName } from './words.ts';

/** What an event did to one activity; null on a side = it was not there. `evidence` names the files that proved it. */
export type ActivityChange = { id: string; before: Activity | null; after: Activity | null };

const PART = 'activity.';
export const partOf = (id: string): string => PART + id;

/** The change of an activity that an event of a record tells; null = it tells another, or one that cannot be read today. */
export function activityChangeIn({ before, after }: Difference): ActivityChange | null {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const [name] = names;
  if (name === undefined || names.size !== 1 || !name.startsWith(PART)) return null;
  const [was, is] = [before[name] ?? null, after[name] ?? null].map((side) =>
    Activity.nullable().safeParse(side),
  );
  if (!was?.success || !is?.success) return null;
  return { id: name.slice(PART.length), before: was.data, after: is.data };
}

/** Whether two are told alike. Their ids, their versions and what proves them are no part of that, nor the order of areas. */
export const toldAlike = (a: Activity | null, b: Activity | null): boolean => written(a) === written(b);

function written(told: Activity | null): string {
  if (told === null) return '';
  const found = KEYS.flatMap((key) => (told[key] === undefined ? [] : [[key, told[key]]]));
  return JSON.stringify([...found, [...(told.areas ?? [])].sort()]);
}

const KEYS = (Object.keys(Activity.shape) as (keyof Activity)[]).filter(
  (key) => !['id', 'evidence', 'areas'].includes(key),
);

/** What an activity tells, label by label. @param approver the name of whoever approved it */
export function activityFields(a: Activity, approver: (of: string) => string): { [label: string]: string } {
  return {
    'What it was': a.title,
    'Who gave it': a.provider ?? '',
    Finished: longDate(a.date),
    Hours: a.hours === undefined ? '' : String(a.hours),
    'Minutes in an hour': a.minutesPerHour === undefined ? '' : String(a.minutesPerHour),
    Points: a.points === undefined ? '' : String(a.points),
    About: a.areas?.map(areaName).join(', ') ?? '',
    Kind: a.kind ? kindName(a.kind) : '',
    'Approved by': a.accreditation ? a.accreditation.map(approver).join(', ') || 'nobody' : '',
  };
}

/** A change in words: the activity that came or went, or each thing that is now told otherwise. */
export function activityChangeText(
  { before, after }: ActivityChange,
  approver: (of: string) => string,
): string {
  const one = after ?? before;
  if (one === null) return '';
  if (before === null || after === null) return `“${one.title}”, ${longDate(one.date)}`;
  const [was, is] = [activityFields(before, approver), activityFields(after, approver)];
  const changed = Object.keys(is).filter((label) => is[label] !== was[label]);
  const said = changed.map(
    (label) => `${label}: ${is[label] || 'not told any more'}${was[label] ? `, before: ${was[label]}` : ''}`,
  );
  return `“${before.title}”: ${said.join('; ')}`;
}
