import { ACTIVITY_KINDS, SUBJECT_AREAS } from '#content/index.ts';
import type { RandomBytes } from '#kernel/ids.ts';
import type { Db, Tables } from '#storage/index.server.ts';
import type { Activity, Named } from './activity.ts';

/** An activity as it is kept. `version` counts its changes from 1. */
export type KeptActivity = Named & { version: number };

/** What came of a change: `stale` = somebody (another tab) changed it first. */
export type Changed =
  { changed: KeptActivity } | { refused: 'stale'; current: KeptActivity } | { refused: 'gone' };

/** The activities of records. Every act names the record, and touches nothing of any other. */
export type ActivityStore = {
  /** The newest first. */
  list(record: string): Promise<KeptActivity[]>;
  /** Null where this record has no such activity. */
  find(record: string, id: string): Promise<KeptActivity | null>;
  /** Keeps a new one; null where the record has as many as it may have. An id that the activity brings is not used. */
  add(record: string, activity: Activity): Promise<KeptActivity | null>;
  /** @param version the one that the change was made from */
  change(record: string, id: string, activity: Activity, version: number): Promise<Changed>;
  /** Resolves to what was removed, with the evidence that it names no longer marked; null where there was none. */
  remove(record: string, id: string): Promise<KeptActivity | null>;
};

/** A career has fewer. */
export const MOST_ACTIVITIES = 2000;

/** What evidence names as its subject when it proves an activity. */
export const subjectOf = (id: string): string => `activity ${id}`;

/** @param random chance for names of rows */
export function openActivities(db: Db, clock: () => Date, random: RandomBytes): ActivityStore {
  const now = () => clock().toISOString();

  const find: ActivityStore['find'] = async (record, id) => {
    const row = await db
      .selectFrom('activity')
      .selectAll()
      .where('id', '=', id)
      .where('record_id', '=', record)
      .executeTakeFirst();
    return row ? kept(row) : null;
  };

  return {
    find,

    async list(record) {
      const rows = await db
        .selectFrom('activity')
        .selectAll()
        .where('record_id', '=', record)
        .orderBy('done_on', 'desc')
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .execute();
      return rows.map(kept);
    },

    async add(record, activity) {
      const { many } = await db
        .selectFrom('activity')
        .select(({ fn }) => fn.countAll<number | string>().as('many'))
        .where('record_id', '=', record)
        .executeTakeFirstOrThrow();
      if (Number(many) >= MOST_ACTIVITIES) return null;
      const at = now();
      const id = Buffer.from(random(16)).toString('hex');
      const row = { ...columns(activity), id, record_id: record, version: 1, created_at: at, updated_at: at };
      await db.insertInto('activity').values(row).execute();
      return kept(row);
    },

    async change(record, id, activity, version) {
      const { numUpdatedRows } = await db
        .updateTable('activity')
        .set({ ...columns(activity), version: version + 1, updated_at: now() })
        .where('id', '=', id)
        .where('version', '=', version)
        .where('record_id', '=', record)
        .executeTakeFirst();
      const current = await find(record, id);
      if (!current) return { refused: 'gone' };
      return numUpdatedRows === 1n ? { changed: current } : { refused: 'stale', current };
    },

    async remove(record, id) {
      return await db.transaction().execute(async (tx) => {
        const row = await tx
          .deleteFrom('activity')
          .where('id', '=', id)
          .where('record_id', '=', record)
          .returningAll()
          .executeTakeFirst();
        if (!row) return null;
        await tx
          .deleteFrom('evidence_use')
          .where('subject', '=', subjectOf(id))
          .where('record_id', '=', record)
          .execute();
        return kept(row);
      });
    },
  };
}

type Row = Tables['activity'];

const list = (words: readonly string[] | undefined): string | null => (words ? JSON.stringify(words) : null);

const columns = (a: Activity) => ({
  title: a.title,
  provider: a.provider ?? null,
  done_on: a.date,
  hours: a.hours ?? null,
  minutes_per_hour: a.minutesPerHour ?? null,
  points: a.points ?? null,
  areas: list(a.areas),
  kind: a.kind ?? null,
  accreditation: list(a.accreditation),
});

function words(text: string | null): string[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value.filter((word) => typeof word === 'string') : [];
  } catch {
    return [];
  }
}

/** A row as an activity. A word that the vocabulary no longer knows counts as not told; the row keeps it. */
function kept(row: Row): KeptActivity {
  const areas = SUBJECT_AREAS.filter((area) => words(row.areas).includes(area));
  const kind = ACTIVITY_KINDS.find((known) => known === row.kind);
  const minutes = row.minutes_per_hour;
  return {
    id: row.id,
    version: row.version,
    title: row.title,
    date: row.done_on,
    ...(row.provider === null ? {} : { provider: row.provider }),
    ...(row.hours === null ? {} : { hours: row.hours }),
    ...(minutes === 50 || minutes === 60 ? { minutesPerHour: minutes } : {}),
    ...(row.points === null ? {} : { points: row.points }),
    ...(areas.length === 0 ? {} : { areas }),
    ...(kind === undefined ? {} : { kind }),
    ...(row.accreditation === null ? {} : { accreditation: words(row.accreditation) }),
  };
}
