import { expect, test } from 'vitest';
import type { Frontier } from './frontier.ts';
import type { Plan } from './plan.ts';
import { bestOf, changed, difference, readWhatIf, type Asked } from './what-if.ts';

const asked: Asked = {
  record: { benchpath: 'record/1', state: 'MN', stateSince: '2020-01', education: [] },
  goal: 'technician-in-mn',
  limits: { budgetUsd: 9000, studyHoursPerWeek: 20 },
  own: {},
};
const plan = (days: number, costUsd: number, netPayUsd: number): Plan => ({
  id: `${days}`, goalOn: '2028-01-01', days, months: days / 30, costUsd, netPayUsd, steps: [], presentPayUsd: 0, afterPayUsd: 0, record: { benchpath: 'record/1' },
  deadlines: [], confidence: 'verified',
}); // prettier-ignore
const found = (...plans: Plan[]): Frontier => ({
  goal: 'x', target: null as never, on: '2026-11-22', plans, complete: true, reached: false, why: [], refused: [],
}); // prettier-ignore

test('one change is read from its text, and nothing else', () => {
  expect(readWhatIf('budget:30000')).toEqual({ kind: 'budget', usd: 30000 });
  expect(readWhatIf('budget:$30,000')).toEqual({ kind: 'budget', usd: 30000 });
  expect(readWhatIf('budget:none')).toEqual({ kind: 'budget', usd: null });
  expect(readWhatIf('study:15')).toEqual({ kind: 'study', hours: 15 });
  expect(readWhatIf('state:ca')).toEqual({ kind: 'state', state: 'CA' });
  expect(readWhatIf('goal:ascp-mls')).toEqual({ kind: 'goal', goal: 'ascp-mls' });
  expect(readWhatIf('enlist:yes')).toEqual({ kind: 'enlist' });
  for (const bad of [
    '',
    'budget',
    'budget:',
    'budget:-3',
    'study:x',
    'study:400',
    'state:Calif',
    'rain:1',
    'enlist:no',
    'goal:../x',
  ])
    expect(readWhatIf(bad), bad).toBeNull();
});

test('a changed limit leaves the others, and no budget is no limit', () => {
  expect(changed(asked, { kind: 'study', hours: 30 }, [])!.limits).toEqual({
    budgetUsd: 9000,
    studyHoursPerWeek: 30,
  });
  expect(changed(asked, { kind: 'budget', usd: null }, [])!.limits).toEqual({ studyHoursPerWeek: 20 });
});

test('who would enlist keeps the other limits', () => {
  expect(changed(asked, { kind: 'enlist' }, [])!.limits).toEqual({ ...asked.limits, enlist: true });
  expect(changed({ ...asked, limits: undefined }, { kind: 'enlist' }, [])!.limits).toEqual({ enlist: true });
});

test('who moves works in the new state, and has not lived there yet', () => {
  const moved = changed(asked, { kind: 'state', state: 'CA' }, [])!;
  expect(moved.goal).toBe('technician-in-ca');
  expect(moved.record).toEqual({ benchpath: 'record/1', state: 'CA', education: [] });
  expect(changed({ ...asked, goal: 'ascp-mlt' }, { kind: 'state', state: 'CA' }, [])!.goal).toBe('ascp-mlt');
});

test('a change on file adds to the record; one that is not on file is nothing', () => {
  const degree = { degree: 'associate' as const, completed: '2026-11-22' };
  const known = [
    { id: 'a', name: 'A', kind: 'program' as const, adds: { education: [degree] }, begin: 'met' as const },
  ];
  expect(changed(asked, { kind: 'done', change: 'a' }, known)!.record.education).toEqual([degree]);
  expect(changed(asked, { kind: 'done', change: 'b' }, known)).toBeNull();
});

test('the best of each figure may come from different plans', () => {
  expect(bestOf(found(plan(300, 900, 5), plan(600, 100, 9)))).toEqual({
    plans: 2,
    days: 300,
    months: 10,
    costUsd: 100,
    netPayUsd: 9,
  });
  expect(bestOf(found())).toBeNull();
});

test('what a change does', () => {
  const [some, other, none] = [found(plan(300, 900, 5)), found(plan(200, 900, 5)), found()];
  expect(difference(some, some).kind).toBe('same');
  expect(difference(some, other).kind).toBe('differs');
  expect(difference(some, none).kind).toBe('closes');
  expect(difference(none, some).kind).toBe('opens');
  expect(difference(none, none).kind).toBe('none');
  expect(difference(some, { ...none, reached: true }).kind).toBe('reached');
});
