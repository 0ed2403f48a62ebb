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

  test('what the person can tell and could open the goal at once is said before a plan of years', async () => {
    const [little, work, whole] = await Promise.all([
      plan('little-told', 'ascp-mlt'),
      plan('little-told', 'technician-in-fl'),
      plan('school-leaver', 'ascp-mls'),
    ]);
    const text = little.out.replace(/\s+/g, ' ');
    expect(text).toContain('It is not known yet whether you could apply for MLT(ASCP) today');
    expect(text).toMatch(/It turns on: tell .*\(education\[\d\]\./);
    expect(work.out).toContain('It is not known yet whether you could apply for');
    // Parts of a rule that nobody could read are no question to the person.
    expect(whole.out).not.toContain('It is not known yet');
  });

  test('a job pays once it is found, not while it is looked for', async () => {
    const { out } = await plan('school-leaver', 'technician-in-mn');
    expect(out.replace(/\s+/g, ' ')).toMatch(
      /Find work: Work as a phlebotomist; earn \$[\d,]+ once found, until a better job or the goal/,
    );
  });

  test('a day that is not to be missed is the last day to begin', async () => {
    const { out } = await plan('foreign-trained', 'technician-in-il');
    expect(out.replace(/\s+/g, ' ')).toMatch(/! begin by 2026-12-01: Apply for and pass MLT\(ASCP\):/);
  });
});
