// Faults that readers of plans found, each by what it was.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mustDay } from '#kernel/dates.ts';
import { knownIn, readRecord, type Record as PersonRecord } from '#record/index.ts';
import { book, library } from '../testing/onfile.ts';
import { build } from './build.ts';
import { frontier, situationOf } from './frontier.ts';
import { presentRate } from './rates.ts';
import { renewingOf } from './renewing.ts';

const on = mustDay('2026-11-22');
const planner = { book, library, pay: () => ({ usdPerYear: 50_000, basis: 'test', cite: [] }) };
const example = (name: string): PersonRecord => {
  const read = readRecord(readFileSync(`examples/${name}`, 'utf8'), name, knownIn(library));
  if (!('record' in read)) throw new Error(`${name} cannot be read`);
  return read.record;
};
const plansOf = (name: string, goal: string) => {
  const record = example(`${name}.yaml`);
  return frontier(planner, record, goal, record.limits, on)!.plans;
};

test('a phlebotomist has a plan in a state that asks for no license', () => {
  for (const state of ['oh', 'mn', 'tx', 'wi'])
    expect(plansOf('phlebotomist', `phlebotomist-in-${state}`), state).not.toEqual([]);
});

test('no option takes back hours, dollars or time', () => {
  for (const name of readdirSync('examples').filter((file) => file.endsWith('.yaml')))
    for (const goal of [
      'technician-in-mi',
      'amt-mlt',
      'us-fl-technician',
      'us-tn-mlt',
      'technologist-in-ca',
    ]) {
      const record = example(name);
      const { problem, options } = build(situationOf(planner, record, goal, record.limits, on)!);
      problem.moves.forEach((move, i) => {
        const begin = move.begin(0);
        expect(
          Math.min(move.cost, move.study, move.practicum, move.work),
          options[i]!.key,
        ).toBeGreaterThanOrEqual(0);
        if (begin < Infinity) expect(move.end(begin), options[i]!.key).toBeGreaterThanOrEqual(begin);
      });
    }
});

test('months worked for one rule serve another that asks for no more', () => {
  for (const plan of plansOf('biology-graduate', 'us-fl-technologist'))
    expect(plan.steps.filter((step) => step.kind === 'experience').length).toBeLessThanOrEqual(1);
});

test('a renewal fee that stands with the other fees of a license is charged', () => {
  const s = situationOf(planner, { benchpath: 'record/1' }, 'us-fl-technician', undefined, on)!;
  const { fee } = renewingOf(s, book.goals.get('us-fl-technician')!);
  expect([fee.amount, fee.from]).toEqual([95, 'cited']);
  expect(fee.cite).not.toEqual([]);
});

test('the pay of a laboratory assistant that was told counts', () => {
  const job = {
    as: 'laboratory-assistant' as const,
    from: '2025-01-01',
    to: null,
    hoursPerWeek: 40,
    payUsdPerYear: 41_000,
  };
  const record = { benchpath: 'record/1' as const, experience: [job] };
  expect(presentRate(situationOf(planner, record, 'ascp-mlt', undefined, on)!)).toBeCloseTo(
    41_000 / (40 * 365.25),
  );
});

test('the present work ends where a better job begins', () => {
  for (const plan of plansOf('biology-graduate', 'ascp-mls')) {
    const stay = plan.steps.find((step) => step.kind === 'stay');
    const job = plan.steps.find((step) => step.kind === 'job' && step.payUsd > 0);
    if (stay && job) expect(stay.to <= job.to, `${stay.to} ${job.to}`).toBe(true);
  }
});
