import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openLetters, type Carrier } from '#letters/index.server.ts';
import { migrate, type Place } from '#storage/index.server.ts';
import { onEachDatabase } from '#storage/testing/each-database.server.ts';
import { startScript } from '#server/testing/process.ts';
import { remindDue } from './due.server.ts';
import { beginReminders, holding, SITE } from './testing/person.server.ts';
import { reminderWriters } from './writers.server.ts';

onEachDatabase(({ kind, open, place }) => {
  const begin = async () => {
    const where = await place();
    const database = await open(where);
    await migrate(database, () => new Date());
    const { db } = database;
    const sent: { to: string; text: string }[] = [];
    const carrier: Carrier = {
      from: 'no-reply@bench.example',
      folder: null,
      async carry({ to, bytes }) {
        sent.push({ to, text: bytes.toString().replaceAll('=\r\n', '') });
        return { state: 'sent' };
      },
    };
    const report = (error: unknown) => {
      throw error;
    };
    const letters = openLetters({ db, carrier, writers: reminderWriters(db), clock: () => new Date(), report });
    return { where, database, db, sent, letters, ...beginReminders(db) };
  }; // prettier-ignore
  const MINE = holding('2026-09-30');

  test('one letter tells all that is due, once, and the next when the next lead has come', async () => {
    const { person, look, letters, sent, db } = await begin();
    const { address } = await person('ana', MINE, [90, 7]);
    await person('bo', MINE, null);
    expect(await look('2026-07-01')).toEqual({ letters: 0, problems: [] });
    expect(await look('2026-07-02')).toEqual({ letters: 1, problems: [] });
    expect(await look('2026-07-02')).toMatchObject({ letters: 0 });
    expect(await look('2026-09-22')).toMatchObject({ letters: 0 });
    await letters.work();
    expect(sent).toHaveLength(1);
    expect(sent[0]!.to).toBe(address);
    const { text } = sent[0]!;
    expect(text).toContain('Subject: 2 days to keep, the first on September 30, 2026');
    expect(text).toMatch(/expires\r\n {2}From your record\./);
    expect(text).toMatch(/not known yet whether it is enough/);
    expect(text).toContain('Source: ');
    expect(text).toContain(`${SITE}/renewals/reminders`);
    // Off on the day itself: it is told late, once.
    expect(await look('2026-09-25')).toMatchObject({ letters: 1 });
    expect(await look('2026-09-26')).toMatchObject({ letters: 0 });
    expect(await look('2026-10-01')).toMatchObject({ letters: 0 });
    await letters.work();
    expect(sent).toHaveLength(2);
    expect(JSON.stringify(await db.selectFrom('mail').select(['state', 'about']).execute())).toBe(
      JSON.stringify([{ state: 'sent', about: '' }, { state: 'sent', about: '' }]),
    ); // prettier-ignore
  });

  test('other leads later tell nothing again that was told', async () => {
    const { person, look, choices, letters } = await begin();
    const { id } = await person('ana', MINE, [90, 30]);
    expect(await look('2026-09-10')).toMatchObject({ letters: 1 });
    await choices.choose(id, { byMail: true, leads: [90, 60, 20] });
    expect(await look('2026-09-11')).toMatchObject({ letters: 0 });
    await choices.choose(id, { byMail: true, leads: [15] });
    expect(await look('2026-09-14')).toMatchObject({ letters: 0 });
    expect(await look('2026-09-15')).toMatchObject({ letters: 1 });
    await letters.work();
  });

  test('a license that is told in the afternoon is told of on the same day', async () => {
    const { person, look, records, letters } = await begin();
    await person('ana', MINE, [30]);
    expect(await look('2026-08-31')).toMatchObject({ letters: 1 });
    const more = holding('2026-09-01');
    const record = { ...MINE, licenses: [...MINE.licenses, { ...more.licenses[0], id: 'us-tn-mlt' }] };
    await records.save({ person: 'ana' }, { record, answers: null }, 1);
    expect(await look('2026-08-31')).toMatchObject({ letters: 1 });
    expect(await look('2026-08-31')).toMatchObject({ letters: 0 });
    await letters.work();
  });

  test('who switched it off, moved or left before a letter went out gets none, and is told again where they are', async () => {
    const { person, look, choices, db, letters, sent, records } = await begin();
    const [ana, bo] = [await person('ana', MINE, [90]), await person('bo', MINE, [90])];
    await person('cy', MINE, [90]);
    expect(await look('2026-08-01')).toMatchObject({ letters: 3 });
    await choices.choose(ana.id, { byMail: false, leads: [90] });
    await db.updateTable('person').set({ email: 'new@example.org' }).where('id', '=', 'bo').execute();
    await records.remove({ person: 'cy' });
    await letters.work();
    expect(sent).toEqual([]);
    expect(await db.selectFrom('mail').selectAll().execute()).toEqual([]);
    expect(await look('2026-08-01')).toMatchObject({ letters: 1 });
    await choices.choose(ana.id, { byMail: true, leads: [90] });
    expect(await look('2026-08-01')).toMatchObject({ letters: 1 });
    await letters.work();
    expect(sent.map(({ to }) => to).sort()).toEqual([ana.address, 'new@example.org']);
    expect(bo.address).not.toBe('new@example.org');
  });

  test('an address that nobody confirmed gets nothing; a record that cannot be read holds up nobody', async () => {
    const { person, look, db, letters } = await begin();
    const [ana, bo] = [await person('ana', MINE, [90]), await person('bo', MINE, [90])];
    await person('cy', MINE, [90]);
    await db.updateTable('person').set({ email_verified: 0 }).where('id', '=', 'ana').execute();
    await db.updateTable('record').set({ content: '{"benchpath":9' }).where('id', '=', bo.id).execute();
    expect(await look('2026-08-01')).toEqual({ letters: 1, problems: [] });
    expect(ana.id).not.toBe(bo.id);
    await letters.work();
  });

  test('a record whose days cannot be worked out is named, and the others are told', async () => {
    const { person, reminding, db } = await begin();
    const { id } = await person('ana', MINE, [90]);
    await person('bo', MINE, [90]);
    const of = reminding('2026-08-01');
    await db.updateTable('record').set({ answers: '{"goal":"ascp-mlt","asked":[],"own":{}}' }).where('id', '=', id).execute(); // prettier-ignore
    const { ground, sources } = of.content();
    const planOf = () => {
      throw new Error('no plan today');
    };
    const content = () => ({ sources, ground: { ...ground, planOf } });
    expect(await remindDue({ ...of, content })).toMatchObject({
      letters: 1,
      waiting: 1,
      problems: [`record ${id}: no plan today`],
    });
  });

  test('it is done once in six hours, whoever asks, and by another when whoever was at it is gone', async () => {
    const { person, reminding, choices, db } = await begin();
    const { id } = await person('ana', MINE, null);
    const time = { ms: Date.now() };
    const of = { ...reminding('2026-08-01'), clock: () => new Date(time.ms) };
    expect(await remindDue(of)).toMatchObject({ letters: 0 });
    await choices.choose(id, { byMail: true, leads: [90] });
    expect(await remindDue(of)).toEqual({
      letters: 0, waiting: 0, problems: [], next: new Date(time.ms + 3_600_000).toISOString(),
    }); // prettier-ignore
    time.ms += 6 * 3_600_000;
    const all = await Promise.all(Array.from({ length: 5 }, () => remindDue(of)));
    expect(all.map((each) => each.letters).sort()).toEqual([0, 0, 0, 0, 1]);
    expect(await db.selectFrom('job').select(['name', 'said']).execute()).toEqual([
      { name: 'reminders', said: '1 letters, 0 problems' },
    ]);
  });

  const script = fileURLToPath(new URL('./testing/reminding.server.ts', import.meta.url));
  /** A process that looks three times, once it is told to begin. */
  const startLooking = async (where: Place) => {
    const process = startScript([script, JSON.stringify(where), '2026-08-01', '3']);
    await process.until(/ready/);
    return process;
  };

  test('two processes that ignore the lease and look at the same time tell each of forty people once', async () => {
    const { person, where, letters, sent, db } = await begin();
    let people = 0;
    let bothWorked = false;
    // On a busy machine one may be done before the other has its turn: then they are given more to do.
    for (let round = 0; round < 6 && !bothWorked; round += 1) {
      for (let i = 0; i < 40; i += 1) await person(`p${people++}`, MINE, [90, 30, 7]);
      const both = [await startLooking(where), await startLooking(where)];
      for (const each of both) each.child.stdin!.write('go\n');
      for (const each of both) expect((await each.ended).code, each.said()).toBe(0);
      const wrote = both.map((each) => Number(/wrote (\d+)/.exec(each.said())?.[1]));
      expect(wrote[0]! + wrote[1]!).toBe(40);
      // SQLite lets whoever has just written go first.
      bothWorked = kind === 'sqlite' || Math.min(...wrote) > 0;
    }
    expect(bothWorked, 'both worked').toBe(true);
    await letters.work();
    expect(new Set(sent.map(({ to }) => to)).size).toBe(people);
    expect(sent).toHaveLength(people);
    expect(await db.selectFrom('reminder').selectAll().execute()).toHaveLength(2 * people);
  }, 240_000);

  test('a process that is killed at it leaves nobody half told; the next one tells the others', async () => {
    const { person, where, letters, sent, db } = await begin();
    for (let i = 0; i < 40; i += 1) await person(`p${i}`, MINE, [90, 30, 7]);
    const asked = () => db.selectFrom('mail').select('id').execute();
    const first = await startLooking(where);
    first.child.stdin!.write('go\n');
    while ((await asked()).length < 3) await new Promise((resolve) => setImmediate(resolve));
    first.child.kill('SIGKILL');
    await first.ended;
    const before = (await asked()).length;
    const told = await db.selectFrom('reminder').selectAll().execute();
    expect(told).toHaveLength(2 * before);
    const next = await startLooking(where);
    next.child.stdin!.write('go\n');
    await next.ended;
    expect(next.said()).toContain(`wrote ${40 - before}`);
    await letters.work();
    expect(sent.map(({ to }) => to).sort()).toEqual(
      Array.from({ length: 40 }, (_, i) => `p${i}@example.org`).sort(),
    );
  }, 60_000);
});
