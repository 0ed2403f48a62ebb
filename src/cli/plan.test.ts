import { describe, expect, test } from 'vitest';
import { PlanOutput } from './outputs.ts';
import { inside } from './testing/process.ts';

const plan = (record: string, goal: string, ...more: string[]) =>
  inside(['plan', `examples/${record}.yaml`, '--goal', goal, '--on', '2026-07-01', ...more]);

describe('plans', () => {
  test('for programs: the promised shape, steps in order inside the plan, each with what it serves', async () => {
    const { code, out, err } = await plan('phlebotomist', 'ascp-pbt', '--json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const { plans, ...rest } = PlanOutput.parse(JSON.parse(out));
    expect(rest).toEqual({ goal: 'ascp-pbt', on: '2026-07-01', complete: true });
    expect(plans.length).toBeGreaterThan(0);
    for (const { steps, costUsd } of plans) {
      expect(steps.map((s) => s.from)).toEqual(steps.map((s) => s.from).toSorted());
      expect(steps.every((s) => s.from <= s.to && s.from >= '2026-07-01')).toBe(true);
      expect(Math.abs(steps.reduce((sum, s) => sum + s.costUsd, 0) - costUsd)).toBeLessThanOrEqual(
        steps.length,
      );
      expect(steps.at(-1)).toMatchObject({
        move: 'exam:ascp-pbt',
        serves: [expect.stringContaining('ascp-pbt')],
        cite: expect.arrayContaining(['s93']),
      });
    }
  });

  test('for people: a timeline with dates, money, sources and whom to ask', async () => {
    const { code, out } = await plan('phlebotomist', 'PBT(ASCP)');
    expect(code).toBe(0);
    expect(out).toMatch(/^From 2026-07-01 to Phlebotomy Technician\n/);
    expect(out).toMatch(
      / {2}·*█+·* {2}2026-07-01 to 2026-\d\d-\d\d\n {4}Apply for and pass PBT\(ASCP\); pay \$155\n/,
    );
    expect(out).toContain('likely: confirm with American Society for Clinical Pathology');
    expect(out).toContain('Assumed, because no figure is on file');
    expect(out).toMatch(/Sources\n {2}s102: /);
  });

  test('a goal that is met already', async () => {
    const [text, json] = await Promise.all([
      plan('mlt-to-mls', 'ascp-mlt'),
      plan('mlt-to-mls', 'ascp-mlt', '--json'),
    ]);
    expect(text.out).toContain('You meet this already.');
    expect(PlanOutput.parse(JSON.parse(json.out))).toMatchObject({ plans: [], why: [{ kind: 'reached' }] });
  });

  test('a goal that nobody can be led to says why', async () => {
    const { code, out } = await plan('phlebotomist', 'ascp-dpt', '--json');
    const { plans, why } = PlanOutput.parse(JSON.parse(out));
    expect({ code, plans }).toEqual({ code: 0, plans: [] });
    expect(why!.length).toBeGreaterThan(0);
  });
});
