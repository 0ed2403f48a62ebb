import type { RandomBytes } from '#kernel/ids.ts';
import { Overtaken, chainEnd, writeEvent } from '#record/events.server.ts';
import type { Difference } from '#record/index.ts';
import type { Kind } from '#record/store.server.ts';
import type { Db } from '#storage/index.server.ts';
import type { Activity, Named } from './activity.ts';
import { activityChangeIn, partOf, toldAlike } from './happened.ts';
import { columns, kept, type KeptActivity } from './rows.server.ts';

export type { KeptActivity } from './rows.server.ts';

/** What came of a change: `stale` = somebody (another tab) changed it first. `seq` null = it said so already. */
export type Changed =
  | { changed: KeptActivity; seq: number | null }
  | { refused: 'stale'; current: KeptActivity }
  | { refused: 'gone' };

/** What came of taking a change back. */
export type Undone = { seq: number } | { refused: 'no such change' | 'touched later' | 'no room' };

/**
 * The activities of records. Every act names the record, and touches nothing of any other. Each change is an event in the
 * record's chain; `seq` is its number.
 */
export type ActivityStore = {
  /** The newest first. */
  list(record: string): Promise<KeptActivity[]>;
  /** Those of a past moment (ISO 8601, UTC), the newest first. What no event tells of was there all along. */
  at(record: string, time: string): Promise<Named[]>;
  /** Null where this record has no such activity. */
  find(record: string, id: string): Promise<KeptActivity | null>;
  /** Keeps a new one; null where the record has as many as it may have. An id that the activity brings is not used. */
  add(record: string, activity: Activity): Promise<{ added: KeptActivity; seq: number } | null>;
  /** @param version the one that the change was made from */
  change(record: string, id: string, activity: Activity, version: number): Promise<Changed>;
  /** Removes it, and no file proves it any more; null where there was none. */
  remove(record: string, id: string): Promise<{ removed: KeptActivity; seq: number } | null>;
  /** Takes a change back, with what proved the activity then; that is a change too. */
  undo(record: string, seq: number): Promise<Undone>;
};

/** A career has fewer. */
export const MOST_ACTIVITIES = 2000;

/** What evidence names as its subject when it proves an activity. */
export const subjectOf = (id: string): string => SUBJECT + id;
/** The id of the activity that a subject of evidence names; null = it names something else. */
export const activityOf = (subject: string): string | null =>
  subject.startsWith(SUBJECT) ? subject.slice(SUBJECT.length) : null;
const SUBJECT = 'activity ';

/** So often others may change the same record first; each time one of them got on. */
const TRIES = 20;

/** Something to do, once the event that tells of it is written; or an answer where nothing is to be done. */
type Act<T> =
  | { answer: T }
  | { change: Difference; how?: { kind: Kind; undoes: number }; act: (seq: number) => Promise<T> };

/** @param random chance for names of rows */
export function openActivities(db: Db, clock: () => Date, random: RandomBytes): ActivityStore {
  const now = () => clock().toISOString();

  const find = async (tx: Db, record: string, id: string): Promise<KeptActivity | null> => {
    const row = await tx
      .selectFrom('activity')
      .selectAll()
      .where('id', '=', id)
      .where('record_id', '=', record)
      .executeTakeFirst();
    return row ? kept(row) : null;
  };

  /** One transaction: what stands there is read, then the event written, then the thing done. */
  async function act<T>(record: string, none: T, plan: (tx: Db) => Promise<Act<T>>): Promise<T> {
    for (let tried = 1; ; tried += 1)
      try {
        return await db.transaction().execute(async (tx) => {
          const end = await chainEnd(tx, record);
          if (!end) return none;
          const planned = await plan(tx);
          if ('answer' in planned) return planned.answer;
          return planned.act(await writeEvent(tx, end, now(), planned.change, planned.how));
        });
      } catch (error) {
        if (!(error instanceof Overtaken) || tried >= TRIES) throw error;
      }
  }

  const proofOf = async (tx: Db, record: string, id: string): Promise<string[]> => {
    const uses = await tx
      .selectFrom('evidence_use')
      .select('evidence_id')
      .where('record_id', '=', record)
      .where('subject', '=', subjectOf(id))
      .orderBy('evidence_id')
      .execute();
    return uses.map((use) => use.evidence_id);
  };

  const prove = async (tx: Db, record: string, id: string, files: readonly string[]): Promise<void> => {
    for (const file of files) {
      // Whoever removed the file in the meantime meant it.
      const there = await tx.selectFrom('evidence').select('id').where('record_id', '=', record).where('id', '=', file).executeTakeFirst(); // prettier-ignore
      if (there) await tx.insertInto('evidence_use').values({ evidence_id: file, record_id: record, subject: subjectOf(id) }).execute(); // prettier-ignore
    }
  };

  const isFull = async (tx: Db, record: string): Promise<boolean> => {
    const { many } = await tx
      .selectFrom('activity')
      .select(({ fn }) => fn.countAll<number | string>().as('many'))
      .where('record_id', '=', record)
      .executeTakeFirstOrThrow();
    return Number(many) >= MOST_ACTIVITIES;
  };

  const insert = async (tx: Db, record: string, id: string, activity: Activity, version: number) => {
    const at = now();
    const row = { ...columns(activity), id, record_id: record, version, created_at: at, updated_at: at };
    await tx.insertInto('activity').values(row).execute();
    return kept(row);
  };

  const update = async (tx: Db, record: string, { id, version }: KeptActivity, activity: Activity) => {
    await tx
      .updateTable('activity')
      .set({ ...columns(activity), version: version + 1, updated_at: now() })
      .where('id', '=', id)
      .where('record_id', '=', record)
      .execute();
    return (await find(tx, record, id))!;
  };

  const drop = async (tx: Db, record: string, id: string): Promise<void> => {
    await tx
      .deleteFrom('evidence_use')
      .where('subject', '=', subjectOf(id))
      .where('record_id', '=', record)
      .execute();
    await tx.deleteFrom('activity').where('id', '=', id).where('record_id', '=', record).execute();
  };

  const list: ActivityStore['list'] = async (record) => {
    const rows = await db
      .selectFrom('activity')
      .selectAll()
      .where('record_id', '=', record)
      .orderBy('done_on', 'desc')
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .execute();
    return rows.map(kept);
  };

  return {
    find: (record, id) => find(db, record, id),

    list,

    async at(record, time) {
      const there = new Map<string, Named>((await list(record)).map((activity) => [activity.id, activity]));
      const since = await db
        .selectFrom('event')
        .select(['before', 'after'])
        .where('record_id', '=', record)
        .where('at', '>', time)
        .orderBy('seq', 'desc')
        .execute();
      for (const event of since) {
        const change = activityChangeIn({ before: parsed(event.before), after: parsed(event.after) });
        if (change?.before) there.set(change.id, { ...change.before, id: change.id });
        else if (change) there.delete(change.id);
      }
      return [...there.values()].sort((a, b) => (a.date > b.date ? -1 : a.date < b.date ? 1 : 0));
    },

    add: (record, activity) =>
      act<{ added: KeptActivity; seq: number } | null>(record, null, async (tx) => {
        if (await isFull(tx, record)) return { answer: null };
        const id = Buffer.from(random(16)).toString('hex');
        return {
          change: { before: {}, after: { [partOf(id)]: told(activity) } },
          act: async (seq) => ({ added: await insert(tx, record, id, activity, 1), seq }),
        };
      }),

    change: (record, id, activity, version) =>
      act<Changed>(record, { refused: 'gone' }, async (tx) => {
        const current = await find(tx, record, id);
        if (!current) return { answer: { refused: 'gone' } };
        if (current.version !== version) return { answer: { refused: 'stale', current } };
        const [before, after] = [told(current), told(activity)];
        if (toldAlike(before, after)) return { answer: { changed: current, seq: null } };
        return {
          change: { before: { [partOf(id)]: before }, after: { [partOf(id)]: after } },
          act: async (seq) => ({ changed: await update(tx, record, current, activity), seq }),
        };
      }),

    remove: (record, id) =>
      act<{ removed: KeptActivity; seq: number } | null>(record, null, async (tx) => {
        const removed = await find(tx, record, id);
        if (!removed) return { answer: null };
        return {
          change: { before: { [partOf(id)]: told(removed, await proofOf(tx, record, id)) }, after: {} },
          act: async (seq) => {
            await drop(tx, record, id);
            return { removed, seq };
          },
        };
      }),

    undo: (record, undoes) =>
      act<Undone>(record, { refused: 'no such change' }, async (tx) => {
        if (!Number.isSafeInteger(undoes) || undoes < 1 || undoes >= 2 ** 31)
          return { answer: { refused: 'no such change' } };
        const event = await tx
          .selectFrom('event')
          .select(['before', 'after'])
          .where('record_id', '=', record)
          .where('seq', '=', undoes)
          .executeTakeFirst();
        const happened =
          event && activityChangeIn({ before: parsed(event.before), after: parsed(event.after) });
        if (!happened) return { answer: { refused: 'no such change' } };
        const { id, before, after } = happened;
        const current = await find(tx, record, id);
        if (!toldAlike(current, after)) return { answer: { refused: 'touched later' } };
        if (!current && (await isFull(tx, record))) return { answer: { refused: 'no room' } };
        const files = current && before === null ? await proofOf(tx, record, id) : [];
        return {
          change: {
            before: current ? { [partOf(id)]: told(current, files) } : {},
            after: before ? { [partOf(id)]: before } : {},
          },
          how: { kind: 'taken back', undoes },
          act: async (seq) => {
            if (before === null) await drop(tx, record, id);
            else if (current) await update(tx, record, current, before);
            else {
              // No tab that was opened before it was removed knows this version.
              await insert(tx, record, id, before, seq);
              await prove(tx, record, id, before.evidence ?? []);
            }
            return { seq };
          },
        };
      }),
  };
}

/** What an activity tells, and which files prove it. */
function told({ id: _id, version: _version, evidence: _evidence, ...rest }: Activity & { version?: number }, files: readonly string[] = []): Activity {
  return files.length > 0 ? { ...rest, evidence: [...files] } : rest;
} // prettier-ignore

const parsed = (text: string | null): Difference['before'] =>
  JSON.parse(text ?? '{}') as Difference['before'];
