import { expect, test } from 'vitest';
import { tally } from './tally.ts';

test('so many in a span, for each by themselves; then wait for the rest of it', () => {
  const { take } = tally(10, 1000);
  for (let i = 0; i < 10; i++) expect(take('a', 1, 100 + i)).toBe(0);
  expect(take('a', 1, 600)).toBe(500);
  expect(take('b', 1, 600)).toBe(0);
  expect(take('a', 1, 1099)).toBe(1);
  expect(take('a', 1, 1100)).toBe(0);
});

test('what is refused does not count, so that asking on and on locks nobody out for longer', () => {
  const { take } = tally(10, 1000);
  expect(take('a', 8, 0)).toBe(0);
  expect(take('a', 5, 1)).toBe(999);
  expect(take('a', 2, 2)).toBe(0);
  expect(take('a', 10, 1000)).toBe(0);
});

test('who comes no more is forgotten', () => {
  const { take, size } = tally(10, 1000);
  for (let i = 0; i < 5000; i++) take(`network ${i}`, 1, 0);
  expect(size()).toBe(5000);
  take('a', 1, 1500);
  expect(size()).toBe(1);
});
