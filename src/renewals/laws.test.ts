import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addYears, mustDay, readDate } from '#kernel/dates.ts';
import type { Activity, Named } from './activity.ts';
import { allocate } from './allocate.ts';
import { amountOf } from './amount.ts';
import type { Held } from './holdings.ts';
import { periodOf } from './period.ts';
import type { Standing } from './standing.ts';
import { ON, anyActivity, anyCase, anyRule, type Case } from './testing/draw.ts';

const RUNS = { numRuns: 800 };
const RANK = { unmet: 0, unknown: 1, met: 2 };
const standings = ({ rules, holdings, activities }: Case, on = ON): Standing[] =>
  allocate(rules, holdings, activities, on).standings;

/** Nothing in `after` is worse than in `before`. Where a cap binds, only the sum of what is missing says so: which area it is taken from may change. */
function noWorse({ rules }: Case, before: readonly Standing[], after: readonly Standing[]): void {
  before.forEach((b, i) => {
    const a = after[i]!;
    expect(RANK[a.verdict], `verdict of ${b.holding}`).toBeGreaterThanOrEqual(RANK[b.verdict]);
    expect(a.have).toBeGreaterThanOrEqual(b.have);
    expect(a.missing.total ?? 0).toBeLessThanOrEqual(b.missing.total ?? 0);
    if (rules.get(b.id)!.rule.caps.length > 0) return;
    for (const { key, amount } of a.missing.needs)
      expect(b.missing.needs.find((n) => n.key === key)?.amount ?? 0, key).toBeGreaterThanOrEqual(amount);
  });
}

test('the cases drawn reach all three verdicts, and every kind of reason', () => {
  const [verdicts, reasons] = [new Set<string>(), new Set<string>()];
  fc.assert(
    fc.property(anyCase, (one) => {
      for (const s of standings(one)) {
        verdicts.add(s.verdict);
        for (const { why } of s.left) for (const { kind } of why) reasons.add(kind);
      }
    }),
    RUNS,
  );
  expect([...verdicts].sort()).toEqual(['met', 'unknown', 'unmet']);
  expect([...reasons].sort()).toEqual(
    ['amount', 'cap', 'date', 'kind', 'period', 'planned', 'provider', 'refused', 'short', 'subject', 'surplus', 'waived'],
  ); // prettier-ignore
});

test('one activity more never makes anything worse', () => {
  fc.assert(
    fc.property(anyCase, anyActivity, (one, more) => {
      const activities = [...one.activities, { ...more, id: 'more' }];
      noWorse(one, standings(one), standings({ ...one, activities }));
    }),
    RUNS,
  );
});

test('an hour more in an activity never makes anything worse', () => {
  fc.assert(
    fc.property(anyCase, fc.nat(), (one, n) => {
      fc.pre(one.activities.length > 0);
      const grow = (a: Named): Named => ({
        ...a,
        ...(a.hours ? { hours: a.hours + 1 } : {}),
        ...(a.points ? { points: a.points + 1 } : {}),
      });
      const activities = one.activities.map((a, i) => (i === n % one.activities.length ? grow(a) : a));
      noWorse(one, standings(one), standings({ ...one, activities }));
    }),
    RUNS,
  );
});

test('the order of activities and of holdings never matters', () => {
  fc.assert(
    fc.property(
      anyCase.chain((one) =>
        fc.record({
          one: fc.constant(one),
          activities: fc.shuffledSubarray(one.activities, { minLength: one.activities.length }),
          holdings: fc.shuffledSubarray(one.holdings, { minLength: one.holdings.length }),
        }),
      ),
      ({ one, activities, holdings }) => {
        const byPath = (list: Standing[]) => list.toSorted((a, b) => (a.holding < b.holding ? -1 : 1));
        const [a, b] = [
          allocate(one.rules, one.holdings, one.activities, ON),
          allocate(one.rules, holdings, activities, ON),
        ];
        expect(byPath(b.standings)).toEqual(byPath(a.standings));
        expect(b.next).toEqual(a.next);
      },
    ),
    RUNS,
  );
});

test('never more is counted than was done; every piece counts in one place, or is told why not', () => {
  fc.assert(
    fc.property(anyCase, (one) => {
      for (const s of standings(one)) {
        const { rule } = one.rules.get(s.id)!;
        for (const activity of one.activities) {
          const { sure, possible } = amountOf(rule, activity);
          const counted = s.counted
            .filter((c) => c.activity === activity.id)
            .reduce((n, c) => n + c.amount, 0);
          const left = s.left.filter((l) => l.activity === activity.id);
          expect(counted).toBeLessThanOrEqual(sure);
          if (Number.isFinite(possible))
            expect(counted + left.reduce((n, l) => n + l.amount!, 0)).toBe(possible);
          else expect(left.some((l) => l.amount === null)).toBe(true);
          for (const l of left) expect(l.why.length, 'a reason').toBeGreaterThan(0);
        }
      }
    }),
    RUNS,
  );
});

test('the areas add up: what counts there and what is missing is what is asked for', () => {
  fc.assert(
    fc.property(anyCase, (one) => {
      for (const s of standings(one)) {
        const counted = (key: string) =>
          s.counted.filter((c) => c.toward === key).reduce((n, c) => n + c.amount, 0);
        const all = s.counted.reduce((n, c) => n + c.amount, 0);
        const { total, any, needs } = s.missing;
        if (total !== null) expect(total).toBe(needs.reduce((n, m) => n + m.amount, any!));
        if (s.need !== null) expect(all + s.missing.total!).toBe(Math.max(s.need, all + s.missing.total!));
        for (const need of needs) expect(need.amount).toBeGreaterThan(0);
        if (s.need !== null && needs.length === 0) expect(Math.min(s.have, s.need)).toBeLessThanOrEqual(all);
        expect(counted('any')).toBeGreaterThanOrEqual(0);
        if (s.verdict === 'met') expect(total ?? 0).toBe(0);
        if (total === 0) expect(s.cut).toBe(null);
        else if (total !== null) expect(s.cut!.asked - s.cut!.have).toBe(total);
        if (s.cut) expect(needs.every(({ key }) => s.cut!.needs.includes(key))).toBe(true);
      }
    }),
    RUNS,
  );
});

test('where hours are short, all that could count there already does', () => {
  fc.assert(
    fc.property(anyCase, (one) => {
      for (const s of standings(one)) {
        const { rule } = one.rules.get(s.id)!;
        if (!s.cut || rule.caps.length > 0) continue;
        for (const activity of one.activities) {
          const own = s.counted.filter((c) => c.activity === activity.id);
          // An hour that is short nowhere else could have been counted here.
          if (!own.some((c) => s.cut!.needs.includes(c.toward))) continue;
          expect(own.every((c) => s.cut!.needs.includes(c.toward))).toBe(true);
          expect(
            s.left.some((l) => l.activity === activity.id && l.why.some((w) => w.kind === 'surplus')),
          ).toBe(false);
        }
      }
    }),
    RUNS,
  );
});

test('only what was finished in the period counts, and never what is still to come', () => {
  fc.assert(
    fc.property(anyCase, (one) => {
      for (const s of standings(one))
        for (const { activity } of s.counted) {
          const date = readDate(one.activities.find((a) => a.id === activity)!.date)!;
          expect(date.latest).toBeLessThanOrEqual(ON);
          expect(date.earliest).toBeGreaterThanOrEqual(mustDay(s.period!.from));
          expect(date.latest).toBeLessThanOrEqual(mustDay(s.period!.to));
        }
    }),
    RUNS,
  );
});

test('a period has its length, its sure days lie among the possible ones, and it ends no later than the license', () => {
  const held = fc.record({
    issued: fc.constant('2000-01-01'),
    expires: fc.integer({ min: ON, max: ON + 4000 }),
  });
  fc.assert(
    fc.property(anyRule('x'), held, ({ rule }, { issued, expires }) => {
      const { value, confidence } = rule.period;
      const day = new Date(expires * 86_400_000).toISOString().slice(0, 10);
      const period = periodOf(rule, { path: 'p', id: 'x-a', issued, expires: day }, ON);
      if (confidence === 'unverified') {
        expect(period.kind).toBe('untold');
        return;
      }
      if (period.kind !== 'open') throw new Error(period.kind);
      const { sure, possible } = period;
      expect(sure).toEqual(possible);
      expect(sure.to).toBeLessThanOrEqual(expires);
      const next = addYears(sure.from, value!.years);
      // One day of a leap year more or less.
      expect(Math.abs(next - 1 - sure.to)).toBeLessThanOrEqual(1);
      if (value!.runs === 'term') expect(sure.to).toBe(expires);
      else expect(new Date((sure.to + 1) * 86_400_000).toISOString().slice(4, 10)).toBe('-01-01');
    }),
    RUNS,
  );
});

/** Everything that could be told of a case and is, as a change that takes one telling back. */
function tellings(one: Case): (() => Case)[] {
  const without = <T extends object>(value: T, key: keyof T): T => {
    const { [key]: _gone, ...rest } = value;
    return rest as T;
  };
  const activity = (i: number, change: (a: Named) => Named) => () => ({
    ...one,
    activities: one.activities.map((a, j) => (i === j ? change(a) : a)),
  });
  const holding = (i: number, change: (h: Held) => Held) => () =>
    ({ ...one, holdings: one.holdings.map((h, j) => (i === j ? change(h) : h)) }) as Case;
  return [
    ...one.activities.flatMap((a, i) => [
      ...(['kind', 'accreditation', 'areas', 'minutesPerHour'] as const)
        .filter((key) => a[key] !== undefined)
        .map((key) => activity(i, (x) => without(x, key))),
      ...(a.points !== undefined
        ? [activity(i, (x) => without(x, 'points')), activity(i, (x) => without(x, 'hours'))]
        : []),
      ...(a.date.length === 10 ? [activity(i, (x) => ({ ...x, date: x.date.slice(0, 7) }))] : []),
    ]),
    ...one.holdings.flatMap((h, i) => [
      ...(['issued', 'categories'] as const)
        .filter((key) => h[key] !== undefined)
        .map((key) => holding(i, (x) => without(x, key))),
      // Where every term ends on one day, a day that is not told is inferred: telling another one corrects it.
      ...(h.expires !== undefined && !one.rules.get(h.id)?.rule.ends
        ? [holding(i, (x) => without(x, 'expires'))]
        : []),
      ...(h.issued?.length === 10 ? [holding(i, (x) => ({ ...x, issued: x.issued!.slice(0, 7) }))] : []),
    ]),
  ];
}

test('one more answer never changes a settled verdict', () => {
  fc.assert(
    fc.property(anyCase, fc.nat(), (one, n) => {
      const backs = tellings(one);
      fc.pre(backs.length > 0);
      const before = standings(backs[n % backs.length]!());
      const after = standings(one);
      before.forEach((b, i) => {
        if (b.verdict !== 'unknown') expect(after[i]!.verdict).toBe(b.verdict);
      });
    }),
    { numRuns: 3000 },
  );
});

test('what was done is complete or not told: not told, it settles nothing that it could change', () => {
  fc.assert(
    fc.property(anyCase, (one) => {
      const before = allocate(one.rules, one.holdings, null, ON).standings;
      const after = standings(one);
      before.forEach((b, i) => {
        if (b.verdict !== 'unknown') expect(after[i]!.verdict).toBe(b.verdict);
        else expect(b.ask.length).toBeGreaterThan(0);
      });
    }),
    RUNS,
  );
});

test('every unknown names a question', () => {
  fc.assert(
    fc.property(anyCase, (one) => {
      for (const s of standings(one))
        if (s.verdict === 'unknown') expect(s.ask, JSON.stringify(s.proof)).not.toEqual([]);
    }),
    RUNS,
  );
});

test('what is only remembered never decides: another figure changes no met and no unmet', () => {
  fc.assert(
    fc.property(anyCase, fc.integer({ min: 1, max: 40 }), (one, other) => {
      const rules = new Map(
        [...one.rules].map(([id, holder]) => {
          const { rule, total } = holder;
          const changed = <T extends { confidence: string; value: number | null }>(fact: T): T =>
            fact.confidence === 'unverified' ? { ...fact, value: other } : fact;
          const areas = rule.areas.map((need) => ({ ...need, least: changed(need.least) }));
          return [id, { ...holder, total: changed(total), rule: { ...rule, areas } }] as const;
        }),
      );
      // Holders of one rule share it by identity.
      const shared = new Map(
        [...rules].map(([id, holder]) => [id, { ...holder, rule: rules.get(`${id[0]}-a`)!.rule }]),
      );
      const [a, b] = [standings(one), standings({ ...one, rules: shared })];
      a.forEach((s, i) => expect([s.verdict, s.missing.needs]).toEqual([b[i]!.verdict, b[i]!.missing.needs]));
    }),
    RUNS,
  );
});

test('the next best activity: doing it counts wherever it says, and nothing helps more at the nearest deadline', () => {
  fc.assert(
    fc.property(anyCase, (one) => {
      const { next, standings: before } = allocate(one.rules, one.holdings, one.activities, ON);
      const today = (s: Standing): boolean => {
        const held = one.holdings.find((h) => h.path === s.holding)!;
        const period = periodOf(one.rules.get(s.id)!.rule, held, ON);
        return period.kind === 'open' && period.sure.from <= ON && ON <= period.sure.to;
      };
      const open = before.filter((s) => s.cut !== null && today(s));
      if (next === null) {
        expect(open).toEqual([]);
        return;
      }
      const bodies = next.gains.map(({ id }) => one.rules.get(id)!.rule.of);
      const done: Activity = {
        title: 'next', date: new Date(ON * 86_400_000).toISOString().slice(0, 10), hours: 1, points: 1, minutesPerHour: 60, areas: [next.areas[0]!], kind: 'other', accreditation: bodies,
      }; // prettier-ignore
      const after = allocate(
        one.rules,
        one.holdings,
        [...one.activities, { ...done, id: 'next' }],
        ON,
      ).standings;
      for (const gain of next.gains) {
        const s = after.find(({ holding }) => holding === gain.holding)!;
        expect(
          s.counted.some((c) => c.activity === 'next') ||
            s.have > before.find((b) => b.holding === s.holding)!.have,
        ).toBe(true);
      }
    }),
    RUNS,
  );
});
