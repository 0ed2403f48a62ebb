import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { newToken, parseToken } from '#kernel/ids.ts';
import type { Db } from '#storage/index.server.ts';
import { migrate } from '#storage/index.server.ts';
import { onEachDatabase } from '#storage/testing/each-database.server.ts';
import { openRecordStore } from './store.server.ts';
import type { Content } from './store.server.ts';

const DAY_MS = 86_400_000;
const START = Date.parse('2026-03-01T08:00:00.000Z');

onEachDatabase(({ kind, open }) => {
  /** A store on a new, migrated database, with a clock that stands still until it is moved. */
  const begin = async () => {
    const database = await open();
    const time = { now: START };
    const clock = () => new Date(time.now);
    expect(await migrate(database, clock)).toMatchObject({ ok: true });
    const store = openRecordStore(database.db, clock, randomBytes);
    /** The token of a new row. */
    const made = async (content: Content = { record: null, answers: null }) => {
      const token = { browser: store.token() };
      expect(await store.save(token, content, 0)).toEqual({ saved: true, version: 1 });
      return token;
    };
    return { database, time, store, made };
  };
  const rowCount = async (db: Db) => (await db.selectFrom('record').select('id').execute()).length;

  test('a record is made, saved and loaded', async () => {
    const { store, time, made } = await begin();
    const token = await made();
    const createdAt = '2026-03-01T08:00:00.000Z';
    expect(await store.load(token)).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      record: null,
      answers: null,
      texts: { record: 'null', answers: 'null' },
      version: 1,
      createdAt,
      updatedAt: createdAt,
    });
    time.now += DAY_MS;
    const content = { record: { state: 'MN' }, answers: { at: 3 } };
    expect(await store.save(token, content, 1)).toEqual({ saved: true, version: 2 });
    expect(await store.load(token)).toEqual({
      ...content,
      id: expect.any(String) as string,
      texts: { record: '{"state":"MN"}', answers: '{"at":3}' },
      version: 2,
      createdAt,
      updatedAt: '2026-03-02T08:00:00.000Z',
    });
  });

  test('any JSON comes back as it was', async () => {
    const { store, made } = await begin();
    const token = await made();
    let version = 1;
    const text = fc.string({ unit: 'binary' });
    const content = fc.record({
      record: fc.jsonValue({ stringUnit: 'binary' }),
      answers: fc.dictionary(text, text),
    });
    await fc.assert(
      fc.asyncProperty(content, async (each) => {
        expect(await store.save(token, each, version)).toEqual({ saved: true, version: ++version });
        const { record, answers } = (await store.load(token)) as Content;
        expect(JSON.stringify({ record, answers })).toBe(JSON.stringify(each));
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  test('a stale save is refused with what the other tab saved', async () => {
    const { store, made } = await begin();
    const token = await made({ record: 'first', answers: null });
    await store.save(token, { record: 'from tab one', answers: null }, 1);
    const refused = await store.save(token, { record: 'from tab two', answers: null }, 1);
    expect(refused).toMatchObject({
      saved: false,
      why: 'stale',
      current: { record: 'from tab one', version: 2 },
    });
    for (const version of [0, -1, 1.5, Number.NaN, 2 ** 40]) {
      expect(await store.save(token, { record: 'odd', answers: null }, version)).toMatchObject({
        why: 'stale',
      });
    }
    expect(await store.load(token)).toMatchObject({ record: 'from tab one', version: 2 });
  });

  test('of saves at the same moment exactly one wins', async () => {
    const { store, made } = await begin();
    const token = await made();
    const tabs = Array.from({ length: 12 }, (_, tab) => store.save(token, { record: tab, answers: null }, 1));
    const results = await Promise.all(tabs);
    const winners = results.flatMap(({ saved }, tab) => (saved ? [tab] : []));
    expect(winners).toHaveLength(1);
    expect(await store.load(token)).toMatchObject({ record: winners[0], version: 2 });
  });

  test('of first saves at the same moment one makes the row, and the others learn what it holds', async () => {
    const { store, database } = await begin();
    const token = { browser: store.token() };
    expect(await store.load(token)).toBeNull();
    const tabs = Array.from({ length: 12 }, (_, tab) => store.save(token, { record: tab, answers: null }, 0));
    const results = await Promise.all(tabs);
    const [winner, ...more] = results.flatMap(({ saved }, tab) => (saved ? [tab] : []));
    expect(more).toEqual([]);
    for (const result of results)
      if (!result.saved)
        expect(result).toMatchObject({ why: 'stale', current: { record: winner, version: 1 } });
    expect(await rowCount(database.db)).toBe(1);
  });

  test('a row whose text is no JSON is loaded with its text', async () => {
    const { store, database, made } = await begin();
    const token = await made({ record: { state: 'MN' }, answers: null });
    await database.db.updateTable('record').set({ content: '{"state":"M' }).execute();
    expect(await store.load(token)).toMatchObject({
      record: undefined,
      answers: null,
      texts: { record: '{"state":"M', answers: 'null' },
      version: 1,
    });
  });

  test('tabs that save, reload and remove in any order lose no accepted save', async () => {
    const { store, made } = await begin();
    const step = fc.record({
      tab: fc.nat(2),
      act: fc.constantFrom('save', 'save', 'save', 'reload', 'remove'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
        const token = await made({ record: 0, answers: null });
        const seen = [1, 1, 1];
        let truth: { record: number; version: number } | null = { record: 0, version: 1 };
        for (const [n, { tab, act }] of steps.entries()) {
          if (act === 'remove' && n > 8) {
            expect(await store.remove(token)).toBe(truth !== null);
            truth = null;
          } else if (act === 'save') {
            const answer = await store.save(token, { record: n, answers: null }, seen[tab] ?? 0);
            if (truth === null) expect(answer).toEqual({ saved: false, why: 'gone' });
            else if (seen[tab] !== truth.version)
              expect(answer).toMatchObject({ why: 'stale', current: truth });
            else {
              truth = { record: n, version: truth.version + 1 };
              expect(answer).toEqual({ saved: true, version: truth.version });
              seen[tab] = truth.version;
            }
          } else if (truth) seen[tab] = truth.version;
          const row = await store.load(token);
          expect(row && { record: row.record, version: row.version }).toEqual(truth);
        }
      }),
      { numRuns: 40, seed: 2 },
    );
  });

  test('removing takes the one row away, and no other', async () => {
    const { store, database, made } = await begin();
    const [mine, other] = [await made(), await made({ record: 'other', answers: null })];
    expect(await store.remove(mine)).toBe(true);
    expect(await store.load(mine)).toBeNull();
    expect(await store.remove(mine)).toBe(false);
    expect(await store.save(mine, { record: 'back', answers: null }, 1)).toEqual({
      saved: false,
      why: 'gone',
    });
    expect(await store.load(other)).toMatchObject({ record: 'other' });
    expect(await rowCount(database.db)).toBe(1);
  });

  if (kind === 'sqlite')
    test('what was removed is not left in the files either', async () => {
      const { store, database, made } = await begin();
      const token = await made({ record: 'my-very-own-words', answers: 'y'.repeat(20_000) });
      const bytes = async () => {
        const names = (await readdir(database.dataFolder)).filter((name) =>
          name.startsWith('benchpath.sqlite'),
        );
        return Buffer.concat(
          await Promise.all(names.map((name) => readFile(join(database.dataFolder, name)))),
        );
      };
      expect((await bytes()).includes('my-very-own-words')).toBe(true);
      await store.remove(token);
      await database.close();
      expect((await bytes()).includes('my-very-own-words')).toBe(false);
    });

  test('old rows are pruned by their last save', async () => {
    const { store, time, made } = await begin();
    const [old, saved] = [await made(), await made()];
    time.now += 20 * DAY_MS;
    await store.save(saved, { record: null, answers: null }, 1);
    time.now += 10 * DAY_MS;
    expect(await store.prune(30)).toBe(0);
    time.now += 1;
    expect(await store.prune(30)).toBe(1);
    expect(await store.load(old)).toBeNull();
    expect(await store.load(saved)).toMatchObject({ version: 2 });
  });

  test('the database never holds a token, and a stored id opens nothing', async () => {
    const { store, database, made } = await begin();
    const token = await made({ record: { state: 'MN' }, answers: null });
    const { rows } = await sql<{ id: string }>`select * from record`.execute(database.db);
    expect(JSON.stringify(rows)).not.toContain(token.browser);
    for (const value of Object.values(rows[0]!))
      expect(await store.load({ browser: String(value) })).toBeNull();
  });

  test('whatever a browser sends as a token is not found, and never an error', async () => {
    const { store, database, made } = await begin();
    await made();
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), fc.base64String()), async (text) => {
        const token = { browser: text };
        expect(await store.load(token)).toBeNull();
        for (const version of [0, 1])
          expect(await store.save(token, { record: 1, answers: 1 }, version)).toEqual({
            saved: false,
            why: 'gone',
          });
        expect(await store.remove(token)).toBe(false);
      }),
      { numRuns: 100, seed: 3 },
    );
    expect(await store.load({ browser: newToken(randomBytes) })).toBeNull();
    expect(await rowCount(database.db)).toBe(1);
  });
});

test('a token has one spelling and carries its 32 bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      const token = newToken(() => bytes);
      expect(parseToken(token)).toBe(token);
      expect(Buffer.from(token, 'base64url')).toEqual(Buffer.from(bytes));
    }),
  );
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{43}$/), (text) => {
      const again = Buffer.from(text, 'base64url').toString('base64url');
      expect(parseToken(text)).toBe(again === text ? text : null);
    }),
  );
});
