import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentOf, difference, partsOf, takenBack, without } from './parts.ts';

const record = fc.oneof(
  fc.constant(null),
  fc.dictionary(fc.constantFrom('state', 'education', 'limits', '__proto__', 'a.b', ''), fc.jsonValue()),
);
const content = fc.record({ record, answers: fc.jsonValue() });
/** Without the order of names, which means nothing. */
const sorted = (value: unknown) =>
  JSON.stringify(value, (_, v: unknown) =>
    v && typeof v === 'object' && !Array.isArray(v)
      ? { named: Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)) }
      : v,
  );

test('parts hold all of a content', () => {
  fc.assert(
    fc.property(content, (c) => {
      expect(sorted(contentOf(partsOf(c)))).toBe(sorted(c));
    }),
  );
});

test('a difference taken from the later content gives the earlier', () => {
  fc.assert(
    fc.property(content, content, (a, b) => {
      expect(sorted(without(b, difference(a, b)))).toBe(sorted(a));
    }),
  );
});

test('nothing changed is an empty difference, and a difference holds only what changed', () => {
  fc.assert(
    fc.property(content, content, (a, b) => {
      expect(difference(a, a)).toEqual({ before: {}, after: {} });
      const { before, after } = difference(a, b);
      for (const name of Object.keys(before))
        if (name in after) expect(sorted(before[name])).not.toBe(sorted(after[name]));
    }),
  );
});

test('a change is taken back only where nothing later touched the same parts', () => {
  fc.assert(
    fc.property(content, content, (a, b) => {
      expect(sorted(takenBack(b, difference(a, b)))).toBe(sorted(a));
    }),
  );
  const [none, mn, wi] = ['', 'MN', 'WI'].map((state) => ({ record: state ? { state } : {}, answers: null }));
  expect(takenBack(wi!, difference(none!, mn!))).toEqual({ inTheWay: ['record.state'] });
  const both = { record: { state: 'MN', born: 1999 }, answers: null };
  expect(takenBack(both, difference(none!, mn!))).toEqual({ record: { born: 1999 }, answers: null });
});

test('an entry whose attributes came back in another order is no later change', () => {
  const saved = {
    record: { education: [{ degree: 'associate', completed: '2019-06', field: 'biology' }] },
    answers: null,
  };
  const read = {
    record: { education: [{ degree: 'associate', field: 'biology', completed: '2019-06' }] },
    answers: null,
  };
  expect(difference(saved, read)).toEqual({ before: {}, after: {} });
  expect(takenBack(read, difference({ record: {}, answers: null }, saved))).toEqual({
    record: {},
    answers: null,
  });
});

test('the list of questions asked, which each answer adds to, stands in nobody’s way', () => {
  const told = (record: object, goal: string | null, ...asked: string[]) => ({
    record,
    answers: { goal, asked, own: {} },
  });
  const [a, b, c] = [
    told({}, 'x', 'goal'),
    told({ state: 'MN' }, 'x', 'goal', 'state'),
    told({ state: 'MN', born: 1999 }, 'x', 'goal', 'state', 'born'),
  ];
  expect(takenBack(c, difference(a, b))).toEqual(told({ born: 1999 }, 'x', 'goal', 'born'));
  expect(takenBack(told({}, 'x', 'goal'), difference(told({}, 'x', 'goal', 'state'), told({}, 'x')))).toEqual(
    told({}, 'x', 'goal', 'state'),
  );
  const first = difference({ record: null, answers: null }, told({}, 'x', 'goal'));
  expect(takenBack(told({}, 'y', 'goal', 'state'), first)).toEqual({ inTheWay: ['answers.goal'] });
});
