import type { z } from 'zod';
import { nearest } from '#kernel/nearest.ts';
import { distinct, pathText, readDocument, type FileKind, type RecordProblem } from '#record/index.ts';
import { Activity, ActivityFile } from './activity.ts';

export type ReadActivities = { activities: Activity[] } | { problems: RecordProblem[] };

/** Room for a career's activities. */
export const LONGEST_ACTIVITIES = 2_000_000;

const ACTIVITIES_FILE: FileKind = {
  noun: 'list of activities',
  first: 'benchpath: activities/1',
  longest: LONGEST_ACTIVITIES,
  tooLong: 'give the activities of one person',
};

/** Reads an activities file, YAML or JSON. Never throws: whatever is wrong comes back as problems, each with its line. */
export function readActivities(text: string, file: string): ReadActivities {
  const read = readDocument(text, ACTIVITIES_FILE);
  if ('problems' in read) return { problems: read.problems.map((p) => ({ file, ...p })) };
  const parsed = ActivityFile.safeParse(read.value);
  if (parsed.success) {
    const twice = sameIds(parsed.data.activities);
    if (twice.length === 0) return { activities: parsed.data.activities };
    return {
      problems: twice.map(({ at, ...p }) => ({ file, line: read.lineOf(at), path: pathText(at), ...p })),
    };
  }
  const problems = parsed.error.issues.flatMap((issue) =>
    said(issue).map(({ at, ...p }) => ({ line: read.lineOf(at), path: pathText(at), ...p })),
  );
  return { problems: distinct(problems.sort((a, b) => a.line - b.line)).map((p) => ({ file, ...p })) };
}

type Said = { at: readonly PropertyKey[]; message: string; right: string };

const KEYS = { file: Object.keys(ActivityFile.shape), activity: Object.keys(Activity.shape) };

/** A schema's refusal in words that say what to write. */
function said(issue: z.core.$ZodIssue): Said[] {
  const at = issue.path;
  if (issue.code === 'unrecognized_keys') {
    const keys = at.length === 0 ? KEYS.file : KEYS.activity;
    return issue.keys.map((key) => {
      const [near] = nearest(key, keys, 1);
      const right = near ? `did you mean ${near}?` : `the keys here are ${keys.join(', ')}`;
      return { at: [...at, key], message: `unknown key ${JSON.stringify(key.slice(0, 60))}`, right };
    });
  }
  const right = /^(write|begin|name|tell|a career)/.test(issue.message) ? issue.message : null;
  if (issue.code === 'invalid_value' && right === null)
    return [
      { at, message: 'this is no word for it', right: `one of: ${issue.values.map(String).join(', ')}` },
    ];
  if (issue.code === 'invalid_type' && right === null)
    return [
      {
        at,
        message: 'this is missing, or not what stands here',
        right: `write ${KIND[issue.expected] ?? issue.expected}`,
      },
    ];
  return [{ at, message: right ? 'this cannot be used' : issue.message, right: right ?? 'mend this line' }];
}

const KIND: { [type: string]: string } = {
  string: 'text',
  array: 'a list; an empty one is `[]`',
  object: 'an entry like { title: …, date: …, hours: … }',
};

function sameIds(activities: readonly Activity[]): Said[] {
  const ids = activities.map((a) => a.id);
  return ids.flatMap((id, i) =>
    id !== undefined && ids.indexOf(id) < i
      ? [
          {
            at: ['activities', i, 'id'],
            message: `another activity has the id ${JSON.stringify(id)}`,
            right: 'give each its own, or leave it out',
          },
        ]
      : [],
  );
}
