import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate, type Value } from './evaluate.ts';
import { parse } from './parse.ts';
import { print } from './print.ts';
import { faultsOf } from './sound.ts';
import { FUNCTIONS, KEYWORDS, SIGNS, type Tree } from './tree.ts';

const at = 0;
const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,6}$/).filter((w) => !KEYWORDS.has(w));
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc
      .double({ min: 0, noNaN: true, noDefaultInfinity: true })
      .map((value): Tree => ({ kind: 'number', value, at })),
    name.map((word): Tree => ({ kind: 'name', name: word, at })),
    fc.tuple(name, name).map(([word, choice]): Tree => ({ kind: 'is', name: word, choice, at })),
    fc.tuple(fc.constantFrom('minus', 'not'), tie('tree')).map(([kind, of]): Tree => ({ kind, of, at })),
    fc
      .tuple(fc.constantFrom(...SIGNS), tie('tree'), tie('tree'))
      .map(([sign, left, right]): Tree => ({ kind: 'pair', sign, left, right, at })),
    fc
      .tuple(fc.constantFrom(...FUNCTIONS), fc.array(tie('tree'), { minLength: 1, maxLength: 3 }))
      .map(([word, of]): Tree => ({ kind: 'call', name: word, of, at })),
    fc
      .tuple(tie('tree'), tie('tree'), tie('tree'))
      .map(([test, yes, no]): Tree => ({ kind: 'if', test, yes, no, at })),
  ),
}));

/** Without the places, which differ between a tree that was made and one that was read. */
const bare = (part: unknown): unknown =>
  JSON.parse(JSON.stringify(part, (key, value: unknown) => (key === 'at' ? undefined : value)));

const worth = (text: string, values: { [name: string]: Value } = {}) => {
  const read = parse(text);
  if ('fault' in read) throw new Error(`${text}: ${read.fault.message}`);
  return evaluate(read.tree, new Map(Object.entries(values)));
};

describe('the language of formulas', () => {
  test('what is printed reads as the same tree', () => {
    fc.assert(
      fc.property(tree, (made) => {
        const text = print(made);
        fc.pre(text.length <= 2000 && !/(\( *){60}/.test(text));
        const read = parse(text);
        expect(read, text).toHaveProperty('tree');
        expect(bare((read as { tree: Tree }).tree)).toEqual(bare(made));
      }),
      { numRuns: 1500 },
    );
  });

  test('any text gives a tree or a fault inside it, and never throws', () => {
    const soup = fc
      .array(
        fc.oneof(
          fc.constantFrom(...SIGNS, ...KEYWORDS, '(', ')', ',', '1', '2.5e3', 'x', ' '),
          fc.string({ unit: 'binary' }),
        ),
      )
      .map((parts) => parts.join(' '));
    fc.assert(
      fc.property(fc.oneof(soup, fc.string({ unit: 'binary', maxLength: 60 })), (text) => {
        const read = parse(text);
        if ('fault' in read) {
          expect(read.fault.at).toBeGreaterThanOrEqual(0);
          expect(read.fault.at).toBeLessThanOrEqual(text.length);
          return;
        }
        expect(bare(parse(print(read.tree)))).toEqual(bare(read));
        faultsOf(read.tree, new Map([['x', 'number']]), 'number');
      }),
      { numRuns: 3000 },
    );
  });

  test.each(['(', '-', 'not ', 'if ', 'abs(', '1 ^ ', '1 + ', 'a and '])(
    '%j without end is a fault, not a crash',
    (part) => {
      for (const times of [50, 150, 5000]) expect(parse(part.repeat(times))).toHaveProperty('fault');
      expect(parse(`${part.repeat(120)}1${')'.repeat(120)}`)).toBeDefined();
    },
  );

  test.each<[string, number | boolean | null]>([
    ['-2 ^ 2', -4],
    ['(-2) ^ 2', 4],
    ['2 ^ 3 ^ 2', 512],
    ['2 ^ -1', 0.5],
    ['10 - 4 - 3', 3],
    ['24 / 4 / 2', 3],
    ['2 + 3 * 4', 14],
    ['--3', 3],
    ['1.25e-2 * 1e2 + 0.5E+1', 6.25],
    ['round(2.5) + round(-2.5) + floor(-1.5) + ceil(1.2)', 0],
    ['min(3, 1, 2) + max(3, 1, 2) + abs(-1)', 5],
    ['ln(exp(2)) + log10(1000) + sqrt(16)', 9],
    ['if 1 < 2 then 3 else 4 + 5', 3],
    ['(if 1 > 2 then 3 else 4) + 5', 9],
    ['1 < 2 and not 2 < 1 or 1 = 2', true],
    ['not 1 = 2 and 1 >= 2', false],
    ['1 / 0', null],
    ['ln(0)', null],
    ['sqrt(-1) < 3', null],
    ['if 1 / 0 > 1 then 1 else 2', null],
    ['1 = 1 or 1 / 0 > 1', true],
    ['1e308 * 10', null],
  ])('%s is %s', (text, value) => expect(worth(text)).toBe(value));

  test('names: numbers, lists, choices', () => {
    expect(worth('sd(x) + mean(x) + count(x)', { x: [1, 2, 3] })).toBe(6);
    expect(worth('if sex is F then 0.7 else 0.9', { sex: 'F' })).toBe(0.7);
    expect(worth('a - b', { a: 1 })).toBeNull();
  });

  test.each([
    ['1 +', 3, 'missing before the end'],
    ['2 x', 2, 'a sign is missing before "x"'],
    ['a < b < c', 6, 'a sign is missing before "<"'],
    ['1 + if a > 1 then 2 else 3', 4, 'parentheses'],
    ['pow(1, 2)', 0, 'there is no function "pow"'],
    ['a ? b : c', 2, '"?" means nothing here'],
    ['1e999', 0, 'too large'],
    ['if a > 1 then 2', 15, '"else" is missing before the end'],
    ['😀', 0, '😀'],
  ])('%s: the fault is at %i', (text, place, message) => {
    const read = parse(text);
    expect(read).toMatchObject({ fault: { at: place } });
    expect((read as { fault: { message: string } }).fault.message).toContain(message);
  });

  test.each([
    ['sodum + 1', 'did you mean sodium?'],
    ['sex + 1', 'sex is a choice; ask for it by sex is F'],
    ['if sex is X then 1 else 2', 'sex is one of F, M, never X'],
    ['sodium > 1', 'a number belongs here, and this is a condition'],
    ['if sodium then 1 else 2', 'a condition belongs here, and this is a number'],
    ['x + 1', 'a number belongs here, and this is a list'],
    ['mean(sodium)', 'a list belongs here, and this is a number'],
    ['ln(1, 2)', 'takes one value'],
    ['if sodium is F then 1 else 2', 'sodium is no choice'],
  ])('%s: %s', (text, message) => {
    const read = parse(text) as { tree: Tree };
    const names = new Map<string, 'number' | 'list' | string[]>([
      ['sodium', 'number'],
      ['sex', ['F', 'M']],
      ['x', 'list'],
    ]);
    expect(
      faultsOf(read.tree, names, 'number')
        .map((f) => f.message)
        .join('\n'),
    ).toContain(message);
  });
});
