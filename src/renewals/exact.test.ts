import { expect, test } from 'vitest';
import { mustDay } from '#kernel/dates.ts';
import { allocate } from './allocate.ts';
import { fill } from './fill.ts';
import { instance, leastMissing, quarters, ruleOf, type Instance } from './testing/linear.ts';

const ON = mustDay('2026-06-30');
const HOW_MANY = 400;
const instances = Array.from({ length: HOW_MANY }, (_, seed) => instance(seed + 1));
const exact = instances.map(leastMissing);

/** What is missing by our own division, in quarter hours. */
function missingByUs(i: Instance): number {
  const held = { path: 'licenses[0]', id: 'h', issued: '2000-01-01', expires: i.expires };
  const { standings } = allocate(new Map([['h', ruleOf(i)]]), [held], i.activities, ON);
  return quarters(standings[0]!.missing.total!);
}

/** Instances on which a way to divide does not find what HiGHS finds. */
const differences = (way: (i: Instance) => number): number =>
  instances.filter((i, n) => way(i) !== exact[n]).length;

test(`what is missing is the least that HiGHS finds, on ${HOW_MANY} random licenses`, () => {
  instances.forEach((i, n) => expect(missingByUs(i), JSON.stringify(i)).toBe(exact[n]));
  // The instances are worth something: some lack nothing, some lack hours, some are bound by caps or by areas.
  expect(exact.filter((x) => x === 0).length).toBeGreaterThan(20);
  expect(exact.filter((x) => x > 0).length).toBeGreaterThan(100);
});

/** Hours given to the first need that takes them, and never moved again; for instances without caps. */
function withoutMoving(i: Instance): number {
  const needs = i.needs.map((need) => need.least * 4);
  const rest = Math.max(
    0,
    needs.reduce((left, need) => left - need, i.total * 4),
  );
  const open = [...needs, rest];
  for (const a of i.activities) {
    if (a.date <= `${2026 - i.years}-06-30` || a.hours! < i.leastHours) continue;
    const areas = a.areas!.filter((area) => i.subjects === null || i.subjects.includes(area));
    let left = areas.length > 0 ? a.hours! * 4 : 0;
    open.forEach((still, k) => {
      if (k < needs.length && !i.needs[k]!.areas.some((area) => areas.includes(area))) return;
      const used = Math.min(left, still);
      open[k]! -= used;
      left -= used;
    });
  }
  return open.reduce((sum, still) => sum + still, 0);
}

test('HiGHS catches a division that never moves an hour again', () => {
  const free = instances.map((i) => ({ ...i, caps: [] }));
  const [ours, least] = [free.map(withoutMoving), free.map(leastMissing)];
  ours.forEach((missing, n) => expect(missing).toBeGreaterThanOrEqual(least[n]!));
  expect(ours.filter((missing, n) => missing > least[n]!).length).toBeGreaterThan(0);
});

const faults: { [what: string]: (i: Instance) => number } = {
  'that knows no caps': (i) => missingByUs({ ...i, caps: [] }),
  'whose caps are a quarter of an hour too wide': (i) =>
    missingByUs({ ...i, caps: i.caps.map((c) => ({ ...c, most: c.most + 0.25 })) }),
  'that takes every subject': (i) => missingByUs({ ...i, subjects: null }),
  'that takes activities of any length': (i) => missingByUs({ ...i, leastHours: 0.25 }),
  'whose period is a year longer': (i) => missingByUs({ ...i, years: i.years + 1 }),
  'whose period begins a day early': (i) =>
    missingByUs({
      ...i,
      activities: i.activities.map((a) =>
        a.date === `${2026 - i.years}-06-30` ? { ...a, date: '2026-06-30' } : a,
      ),
    }),
  'that asks for no areas': (i) => missingByUs({ ...i, needs: [] }),
  'that loses the last need': (i) => missingByUs({ ...i, needs: i.needs.slice(0, -1) }),
  'that counts hours of areas on top of the total': (i) =>
    missingByUs({ ...i, total: i.total + i.needs.reduce((sum, n) => sum + n.least, 0) }),
  'that counts a quarter of an hour too many': (i) =>
    missingByUs({ ...i, activities: i.activities.map((a) => ({ ...a, hours: a.hours! + 0.25 })) }),
};

test.each(Object.keys(faults))('HiGHS catches a division %s', (what) => {
  expect(differences(faults[what]!)).toBeGreaterThan(0);
});

test('the areas where one more hour helps are those of the least cut: there everything that could count already does', () => {
  const offers = [
    { amount: 4, needs: [0], counts: true, cap: null },
    { amount: 2, needs: [1, 2], counts: true, cap: null },
    { amount: 9, needs: [], counts: true, cap: null },
  ];
  // Needs 1 and 2 ask for 5 together; 2 hours could count there, and all of them do. Need 0 has what it asks.
  const { filled, any, helps } = fill(offers, { total: 20, needs: [3, 1, 4], caps: [] });
  expect([filled, any]).toEqual([[3, 1, 1], 10]);
  expect(helps).toEqual({ needs: [true, true, true], any: true });
  // Once the rest is full, an hour more in need 0 helps nobody.
  const full = fill(offers, { total: 12, needs: [3, 1, 4], caps: [] });
  expect([full.filled, full.any]).toEqual([[3, 1, 1], 4]);
  expect(full.helps).toEqual({ needs: [false, true, true], any: false });
});
