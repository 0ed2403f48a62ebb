import fc from 'fast-check';
import { expect, test } from 'vitest';
import { verifyCalibration } from './calibration.ts';
import { FEDERAL_DUTIES, dutyStates, nextDue } from './duties.ts';
import { lookBack } from './look-back.ts';
import { compareLots } from './lots.ts';
import { advice, biasPercent, criticalShift, expandedUncertainty, sigma, totalError } from './sigma.ts';
import { earlyLimits, exclude, lotStatistics, summary, type ControlPoint } from './statistics.ts';
import { PICTURES, TROUBLE_STEPS, picturesOf } from './trouble.ts';

const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);
const point = (n: number, value: number): ControlPoint => ({ day: day(n), value });

test('mean, SD and CV, also of large numbers that differ little', () => {
  const { cv, ...eight } = summary([2, 4, 4, 4, 5, 5, 7, 9]);
  expect(eight).toEqual({ n: 8, mean: 5, sd: Math.sqrt(32 / 7) });
  expect(cv).toBeCloseTo(20 * Math.sqrt(32 / 7), 12);
  expect(summary([1e9 + 1, 1e9 + 2, 1e9 + 3]).sd).toBeCloseTo(1, 12);
  expect([summary([]), summary([7])].map((s) => [s.n, s.mean, s.sd, s.cv])).toEqual([[0, null, null, null], [1, 7, null, null]]); // prettier-ignore
});

test('limits are own after 20 points over 10 days; months stand by themselves', () => {
  const twenty = Array.from({ length: 20 }, (_, i) => point(i + 25, 100 + (i % 3)));
  const stats = lotStatistics(twenty);
  expect(stats.own).toEqual({ ready: true });
  expect(stats.months.map((m) => [m.month, m.n])).toEqual([['2026-01', 6], ['2026-02', 14]]); // prettier-ignore
  expect(lotStatistics(twenty.slice(1)).own).toEqual({ ready: false, points: 1, days: 0 });
  const hasty = Array.from({ length: 40 }, (_, i) => point(i % 9, 100));
  expect(lotStatistics(hasty).own).toEqual({ ready: false, points: 0, days: 1 });
  expect(earlyLimits(50, 2)).toEqual({ mean: 50, sd: 1 });
});

test('only a blunder that was found is left out, and it stays visible', () => {
  const far = point(1, 250);
  expect(exclude(far, { kind: 'outlier', found: 'beyond 3 SD', by: 'x' })).toHaveProperty('refused');
  expect(exclude(far, { kind: 'wrong-vial', found: ' ', by: 'x' })).toEqual({ refused: 'Say how it was found.' }); // prettier-ignore
  const out = exclude(far, { kind: 'wrong-vial', found: 'level 3 in the rack of level 2', by: 'x' });
  if (!('point' in out)) throw new Error(out.refused);
  const stats = lotStatistics([point(0, 100), out.point, point(2, 102)]);
  expect([stats.all.n, stats.all.mean, stats.excluded]).toEqual([2, 101, [out.point]]);
});

test('sigma, critical shift, total error and rules by sigma, from the figures as they are written', () => {
  expect(sigma(10, -2, 2)).toBe(4);
  expect(criticalShift(4)).toBeCloseTo(2.35, 12);
  expect(totalError(-2, 2)).toBeCloseTo(5.3, 12);
  expect(biasPercent(102, 100)).toBe(2);
  expect(expandedUncertainty(3, 0, 4)).toBe(10);
  // (10 − 0.4) / 1.6 is 6; (4 − 0.1) / 0.65 too, though floating point says less.
  expect(sigma(4, 0.1, 0.65)).toBeLessThanOrEqual(6);
  expect([advice(10, 0.4, 1.6).grade, advice(4, 0.1, 0.65).grade]).toEqual(['world class', 'world class']);
  expect([5.99, 5, 4, 3, 2.99, -1].map((s) => advice(s, 0, 1).grade)).toEqual(['excellent', 'excellent', 'good', 'marginal', 'poor', 'poor']); // prettier-ignore
  expect(advice(3.5, 0, 1).rules).toEqual(['1_3s', '2_2s', 'R_4s', '4_1s', '8_x']);
  expect(advice(1, 2, 0.1).rules, 'the bias alone is too much').toEqual([]);
});

test('total error keeps within what is allowed just when no shift is needed to leave 5 % beyond it', () => {
  const percent = fc.double({ min: 0.1, max: 30, noNaN: true });
  fc.assert(
    fc.property(percent, percent, percent, (tea, bias, cv) => {
      const left = criticalShift(sigma(tea, bias, cv));
      fc.pre(Math.abs(left) > 1e-9);
      expect(totalError(bias, cv) < tea).toBe(left > 0);
    }),
  );
});

test('calibration verification: three levels at least, recovery, and a straight line', () => {
  const level = (at: 'low' | 'mid' | 'high', assigned: number, ...measured: number[]) => ({ at, assigned, measured }); // prettier-ignore
  const good = verifyCalibration([level('low', 50, 51, 49), level('mid', 200, 202), level('high', 500, 505)], { pct: 10, abs: 6 }, 0.5); // prettier-ignore
  expect([good.verdict, good.levels[2]!.recovery, good.levels[0]!.allowed]).toEqual(['pass', 101, 3]);
  const two = verifyCalibration([level('low', 50, 50), level('high', 500, 500)], { pct: 10 }, 0.5);
  expect([two.verdict, two.missing]).toEqual(['incomplete', ['mid']]);
  const bent = verifyCalibration([level('low', 100, 105), level('mid', 110, 104.5), level('high', 120, 126)], { pct: 10 }, 0.5); // prettier-ignore
  expect(bent.levels.every((l) => l.within)).toBe(true);
  expect(bent.verdict, 'each level within, the line not').toBe('fail');
  expect(verifyCalibration([level('low', 50, 52.6)], { pct: 10 }, 0.5).verdict).toBe('fail');
  expect(verifyCalibration([level('low', 50, 52.5)], { pct: 10 }, 0.5).verdict, 'at the limit').toBe('incomplete'); // prettier-ignore
});

test('lots are judged by patients; controls alone mislead both ways', () => {
  const pairs = (by: number) =>
    [60, 80, 100, 140, 300].map((old, i) => ({ id: `P${i}`, old, new: old * by }));
  const control = (by: number) => [{ material: 'L1', old: 100, new: 100 * by, sd: 2 }];
  const shifted = compareLots(pairs(1.06), { pct: 8 }, 0.5, control(1));
  expect([shifted.verdict, shifted.controls[0]!.moved]).toEqual(['reject', false]);
  expect(shifted.says).toContain('would have let it pass');
  const matrix = compareLots(pairs(1.01), { pct: 8 }, 0.5, control(1.05));
  expect([matrix.verdict, matrix.controls[0]!.shiftInSd]).toEqual(['accept', 2.5]);
  expect(matrix.says).toContain('would have condemned a good lot');
  expect(compareLots(pairs(1).slice(1), { pct: 8 }, 0.5).verdict).toBe('too few');
  expect(shifted.rows[0]).toMatchObject({ id: 'P0', old: 60, within: true });
});

test('looking back: what moves beyond the allowable error, or across a limit, since the last good run', () => {
  const results = [
    { id: 'before', at: 5, value: 6.5 },
    { id: 'beyond', at: 11, value: 3 },
    { id: 'critical', at: 12, value: 6.1 },
    { id: 'fine', at: 13, value: 4.2 },
  ];
  const limits = [
    { name: 'critical high', at: 6, toward: 'up' as const },
    { name: 'critical low', at: 2.5, toward: 'down' as const },
  ];
  const back = lookBack(results, 5, { factor: 1, offset: -0.2 }, { abs: 0.3 }, limits);
  expect(back.map((r) => [r.id, r.correct, r.crosses])).toEqual([['beyond', false, []], ['critical', true, ['critical high']], ['fine', false, []]]); // prettier-ignore
  const more = lookBack(results, null, { factor: 1, offset: -0.5 }, { abs: 0.3 }, limits);
  expect(more.map((r) => [r.id, r.beyondTea, r.crosses])).toEqual([['before', true, []], ['beyond', true, ['critical low']], ['critical', true, ['critical high']], ['fine', true, []]]); // prettier-ignore
});

test('duties come due by time, by the calendar, and by what happened', () => {
  const at = (text: string) => Date.parse(text);
  expect(nextDue({ months: 6 }, at('2026-08-31T10:00Z'))).toBe(at('2027-02-28T10:00Z'));
  const duties = FEDERAL_DUTIES.filter((d) => ['controls-coagulation', 'calibration-verification'].includes(d.id)); // prettier-ignore
  const done = duties.map((d) => ({ id: d.id, at: at('2026-03-01T08:00Z') }));
  const states = (now: string, happened: { what: string; at: number }[] = []) =>
    dutyStates(duties, done, happened, at(now)).map((s) => [s.overdue, s.why]);
  expect(states('2026-03-01T16:00Z')).toEqual([[false, null], [false, null]]); // prettier-ignore
  expect(states('2026-03-01T16:01Z')).toEqual([[true, null], [false, null]]); // prettier-ignore
  const change = [{ what: 'reagent change', at: at('2026-03-01T09:00Z') }];
  expect(states('2026-03-01T10:00Z', change)).toEqual([[true, 'reagent change'], [false, null]]); // prettier-ignore
  expect(dutyStates(duties, [], [], 0).every((s) => s.overdue && s.why === 'never done')).toBe(true);
});

test('the rules broken say which picture to look for', () => {
  expect(picturesOf(['1_2s'])).toEqual([]);
  expect(picturesOf(['R_4s', '2_2s', '4_1s', '7_T'])).toEqual(['scatter', 'shift', 'trend']);
  expect(TROUBLE_STEPS.length).toBe(8);
  expect(Object.keys(PICTURES)).toEqual(['shift', 'trend', 'scatter']);
});
