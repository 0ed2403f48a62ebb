import { expect, test } from 'vitest';
import { turns } from './turns.ts';

test('one at a time, in their order; who finds too many waiting is told; a failure holds up nobody', async () => {
  const turn = turns(2);
  const said: string[] = [];
  const work =
    (name: string, fails = false) =>
    async () => {
      said.push(`${name} begins`);
      await new Promise((done) => setTimeout(done, 5));
      said.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    };
  const all = [turn(work('a', true)), turn(work('b')), turn(work('c')), turn(work('d'))];
  const ended = await Promise.allSettled(all);
  expect(ended.map((end) => (end.status === 'fulfilled' ? end.value : 'failed'))).toEqual([
    'failed',
    'b',
    'c',
    null,
  ]);
  expect(said).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  expect(await turn(work('e'))).toBe('e');
});

test('several at once where that is agreed, and nobody waits where nobody may', async () => {
  const turn = turns(0, 2);
  const wait = () => new Promise((done) => setTimeout(() => done('done'), 5));
  expect(await Promise.all([turn(wait), turn(wait), turn(wait)])).toEqual(['done', 'done', null]);
  expect(await turn(wait)).toBe('done');
});
