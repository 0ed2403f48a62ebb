import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentOf, difference, partsOf, takenBack, without, type Content } from './parts.ts';

const record = fc.oneof(
  fc.constant(null),
  fc.dictionary(fc.constantFrom('state', 'education', 'limits', '__proto__', 'a.b', ''), fc.jsonValue()),
);
const content = fc.record({ record, answers: fc.jsonValue() });
const text = (value: unknown) => JSON.stringify(value);
/** Without the order of names, which parts do not keep. */
const sorted = ({ record: r, answers }: Content) =>
  text([r && typeof r === 'object' ? Object.entries(r).sort(([a], [b]) => (a < b ? -1 : 1)) : r, answers]);

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
        if (name in after) expect(text(before[name])).not.toBe(text(after[name]));
    }),
  );
});

test('a change is taken back only where nothing later touched the same parts', () => {
  fc.assert(
    fc.property(content, content, (a, b) => {
      expect(sorted(takenBack(b, difference(a, b))!)).toBe(sorted(a));
    }),
  );
  const [none, mn, wi] = ['', 'MN', 'WI'].map((state) => ({ record: state ? { state } : {}, answers: null }));
  expect(takenBack(wi!, difference(none!, mn!))).toBeNull();
  const both = { record: { state: 'MN', born: 1999 }, answers: null };
  expect(takenBack(both, difference(none!, mn!))).toEqual({ record: { born: 1999 }, answers: null });
});
