import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Document } from 'yaml';
import { readActivities } from './read.ts';
import { anyActivity } from './testing/draw.ts';

const HEAD = 'benchpath: activities/1\n';
const lines = (text: string) => {
  const read = readActivities(text, 'ce.yaml');
  return 'problems' in read
    ? read.problems.map((p) => `${p.file}:${p.line} ${p.path}: ${p.message}; ${p.right}`)
    : [];
};

const TABLE: [what: string, text: string, ...problems: string[]][] = [
  ['nothing', '', '1 : the file is empty; begin with `benchpath: activities/1`, then one line for each thing told'],
  ['a record', 'benchpath: record/1\n', '1 benchpath: this cannot be used; begin the file with `benchpath: activities/1`', '1 activities: this is missing, or not what stands here; write a list; an empty one is `[]`'],
  ['a key with a slip', `${HEAD}activities:\n  - { title: A, date: 2025-01-01, hors: 1 }\n`, '3 activities[0].hors: unknown key "hors"; did you mean hours?', '3 activities[0]: this cannot be used; tell its hours or its points'],
  ['a date that is none', `${HEAD}activities:\n  - title: A\n    date: 2025-02-30\n    hours: 1\n`, '4 activities[0].date: this cannot be used; write a date like 2026-05-31 or 2026-05'],
  ['twenty minutes', `${HEAD}activities:\n  - { title: A, date: 2025-01-01, hours: 0.33 }\n`, '3 activities[0].hours: this cannot be used; write it in quarters, like 1.25'],
  ['hours below nothing', `${HEAD}activities:\n  - { title: A, date: 2025-01-01, hours: -1 }\n`, '3 activities[0].hours: this cannot be used; write at least 0.25'],
  ['neither hours nor points', `${HEAD}activities:\n  - { title: A, date: 2025-01-01 }\n`, '3 activities[0]: this cannot be used; tell its hours or its points'],
  ['the same id twice', `${HEAD}activities:\n  - { id: a, title: A, date: 2025-01-01, hours: 1 }\n  - { id: a, title: B, date: 2025-01-01, hours: 1 }\n`, '4 activities[1].id: another activity has the id "a"; give each its own, or leave it out'],
  ['no list', `${HEAD}activities: many\n`, '2 activities: this is missing, or not what stands here; write a list; an empty one is `[]`'],
  ['a title of nothing', `${HEAD}activities:\n  - { title: " ", date: 2025-01-01, hours: 1 }\n`, '3 activities[0].title: this cannot be used; write something here'],
  ['an hour of 45 minutes', `${HEAD}activities:\n  - { title: A, date: 2025-01-01, hours: 1, minutesPerHour: 45 }\n`, '3 activities[0].minutesPerHour: this cannot be used; write 50 or 60'],
]; // prettier-ignore

test.each(TABLE)('%s', (_what, text, ...problems) => {
  expect(lines(text)).toEqual(problems.map((p) => `ce.yaml:${p}`));
});

test('an area or kind that nobody knows is answered with those that are', () => {
  const [area, kind] = lines(
    `${HEAD}activities:\n  - title: A\n    date: 2025-01-01\n    hours: 1\n    areas: [luck]\n    kind: seance\n`,
  );
  expect(area).toMatch(
    /^ce\.yaml:6 activities\[0\]\.areas\[0\]: this is no word for it; one of: blood-banking, chemistry/,
  );
  expect(kind).toMatch(/^ce\.yaml:7 activities\[0\]\.kind: this is no word for it; one of: course/);
});

test('whatever list is written is read as it was, in YAML and in JSON', () => {
  fc.assert(
    fc.property(fc.array(anyActivity, { maxLength: 5 }), (activities) => {
      const file = { benchpath: 'activities/1', activities };
      expect(readActivities(new Document(file).toString(), 'x')).toEqual({ activities });
      expect(readActivities(JSON.stringify(file), 'x')).toEqual({ activities });
    }),
    { numRuns: 200 },
  );
});

test('whatever else comes in is refused with a line, never thrown', () => {
  const hostile = [
    'x'.repeat(3_000_000),
    '[[[[',
    '\0',
    '- '.repeat(50_000),
    '{"a":'.repeat(50_000),
    `${HEAD}activities: &a []\nb: *a\n`,
    '__proto__: 1',
    'null',
    '5',
    '[]',
  ];
  for (const text of hostile) {
    const read = readActivities(text, 'x');
    expect('problems' in read && read.problems.every((p) => p.line >= 1)).toBe(true);
  }
});
