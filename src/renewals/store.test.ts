import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openEvidence } from '#record/evidence.server.ts';
import { openRecordStore } from '#record/store.server.ts';
import { migrate } from '#storage/index.server.ts';
import { onEachDatabase } from '#storage/testing/each-database.server.ts';
import { Activity, type Named } from './activity.ts';
import { MOST_ACTIVITIES, openActivities, subjectOf } from './store.server.ts';
import { anyActivity } from './testing/draw.ts';

const NOW = new Date('2026-07-01T12:00:00.000Z');
const clock = () => NOW;

onEachDatabase(({ open }) => {
  /** Two people with a record each, and the stores. */
  async function begin() {
    const database = await open();
    await migrate(database, clock);
    const records = openRecordStore(database.db, clock, randomBytes);
    const person = async () => {
      const browser = records.token();
      await records.save({ browser }, { record: { benchpath: 'record/1' }, answers: {} }, 0);
      return { browser, id: (await records.load({ browser }))!.id };
    };
    const [mine, theirs] = [await person(), await person()];
    const activities = openActivities(database.db, clock, randomBytes);
    const evidence = openEvidence(database.db, database.dataFolder, clock, randomBytes);
    return { database, records, activities, evidence, mine, theirs };
  }
  const coagulation = Activity.parse({ title: 'Coagulation', provider: 'A school', date: '2026-05', hours: 1.25, minutesPerHour: 50, areas: ['hematology'], kind: 'webinar', accreditation: ['us-fl'] }); // prettier-ignore

  test('an activity is kept as it was told, changed once, removed once', async () => {
    const { activities, mine } = await begin();
    const { added, seq } = (await activities.add(mine.id, coagulation))!;
    expect([added, seq]).toEqual([{ ...coagulation, id: added.id, version: 1 }, 2]);
    expect(await activities.list(mine.id)).toEqual([added]);
    const better = { ...coagulation, hours: 2, areas: ['hematology', 'chemistry'] as const };
    const change = async (version: number) =>
      await activities.change(mine.id, added.id, Activity.parse(better), version);
    expect(await change(1)).toMatchObject({
      changed: { version: 2, hours: 2, areas: ['chemistry', 'hematology'] },
      seq: 3,
    });
    expect(await change(2)).toMatchObject({ changed: { version: 2 }, seq: null });
    expect(await change(1)).toMatchObject({ refused: 'stale', current: { version: 2 } });
    expect(await activities.remove(mine.id, added.id)).toMatchObject({ removed: { id: added.id, hours: 2 } });
    expect(await activities.remove(mine.id, added.id)).toBe(null);
    expect(await change(2)).toEqual({ refused: 'gone' });
    expect(await activities.list(mine.id)).toEqual([]);
  });

  test('nobody reaches the activities of anybody else', async () => {
    const { activities, mine, theirs } = await begin();
    const { added: own, seq } = (await activities.add(mine.id, coagulation))!;
    expect(await activities.list(theirs.id)).toEqual([]);
    expect(await activities.find(theirs.id, own.id)).toBe(null);
    expect(await activities.change(theirs.id, own.id, coagulation, 1)).toEqual({ refused: 'gone' });
    expect(await activities.remove(theirs.id, own.id)).toBe(null);
    expect(await activities.undo(theirs.id, seq)).toEqual({ refused: 'no such change' });
    expect(await activities.list(mine.id)).toEqual([own]);
  });

  test('whatever is told comes back, the newest first', async () => {
    const { activities, mine } = await begin();
    await fc.assert(
      fc.asyncProperty(fc.array(anyActivity, { maxLength: 5 }), async (drawn) => {
        const list = drawn.map((one) => Activity.parse(one));
        for (const one of list) await activities.add(mine.id, one);
        const kept = await activities.list(mine.id);
        expect(kept.map((a) => a.date)).toEqual(
          list
            .map((a) => a.date)
            .sort()
            .reverse(),
        );
        for (const { id, version, ...told } of kept) {
          expect([version, id.length]).toEqual([1, 32]);
          // The words of a list come back in the order of the vocabulary.
          const same = list.map((a) => JSON.stringify(inOrder(a)));
          expect(same).toContain(JSON.stringify(inOrder(told)));
          await activities.remove(mine.id, id);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('of two tabs that change it at once one wins', async () => {
    const { activities, mine } = await begin();
    const { id } = (await activities.add(mine.id, coagulation))!.added;
    const tabs = await Promise.all(
      [1, 2, 3, 4].map((hours) => activities.change(mine.id, id, { ...coagulation, hours }, 1)),
    );
    expect(tabs.filter((tab) => 'changed' in tab).length).toBe(1);
    expect((await activities.find(mine.id, id))!.version).toBe(2);
  });

  test('what is removed is no longer what a file proves, and all of it goes with the record', async () => {
    const { activities, evidence, records, database, mine } = await begin();
    const { id } = (await activities.add(mine.id, coagulation))!.added;
    const kept = (await activities.add(mine.id, coagulation))!.added;
    const file = await evidence.add(mine.id, 'certificate', Buffer.from('%PDF-1.4\ntrailer\n%%EOF\n'));
    if ('refused' in file) throw new Error(file.refused);
    for (const one of [id, kept.id]) await evidence.mark(mine.id, file.added.id, subjectOf(one), true);
    await activities.remove(mine.id, id);
    expect((await evidence.list(mine.id))[0]!.subjects).toEqual([subjectOf(kept.id)]);
    await records.remove({ browser: mine.browser });
    expect(await database.db.selectFrom('activity').selectAll().execute()).toEqual([]);
  });

  test('every change is an event of the record, and the chain stays whole', async () => {
    const { activities, records, mine } = await begin();
    const { added } = (await activities.add(mine.id, coagulation))!;
    await activities.change(mine.id, added.id, { ...coagulation, hours: 2 }, 1);
    await activities.remove(mine.id, added.id);
    const history = await records.history({ browser: mine.browser }, 10);
    const part = `activity.${added.id}`;
    expect(history.map((e) => [e.seq, e.kind, e.who, e.before[part], e.after[part]])).toEqual([
      [4, 'told', 'this browser', { ...coagulation, hours: 2 }, undefined],
      [3, 'told', 'this browser', coagulation, { ...coagulation, hours: 2 }],
      [2, 'told', 'this browser', undefined, coagulation],
      [1, 'told', 'this browser', undefined, undefined],
    ]);
    expect(await records.broken()).toEqual([]);
    // The record of any day is still itself.
    expect(await records.at({ browser: mine.browser }, NOW.toISOString())).toEqual({
      record: { benchpath: 'record/1' },
      answers: {},
    });
  });

  test('what was done stands at any past moment as it stood then, whatever happened since', async () => {
    const { database, mine } = await begin();
    const time = { ms: NOW.getTime() };
    const activities = openActivities(database.db, () => new Date(time.ms), randomBytes);
    const told = (list: readonly object[]) =>
      list.map(({ version: _v, evidence: _e, ...rest }: { version?: number; evidence?: unknown }) => rest).sort((a, b) => ((a as Named).id < (b as Named).id ? -1 : 1)); // prettier-ignore
    const stood: { at: string; was: object[] }[] = [];
    const acts = fc.array(
      fc.tuple(fc.constantFrom('add', 'change', 'remove', 'undo'), fc.nat(20), anyActivity),
      {
        minLength: 12,
        maxLength: 12,
      },
    );
    for (const [what, n, activity] of fc.sample(acts, { numRuns: 1, seed: 7 })[0]!) {
      time.ms += 60_000;
      const all = await activities.list(mine.id);
      const one = all[n % Math.max(1, all.length)];
      if (what === 'add' || !one) await activities.add(mine.id, activity);
      else if (what === 'change') await activities.change(mine.id, one.id, activity, one.version);
      else if (what === 'remove') await activities.remove(mine.id, one.id);
      else await activities.undo(mine.id, 2 + (n % (stood.length + 1)));
      stood.push({ at: new Date(time.ms).toISOString(), was: told(await activities.list(mine.id)) });
    }
    expect(new Set(stood.map(({ was }) => JSON.stringify(was))).size).toBeGreaterThan(5);
    for (const { at, was } of stood) expect(told(await activities.at(mine.id, at)), at).toEqual(was);
    expect(await activities.at(mine.id, '2026-01-01T00:00:00.000Z')).toEqual([]);
  });

  test('each change can be taken back, and that too; a removal brings its evidence back', async () => {
    const { activities, evidence, records, mine } = await begin();
    const files = await Promise.all(
      ['a', 'b'].map(async (name) => {
        const file = await evidence.add(mine.id, name, Buffer.from(`%PDF-1.4\n${name}\n%%EOF\n`));
        if ('refused' in file) throw new Error(file.refused);
        return file.added.id;
      }),
    );
    const first = (await activities.add(mine.id, coagulation))!;
    const { id } = first.added;
    for (const file of files) await evidence.mark(mine.id, file, subjectOf(id), true);
    const better = { ...coagulation, hours: 2 };
    const second = await activities.change(mine.id, id, better, 1);
    if (!('changed' in second)) throw new Error('refused');
    expect(await activities.undo(mine.id, first.seq)).toEqual({ refused: 'touched later' });
    expect(await activities.undo(mine.id, second.seq!)).toEqual({ seq: 4 });
    expect(await activities.find(mine.id, id)).toMatchObject({ hours: 1.25, version: 3 });
    const third = (await activities.remove(mine.id, id))!;
    // Of its two files one is gone by the time that it comes back.
    await evidence.remove(mine.id, files[1]!);
    const back = await activities.undo(mine.id, third.seq);
    expect(back).toEqual({ seq: 6 });
    expect(await activities.find(mine.id, id)).toEqual({ ...coagulation, id, version: 6 });
    expect((await evidence.list(mine.id)).map((file) => file.subjects)).toEqual([[subjectOf(id)]]);
    // A tab from before the removal is told, and overwrites nothing.
    expect(await activities.change(mine.id, id, better, 3)).toMatchObject({ refused: 'stale' });
    expect(await activities.undo(mine.id, 6)).toEqual({ seq: 7 });
    expect([await activities.list(mine.id), (await evidence.list(mine.id))[0]!.subjects]).toEqual([[], []]);
    expect(await records.broken()).toEqual([]);
    for (const seq of [1, 99, 0, -1, 1.5, Number.NaN, 2 ** 40])
      expect(await activities.undo(mine.id, seq)).toEqual({ refused: 'no such change' });
  });

  test('added from many tabs while the record itself is saved: nothing is lost, and the chain is whole', async () => {
    const { activities, records, mine } = await begin();
    const save = async (n: number) => {
      for (;;) {
        const { version } = (await records.load({ browser: mine.browser }))!;
        const content = { record: { benchpath: 'record/1', born: 1990 + n }, answers: {} };
        if ((await records.save({ browser: mine.browser }, content, version)).saved) return;
      }
    };
    await Promise.all([1, 2, 3, 4, 5, 6].flatMap((n) => [activities.add(mine.id, coagulation), save(n)]));
    expect((await activities.list(mine.id)).length).toBe(6);
    expect((await records.load({ browser: mine.browser }))!.version).toBe(13);
    expect(await records.broken()).toEqual([]);
  });

  describe('what could go wrong', () => {
    test('a word that the vocabulary no longer knows counts as not told, and stays in its row', async () => {
      const { activities, database, mine } = await begin();
      const { id } = (await activities.add(mine.id, coagulation))!.added;
      await database.db
        .updateTable('activity')
        .set({
          areas: '["phlogiston","hematology"]',
          kind: 'séance',
          minutes_per_hour: 45,
          accreditation: 'no list',
        })
        .where('id', '=', id)
        .execute();
      const [read] = await activities.list(mine.id);
      expect(read).toEqual({ id, version: 1, title: 'Coagulation', provider: 'A school', date: '2026-05', hours: 1.25, areas: ['hematology'], accreditation: [] }); // prettier-ignore
      expect((await database.db.selectFrom('activity').select('kind').executeTakeFirstOrThrow()).kind).toBe(
        'séance',
      );
    });

    test('a record has room for a career, and no more', async () => {
      const { activities, database, mine } = await begin();
      const row = (n: number) => ({
        id: `a${n}`, record_id: mine.id, title: 't', provider: null, done_on: '2026-01-01', hours: 1, minutes_per_hour: null, points: null,
        areas: null, kind: null, accreditation: null, version: 1, created_at: 'c', updated_at: 'u',
      }); // prettier-ignore
      for (let n = 0; n < MOST_ACTIVITIES - 1; n += 500)
        await database.db
          .insertInto('activity')
          .values(Array.from({ length: Math.min(500, MOST_ACTIVITIES - 1 - n) }, (_, i) => row(n + i)))
          .execute();
      expect(await activities.add(mine.id, coagulation)).not.toBe(null);
      expect(await activities.add(mine.id, coagulation)).toBe(null);
      expect((await activities.list(mine.id)).length).toBe(MOST_ACTIVITIES);
    });
  });
});

/** Keys and words in one order. */
function inOrder(activity: Activity): object {
  const { areas, ...rest } = activity;
  const sorted = Object.entries({ ...rest, ...(areas ? { areas: [...areas].sort() } : {}) });
  return Object.fromEntries(sorted.sort(([a], [b]) => (a < b ? -1 : 1)));
}
