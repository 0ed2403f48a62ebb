import { createHash } from 'node:crypto';
import { newToken, parseToken, type RandomBytes, type Token } from '#kernel/ids.ts';
import type { Db } from '#storage/index.server.ts';

/** An address at which a calendar program reads one record's days. `id` names it to its owner, and opens nothing. */
export type Feed = { id: string; madeAt: string };

/** Secret addresses of records. Of a secret only its SHA-256 is kept, so it is told once, when it is made. */
export type Feeds = {
  /** Those that are open, the oldest first. */
  list(record: string): Promise<Feed[]>;
  /** A new one; null where the record has as many as it may have. */
  make(record: string): Promise<Token | null>;
  /** Closes one for ever. Resolves to whether it was open. */
  revoke(record: string, id: string): Promise<boolean>;
  /** The record that a secret opens; null for one that was revoked, or that never was. */
  recordOf(secret: string): Promise<string | null>;
};

/** One for each of a person's calendars. */
export const MOST_FEEDS = 5;

/** One round of SHA-256 is enough for a secret of 256 bits. */
const hashed = (secret: Token): string => createHash('sha256').update(secret).digest('hex');

export function openFeeds(db: Db, clock: () => Date, random: RandomBytes): Feeds {
  const openOf = (record: string) =>
    db.selectFrom('feed').where('record_id', '=', record).where('revoked_at', 'is', null);

  return {
    list: (record) =>
      openOf(record).select(['id', 'created_at as madeAt']).orderBy('created_at').orderBy('id').execute(),

    async make(record) {
      const { many } = await openOf(record)
        .select(({ fn }) => fn.countAll<number | string>().as('many'))
        .executeTakeFirstOrThrow();
      if (Number(many) >= MOST_FEEDS) return null;
      // Revoked ones answer like those that never were, and need no row: only the last ones are kept, for whoever looks after them.
      await db
        .deleteFrom('feed')
        .where('record_id', '=', record)
        .where('revoked_at', 'is not', null)
        .execute();
      const secret = newToken(random);
      const made = { id: hashed(secret), record_id: record, created_at: clock().toISOString(), revoked_at: null };
      await db.insertInto('feed').values(made).execute();
      return secret;
    },

    async revoke(record, id) {
      const { numUpdatedRows } = await db
        .updateTable('feed')
        .set({ revoked_at: clock().toISOString() })
        .where('id', '=', id)
        .where('record_id', '=', record)
        .where('revoked_at', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    async recordOf(text) {
      const secret = parseToken(text);
      if (secret === null) return null;
      const row = await db
        .selectFrom('feed')
        .select('record_id')
        .where('id', '=', hashed(secret))
        .where('revoked_at', 'is', null)
        .executeTakeFirst();
      return row?.record_id ?? null;
    },
  };
} // prettier-ignore
