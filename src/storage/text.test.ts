import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isText } from '#kernel/text.ts';
import { migrate } from './migrate.server.ts';
import { onEachDatabase } from './testing/each-database.server.ts';

const clock = () => new Date('2026-03-01T08:00:00.000Z');
/** Any UTF-16 code units at all, often those that make trouble. */
const unit = fc.oneof(
  fc.integer({ max: 0xffff }),
  fc.constantFrom(0, 1, 9, 10, 13, 0xd800, 0xdfff, 0xfeff, 0xfffe),
);
const anything = fc.array(unit, { maxLength: 40 }).map((codes) => String.fromCharCode(...codes));

onEachDatabase(({ open }) => {
  test('what counts as text is kept unchanged: U+0000, which only SQLite takes, does not count', async () => {
    const { db, ...database } = await open();
    expect(await migrate({ ...database, db }, clock)).toMatchObject({ ok: true });
    const row = { id: 'one', answers: '{}', head: '', version: 1, created_at: 'c', updated_at: 'u' };
    await db
      .insertInto('record')
      .values({ ...row, content: '' })
      .execute();
    await fc.assert(
      fc.asyncProperty(anything.filter(isText), async (record) => {
        await db.updateTable('record').set({ content: record }).execute();
        const back = await db.selectFrom('record').select('content').executeTakeFirstOrThrow();
        expect(back.content).toBe(record);
      }),
      { numRuns: 200, seed: 11 },
    );
    expect(isText('M\0N')).toBe(false);
  });
});
