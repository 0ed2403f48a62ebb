import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RenewalsOutput } from './outputs-renewals.ts';
import { benchpath, inside, root } from './testing/process.ts';

const record = join(root, 'examples', 'renewals', 'technician-of-two-states.yaml');
const activities = join(root, 'examples', 'renewals', 'technician-of-two-states.activities.yaml');

test('for programs: what is published, in hours and points', async () => {
  const { code, out, err } = await inside(['renewals', record, '--activities', activities, '--json']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const read = RenewalsOutput.parse(JSON.parse(out));
  expect([read.on, read.told]).toEqual(['2026-07-01', true]);
  expect(read.standings.map((s) => [s.id, s.verdict, s.have, s.need, s.missing.total, s.due])).toEqual([
    ['amt-mlt', 'unknown', 14, 45, 31, '2026-08-31'],
    ['us-fl-technician', 'unmet', 17, 24, 7, '2026-08-31'],
    ['us-ca-mlt', 'unknown', 14, 24, 10, '2026-09-30'],
  ]);
  expect(read.standings[1]!.counted).toContainEqual({
    activity: 'activities[2]',
    toward: 'category:hematology',
    name: 'hematology',
    amount: 1,
  });
  expect(read.next!.areas).toEqual(['microbiology', 'florida-law']);
  expect(read.deadlines.length).toBe(6);
});

test('for people: what is still to do comes first, then what counted, what did not and why', async () => {
  const words = ['renewals', record, '--activities', '-', '--on', '2026-07-01'];
  const { code, out, err } = await benchpath(words, readFileSync(activities));
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const lines = out.split('\n');
  expect(lines.slice(0, 4)).toEqual([
    'Renewals on 2026-07-01',
    '',
    'What you must still do',
    '  2026-08-31 MLT(AMT): up to 31 points',
  ]);
  expect(out).toContain('Next best: microbiology or Florida laws and rules.');
  expect(out).toMatch(/○ unmet {3}Florida Clinical Laboratory Technician license {2}us-fl-technician/);
  expect(out).toContain('counts: “HIV/AIDS update” 1 contact hour in HIV/AIDS');
  expect(out).toContain('“A year at the bench” 10 points. Points for simply being employed ended');
  expect(out).toContain(
    '→ ask California Laboratory Field Services (LFS); tell who approved “Bench talks at the',
  );
  expect(lines.filter((line) => line.length > 110 && !line.includes('https://'))).toEqual([]);
});

test('without activities they are not told, and that settles nothing that they could change', async () => {
  const { out } = await inside(['renewals', record, '--json']);
  const read = RenewalsOutput.parse(JSON.parse(out));
  expect([read.told, ...read.standings.map((s) => s.verdict)]).toEqual([
    false,
    'unknown',
    'unknown',
    'unknown',
  ]);
  expect(read.standings.every((s) => s.ask.includes('activities'))).toBe(true);
  const text = await inside(['renewals', record]);
  expect(text.out).toContain('What you have done is not told; name a file with --activities.');
});

test.each([
  ['no record', ['renewals'], '', /^benchpath renewals needs RECORD/],
  ['no such activities', ['renewals', record, '--activities', 'no-such.yaml'], '', /^no-such\.yaml: no such file or folder; name an activities file/],
  ['a record for activities', ['renewals', record, '--activities', record], '', /two-states\.yaml:3 benchpath: this cannot be used; begin the file with `benchpath: activities\/1`/],
  ['both on standard input', ['renewals', '-', '--activities', '-'], '', /^standard input holds the record or the activities, not both/],
  ['an activity that cannot be used', ['renewals', record, '--activities', '-'], 'benchpath: activities/1\nactivities:\n  - { title: A, date: 2026, hours: 1 }\n', /^standard input:3 activities\[0\]\.date: this cannot be used; write a date like/],
  ['a day that is none', ['renewals', record, '--on', 'soon'], '', /^--on "soon" is no day of the calendar/],
])('%s: exit 2, the reason on standard error, nothing on standard output', async (_what, words, input, expected) => {
  const { code, out, err } = await inside(words, input);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(expected);
}); // prettier-ignore
