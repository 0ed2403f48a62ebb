import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrate, type Database } from '#storage/index.server.ts';
import { onEachDatabase } from '#storage/testing/each-database.server.ts';
import { openRecordStore } from '#record/store.server.ts';
import { loadLaboratory, type Laboratory } from './load.server.ts';
import type { Deed } from './shift/index.ts';
import { openShifts, type Shifts } from './shifts.server.ts';

const AT = new Date('2026-11-23T12:00:00Z');
const clock = () => AT;
const read = loadLaboratory(join(import.meta.dirname, '../../content'));
if ('problems' in read) throw new Error(read.problems.map((p) => p.message).join('\n'));
const { laboratory } = read;
const SCENARIO = 'two-tubes-from-4-west';
const WAIT: Deed = { deed: 'wait', minutes: 2 };

/** A process of its own: another store over the same rows. */
const processOn = ({ db }: Database, lab: Laboratory = laboratory): Shifts =>
  openShifts(
    db,
    clock,
    randomBytes,
    () => Promise.resolve(lab),
    () => Promise.resolve(71.5),
  );

async function recordIn({ db }: Database): Promise<string> {
  const store = openRecordStore(db, clock, randomBytes);
  const scope = { browser: store.token() };
  await store.save(scope, { record: { benchpath: 'record/1' }, answers: {} }, 0);
  return (await store.load(scope))!.id;
}

async function running(shifts: Shifts, record: string, id: string) {
  const found = await shifts.find(record, id);
  if (!found || !('running' in found)) throw new Error('no such shift');
  return found.running;
}

onEachDatabase(({ open }) => {
  const begun = async () => {
    const database = await open();
    await migrate(database, clock);
    const record = await recordIn(database);
    const one = processOn(database);
    const id = (await one.begin(record, SCENARIO, 'learn'))!;
    return { database, record, one, id };
  };

  test('what one process does another goes on from, to the same state', async () => {
    const { database, record, one, id } = await begun();
    await one.play(record, id, 0, WAIT, false);
    await one.play(record, id, 1, { deed: 'look', container: 'T1' }, false);
    const two = processOn(database);
    const [here, there] = [await running(one, record, id), await running(two, record, id)];
    expect(there.number).toBe(2);
    expect(there.said).toEqual(here.said);
    expect(there.shift.ledger.hash).toBe(here.shift.ledger.hash);
    expect(there.shift.commitment).toBe(here.shift.commitment);
    await two.play(record, id, 2, WAIT, false);
    expect((await running(one, record, id)).number).toBe(3);
  });

  test('of two tabs that do the same step one does it, the other sees what became of it', async () => {
    const { database, record, one, id } = await begun();
    const two = processOn(database);
    // Both know the shift as it began, so that only the row can tell them apart.
    await Promise.all([running(one, record, id), running(two, record, id)]);
    const came = await Promise.all(
      [one, one, two, two].map((shifts) => shifts.play(record, id, 0, WAIT, false)),
    );
    expect(came.map((c) => (c && 'played' in c ? 'played' : c && 'stale' in c ? 'stale' : c)).sort()).toEqual(
      ['played', 'stale', 'stale', 'stale'],
    );
    for (const c of came) if (c && 'stale' in c) expect(c.stale.number).toBe(1);
    const rows = await database.db.selectFrom('lab_deed').selectAll().execute();
    expect(rows).toHaveLength(1);
    for (const shifts of [one, two]) expect((await running(shifts, record, id)).shift.now).toBe(120);
  });

  test('a refusal leaves no row and no trace', async () => {
    const { database, record, one, id } = await begun();
    const before = (await running(one, record, id)).shift.ledger.hash;
    const done = await one.play(record, id, 0, { deed: 'look', container: 'T99' }, false);
    expect(done).toMatchObject({ refused: { kind: 'unknown' } });
    expect(await database.db.selectFrom('lab_deed').selectAll().execute()).toEqual([]);
    expect((await running(one, record, id)).shift.ledger.hash).toBe(before);
  });

  test('a shift that is over was played anew from its log, and takes no more', async () => {
    const { database, record, one, id } = await begun();
    await one.play(record, id, 0, WAIT, false);
    const done = await one.play(record, id, 1, { deed: 'finish' }, false);
    expect(done).toMatchObject({ played: { verified: true, number: 2 } });
    expect(await one.list(record)).toMatchObject([
      { id, deeds: 2, score: 71.5, finishedAt: AT.toISOString() },
    ]);
    expect(await one.play(record, id, 2, WAIT, false)).toMatchObject({ refused: { kind: 'state' } });
    // A server that fell before it wrote the end down: the next one does.
    await database.db
      .updateTable('lab_shift')
      .set({ finished_at: null, verified: null, score: null })
      .execute();
    expect(await running(processOn(database), record, id)).toMatchObject({ verified: true });
  });

  test('a log that was changed, or a scenario, is found out and not played on', async () => {
    const { database, record, one, id } = await begun();
    await one.play(record, id, 0, WAIT, false);
    const scenario = { ...laboratory.scenarios.get(SCENARIO)!, minutes: 7 };
    const other = { ...laboratory, scenarios: new Map([[SCENARIO, scenario]]) };
    expect(await processOn(database, other).find(record, id)).toMatchObject({ altered: { id } });
    await database.db
      .updateTable('lab_deed')
      .set({ deed: JSON.stringify({ deed: 'wait', minutes: 9 }) })
      .execute();
    expect(await processOn(database).find(record, id)).toMatchObject({ altered: { id } });
  });

  test('nobody else has it, and it goes with its record', async () => {
    const { database, record, one, id } = await begun();
    await one.play(record, id, 0, WAIT, false);
    const other = await recordIn(database);
    expect(await one.find(other, id)).toBeNull();
    expect(await one.play(other, id, 1, WAIT, false)).toBeNull();
    expect(await one.list(other)).toEqual([]);
    expect(await one.begin(record, 'no-such-scenario', 'learn')).toBeNull();
    await database.db.deleteFrom('record').where('id', '=', record).execute();
    for (const table of ['lab_shift', 'lab_deed'] as const)
      expect(await database.db.selectFrom(table).selectAll().execute()).toEqual([]);
  });
});
