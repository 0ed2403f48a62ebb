import type { Db, Tables } from '#storage/index.server.ts';
import { readSource, type Notice } from './notice.ts';

/** The notices of records. Every act names the record, and touches nothing of any other. */
export type Notices = {
  /** The newest first, `many` at most. */
  list(record: string, many: number): Promise<Notice[]>;
  unread(record: string): Promise<number>;
  /** Marks those as read that were made up to a time (ISO 8601), so that nothing is marked that nobody saw. */
  markRead(record: string, until: string): Promise<void>;
  byMail(record: string): Promise<boolean>;
  setByMail(record: string, on: boolean): Promise<void>;
};

export function openNotices(db: Db, clock: () => Date): Notices {
  return {
    async list(record, many) {
      const rows = await db
        .selectFrom('notice')
        .selectAll()
        .where('record_id', '=', record)
        .orderBy('made_at', 'desc')
        .orderBy('subject')
        .limit(many)
        .execute();
      return rows.map(noticeOf);
    },
    async unread(record) {
      const { many } = await db
        .selectFrom('notice')
        .select(({ fn }) => fn.countAll<number | string>().as('many'))
        .where('record_id', '=', record)
        .where('read_at', 'is', null)
        .executeTakeFirstOrThrow();
      return Number(many);
    },
    async markRead(record, until) {
      await db
        .updateTable('notice')
        .set({ read_at: clock().toISOString() })
        .where('record_id', '=', record)
        .where('read_at', 'is', null)
        .where('made_at', '<=', until)
        .execute();
    },
    async byMail(record) {
      const row = await db
        .selectFrom('notice_choice')
        .select('by_mail')
        .where('record_id', '=', record)
        .executeTakeFirst();
      return row?.by_mail !== 0;
    },
    async setByMail(record, on) {
      const set = { by_mail: on ? 1 : 0, updated_at: clock().toISOString() };
      await db
        .insertInto('notice_choice')
        .values({ record_id: record, ...set })
        .onConflict((conflict) => conflict.column('record_id').doUpdateSet(set))
        .execute();
    },
  };
}

/** A row that is no notice of ours is shown with its own words alone. */
export function noticeOf(row: Tables['notice']): Notice {
  const { id, subject, before, after, made_at: made, read_at: read } = row;
  const { name, confidence, rules } = readSource(row.source);
  return { id, subject, name: name ?? subject, before, after, confidence, rules, made, read };
}
