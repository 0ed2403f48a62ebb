import { expect, test } from 'vitest';
import { migrate, type Database } from '#storage/index.server.ts';
import { onEachDatabase } from '#storage/testing/each-database.server.ts';
import { record, replay, take, type Ledger } from './lis/index.ts';
import { laboratory, oul } from './lis/testing/lis.server.ts';
import { BrokenChain, brokenChains, openLis } from './store.server.ts';

const lab = laboratory();
const OPENED = '2026-01-05T07:00:00.000Z';
/** A message from somebody: some lines. */
const hear =
  (n: number | string, from = 'CHEM1') =>
  (ledger: Ledger) =>
    take(ledger, 'hl7', from, oul(`A${n}`, [['2823-3', '4.2', 'mmol/L']], { id: `R${n}` }), lab.asking('analyzer'), lab.rules).message; // prettier-ignore
const raws = (ledger: Ledger) => ledger.events.flatMap((e) => (e.type === 'MessageIn' ? [e.raw] : []));
const ready = async (database: Database) => {
  const migrated = await migrate(database, () => new Date(OPENED));
  if (!migrated.ok) throw new Error(migrated.sentence);
  return database;
};
const linesIn = ({ db }: Database) =>
  db.selectFrom('lis_line').selectAll().where('lis_id', '=', 'house').orderBy('seq').execute();

onEachDatabase(({ open, place, kind }) => {
  test('what was written is there when it is opened again, and whole', async () => {
    const database = await ready(await open());
    const store = await openLis(database.db, 'house', OPENED);
    const ids = await Promise.all([1, 2, 3].map((n) => store.write(hear(n))));
    expect(ids).toEqual(['M1', 'M2', 'M3']);
    const again = await openLis(database.db, 'house', OPENED);
    const [before, after] = await Promise.all([store.look((l) => l), again.look((l) => l)]);
    expect(after.hash).toBe(before.hash);
    expect(after.lis).toEqual(before.lis);
    expect(await linesIn(database)).toHaveLength(before.events.length);
    const other = await openLis(database.db, 'another', OPENED);
    expect(await other.look((l) => l.events.length)).toBe(0);
  });

  test('two processes write to one chain, and no line is lost or written twice', async () => {
    const here = await place();
    const [a, b] = [await ready(await open(here)), await open(here)];
    const stores = [await openLis(a.db, 'house', OPENED), await openLis(b.db, 'house', OPENED)];
    const all = Array.from({ length: 60 }, (_, n) => n);
    await Promise.all(all.map((n) => stores[n % 2]!.write(hear(n, `C${n % 2}`))));
    const [one, two] = await Promise.all(stores.map((s) => s.look((l) => l)));
    expect(one!.hash).toBe(two!.hash);
    expect(raws(one!).length).toBe(60);
    expect(new Set(raws(one!)).size).toBe(60);
    expect(await brokenChains(a.db)).toEqual([]);
  });

  test('who finds the next line taken, though nobody held it back, reads it and decides again', async () => {
    const here = await place();
    const [a, b] = [await ready(await open(here)), await open(here)];
    const store = await openLis(a.db, 'house', OPENED);
    await store.write(hear(1));
    // Somebody who does not wait for the lock: line by line into the table, in the midst of our decision.
    const rival = await openLis(b.db, 'house', OPENED);
    const copy = await rival.look((l) => l);
    const mine = copy.events.length;
    hear('rival')(copy);
    const rows = copy.events.slice(mine).map((event) => ({
      lis_id: 'house',
      seq: event.seq,
      hash: event.hash,
      line: JSON.stringify(event),
    }));
    const held = await b.db.startTransaction().execute();
    await held.insertInto('lis_line').values(rows).execute();
    if (kind === 'sqlite') await held.commit().execute(); // it lets nobody else begin meanwhile
    let tries = 0;
    const writing = store.write((ledger) => (tries++, hear(2)(ledger)));
    if (kind === 'postgresql') {
      while (tries === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      await held.commit().execute();
    }
    await writing;
    expect(tries).toBe(kind === 'sqlite' ? 1 : 2);
    const whole = await store.look((l) => l);
    expect(raws(whole).map((raw) => /SPM\|1\|A(\w+)/.exec(raw)![1])).toEqual(['1', 'rival', '2']);
    expect(await brokenChains(a.db)).toEqual([]);
  });

  test('work that fails is undone, and what waited with it is done all the same', async () => {
    const database = await ready(await open());
    const store = await openLis(database.db, 'house', OPENED);
    const [first, failed, last] = await Promise.allSettled([
      store.write(hear(1)),
      store.write((ledger) => {
        hear(2)(ledger);
        throw new Error('a fault of ours');
      }),
      store.write(hear(3)),
    ]);
    expect([first.status, failed.status, last.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const ledger = await store.look((l) => l);
    expect(raws(ledger).map((raw) => /SPM\|1\|A(\d)/.exec(raw)![1])).toEqual(['1', '3']);
    expect(replay(ledger.events)).toMatchObject({ hash: ledger.hash });
    expect(await linesIn(database)).toHaveLength(ledger.events.length);
  });

  test('a disk or server that fails leaves the ledger as it stands there', async () => {
    const database = await ready(await open());
    const store = await openLis(database.db, 'house', OPENED);
    await store.write(hear(1));
    // A line that the table cannot take: what was decided with it is not kept in memory either.
    const broken = store.write((ledger) => {
      hear(2)(ledger);
      Object.assign(ledger.events.at(-1)!, { hash: null });
    });
    await expect(broken).rejects.toThrow();
    await store.write(hear(3));
    const again = await (await openLis(database.db, 'house', OPENED)).look((l) => l);
    expect(raws(again).map((raw) => /SPM\|1\|A(\d)/.exec(raw)![1])).toEqual(['1', '3']);
  });

  test('a line that was changed is found, and the LIS is not opened', async () => {
    const database = await ready(await open());
    const store = await openLis(database.db, 'house', OPENED);
    await store.write(hear(1));
    const [line] = await linesIn(database);
    const forged = line!.line.replace('4.2', '4.3');
    await database.db.updateTable('lis_line').set({ line: forged }).where('seq', '=', 1).execute();
    await expect(openLis(database.db, 'house', OPENED)).rejects.toThrow(BrokenChain);
    expect(await brokenChains(database.db)).toMatchObject([
      { id: 'house', how: expect.stringMatching(/line 1/) },
    ]);
  });

  test('characters that no database takes as they are come back as they were', async () => {
    const database = await ready(await open());
    const store = await openLis(database.db, 'house', OPENED);
    const raw = 'MSH|\u0000\ud800\u001f\u2028"\\ä';
    const asking = lab.asking('sender');
    await store.write((l) => record(l, [{ type: 'MessageIn', message: 'M1', protocol: 'hl7', from: 'x', raw }], asking, lab.rules)); // prettier-ignore
    const again = await openLis(database.db, 'house', OPENED);
    expect(await again.look(raws)).toEqual([raw]);
  });
});
