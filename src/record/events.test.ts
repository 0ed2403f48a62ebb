import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { migrate } from '#storage/index.server.ts';
import { onEachDatabase } from '#storage/testing/each-database.server.ts';
import { openRecordStore, type Scope } from './store.server.ts';

const START = Date.parse('2026-03-01T08:00:00.000Z');
const HOUR = 3_600_000;
const iso = (ms: number) => new Date(ms).toISOString();

onEachDatabase(({ open }) => {
  const begin = async () => {
    const database = await open();
    const time = { now: START };
    expect(await migrate(database, () => new Date(time.now))).toMatchObject({ ok: true });
    const store = openRecordStore(database.db, () => new Date(time.now), randomBytes);
    const person = async (id: string): Promise<Scope> => {
      const at = iso(START);
      const row = {
        id,
        name: id,
        email: `${id}@example.org`,
        email_verified: 1,
        created_at: at,
        updated_at: at,
      };
      await database.db.insertInto('person').values(row).execute();
      return { person: id };
    };
    return { database, db: database.db, time, store, person };
  };

  test('every save is an event with who, when, what, before and after', async () => {
    const { store, time, person } = await begin();
    const ana = await person('ana');
    await store.save(ana, { record: { state: 'MN' }, answers: null }, 0);
    time.now += HOUR;
    await store.save(ana, { record: { state: 'WI', born: 1999 }, answers: null }, 1, { kind: 'brought in' });
    expect(await store.history(ana, 10)).toEqual([
      {
        seq: 2, at: iso(START + HOUR), who: 'ana', kind: 'brought in', undoes: null,
        before: { 'record.state': 'MN' }, after: { 'record.state': 'WI', 'record.born': 1999 },
      },
      {
        seq: 1, at: iso(START), who: 'ana', kind: 'told', undoes: null,
        before: { record: null }, after: { 'record.state': 'MN' },
      },
    ]); // prettier-ignore
    expect(await store.history(ana, 1)).toHaveLength(1);
    expect((await store.history(ana, 10, 2)).map(({ seq }) => seq)).toEqual([1]);
  });

  test('the record at any past time is what was saved by then', async () => {
    const { store, time } = await begin();
    const value = fc.option(fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.nat(3)), { nil: null });
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 8 }), async (saves) => {
        const scope = { browser: store.token() };
        const from = time.now;
        for (const [i, record] of saves.entries()) {
          await store.save(scope, { record, answers: i % 2 }, i);
          time.now += HOUR;
        }
        expect(await store.at(scope, iso(from - 1))).toBeNull();
        for (const [i, record] of saves.entries())
          for (const at of [from + i * HOUR, from + i * HOUR + HOUR / 2])
            expect(await store.at(scope, iso(at))).toEqual({ record, answers: i % 2 });
      }),
      { numRuns: 20, seed: 4 },
    );
  });

  test('the chain of events is whole, and any change in the database breaks it', async () => {
    const { store, db } = await begin();
    const scope = { browser: store.token() };
    for (let i = 0; i < 4; i++) await store.save(scope, { record: { i }, answers: null }, i);
    expect(await store.broken()).toEqual([]);
    const spoil = async (how: () => Promise<unknown>, says: RegExp) => {
      const rows = await db.selectFrom('event').selectAll().execute();
      await how();
      expect(await store.broken()).toEqual([
        { id: expect.any(String) as string, how: expect.stringMatching(says) as string },
      ]);
      await db.deleteFrom('event').execute();
      await db.insertInto('event').values(rows).execute();
      expect(await store.broken()).toEqual([]);
    };
    await spoil(() => db.updateTable('event').set({ after: '{"record.i":9}' }).where('seq', '=', 2).execute(), /event 2 was changed/); // prettier-ignore
    await spoil(() => db.updateTable('event').set({ who: 'nobody' }).where('seq', '=', 4).execute(), /event 4 was changed/); // prettier-ignore
    await spoil(() => db.deleteFrom('event').where('seq', '=', 3).execute(), /event 3 is missing/);
    await spoil(() => db.deleteFrom('event').where('seq', '=', 4).execute(), /event 4 is missing/);
    await db.updateTable('record').set({ head: 'f00' }).execute();
    expect(await store.broken()).toHaveLength(1);
  });

  test('a browser’s record becomes a person’s once, and its cookie opens nothing more', async () => {
    const { store, person } = await begin();
    const ana = await person('ana');
    const [token, other] = [store.token(), store.token()];
    await store.save({ browser: token }, { record: { state: 'MN' }, answers: null }, 0);
    await store.save({ browser: other }, { record: { state: 'WI' }, answers: null }, 0);
    expect(await store.claim(store.token(), 'ana')).toBe('nothing');
    expect(await store.claim(token, 'ana')).toBe('claimed');
    expect(await store.load({ browser: token })).toBeNull();
    expect(await store.load(ana)).toMatchObject({ record: { state: 'MN' }, version: 2 });
    expect((await store.history(ana, 1))[0]).toMatchObject({
      kind: 'claimed',
      who: 'ana',
      before: {},
      after: {},
    });
    expect(await store.claim(other, 'ana')).toBe('has one');
    expect(await store.load({ browser: other })).toMatchObject({ record: { state: 'WI' } });
    expect(await store.save({ browser: token }, { record: 'mine?', answers: null }, 2)).toMatchObject({ saved: false, why: 'gone' }); // prettier-ignore
    expect(await store.broken()).toEqual([]);
  });

  test('of claims at the same moment one wins, and nothing is lost', async () => {
    const { store, person } = await begin();
    await person('ana');
    const tokens = Array.from({ length: 6 }, () => store.token());
    for (const [i, browser] of tokens.entries())
      await store.save({ browser }, { record: { i }, answers: null }, 0);
    const answers = await Promise.all(
      tokens.map((token) => store.claim(token, 'ana').catch(() => 'refused' as const)),
    );
    expect(answers.filter((answer) => answer === 'claimed')).toHaveLength(1);
    const left = await Promise.all(tokens.map((browser) => store.load({ browser })));
    expect(left.filter((row) => row !== null)).toHaveLength(5);
    expect(await store.broken()).toEqual([]);
  });

  test('a person’s record is not pruned, and goes with the person', async () => {
    const { store, db, time, person } = await begin();
    const ana = await person('ana');
    await store.save(ana, { record: { state: 'MN' }, answers: null }, 0);
    time.now += 10_000 * 24 * HOUR;
    expect(await store.prune(180)).toBe(0);
    await db.deleteFrom('person').where('id', '=', 'ana').execute();
    expect(await store.load(ana)).toBeNull();
    for (const table of ['record', 'event'] as const)
      expect(await db.selectFrom(table).selectAll().execute()).toEqual([]);
  });
});
