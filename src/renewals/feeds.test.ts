import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { parseToken } from '#kernel/ids.ts';
import { openRecordStore } from '#record/store.server.ts';
import { migrate } from '#storage/index.server.ts';
import { onEachDatabase } from '#storage/testing/each-database.server.ts';
import { MOST_FEEDS, openFeeds } from './feeds.server.ts';

onEachDatabase(({ open }) => {
  const begin = async () => {
    const database = await open();
    const { db } = database;
    const time = { ms: Date.parse('2026-07-01T12:00:00.000Z') };
    const clock = () => new Date((time.ms += 1000));
    await migrate(database, clock);
    const records = openRecordStore(db, clock, randomBytes);
    const person = async () => {
      const browser = records.token();
      await records.save({ browser }, { record: { benchpath: 'record/1' }, answers: null }, 0);
      return { browser, id: (await records.load({ browser }))!.id };
    };
    const feeds = openFeeds(db, clock, randomBytes);
    return { db, records, feeds, mine: await person(), theirs: await person() };
  };

  test('an address opens one record until it is revoked, and then nothing for ever', async () => {
    const { db, feeds, mine, theirs } = await begin();
    const secret = (await feeds.make(mine.id))!;
    expect(parseToken(secret)).toBe(secret);
    const [row] = await db.selectFrom('feed').selectAll().execute();
    expect(row!.id).toBe(createHash('sha256').update(secret).digest('hex'));
    expect(JSON.stringify(row)).not.toContain(secret);
    expect(await feeds.list(mine.id)).toEqual([{ id: row!.id, madeAt: row!.created_at }]);
    expect(await feeds.recordOf(secret)).toBe(mine.id);
    // What its owner is shown opens nothing, and nobody else can close it.
    expect(await feeds.recordOf(row!.id)).toBe(null);
    expect(await feeds.revoke(theirs.id, row!.id)).toBe(false);
    expect(await feeds.list(theirs.id)).toEqual([]);
    expect(await feeds.revoke(mine.id, row!.id)).toBe(true);
    expect(await feeds.revoke(mine.id, row!.id)).toBe(false);
    expect(await feeds.recordOf(secret)).toBe(null);
    // Also when its row makes room for another one.
    const other = (await feeds.make(mine.id))!;
    expect(await feeds.recordOf(secret)).toBe(null);
    expect(await feeds.recordOf(other)).toBe(mine.id);
  });

  test('what is no secret opens nothing', async () => {
    const { feeds, mine } = await begin();
    const secret = (await feeds.make(mine.id))!;
    const last = secret.at(-1) === 'A' ? 'E' : 'A';
    for (const text of ['', 'x', `${secret} `, secret.slice(0, -1), secret.slice(0, -1) + last, `${secret}=`, '%00', "' or 1=1 --"])
      expect(await feeds.recordOf(text), text).toBe(null);
  }); // prettier-ignore

  test('a record has a few addresses; one that is closed makes room', async () => {
    const { feeds, mine, theirs } = await begin();
    const made = [];
    for (let i = 0; i < MOST_FEEDS; i += 1) made.push(await feeds.make(mine.id));
    expect(await feeds.make(mine.id)).toBe(null);
    expect(await feeds.make(theirs.id)).not.toBe(null);
    const list = await feeds.list(mine.id);
    expect(list).toHaveLength(MOST_FEEDS);
    await feeds.revoke(mine.id, list[0]!.id);
    expect(await feeds.make(mine.id)).not.toBe(null);
    expect(await feeds.recordOf(made[0]!)).toBe(null);
    expect(await feeds.recordOf(made[1]!)).toBe(mine.id);
  });

  test('it goes on after the record was claimed by an account, and ends with the record', async () => {
    const { db, records, feeds, mine } = await begin();
    const secret = (await feeds.make(mine.id))!;
    const times = { created_at: 'x', updated_at: 'x' };
    await db.insertInto('person').values({ id: 'ana', name: '', email: 'a@b.example', email_verified: 1, image: null, ...times }).execute(); // prettier-ignore
    expect(await records.claim(mine.browser, 'ana')).toBe('claimed');
    expect(await feeds.recordOf(secret)).toBe(mine.id);
    await records.remove({ person: 'ana' });
    expect(await feeds.recordOf(secret)).toBe(null);
    expect(await db.selectFrom('feed').selectAll().where('record_id', '=', mine.id).execute()).toEqual([]);
  });
});
