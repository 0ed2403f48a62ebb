import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '#storage/index.server.ts';
import type { Limit } from './limits.ts';

/** `until`: when the tries begin anew, ISO 8601. */
export type Tried = { ok: true } | { ok: false; until: string };

/** Nobody who reads the table learns whose address was tried. */
const bucketOf = ({ what, who }: Limit): string =>
  `${what} ${createHash('sha256').update(who).digest('base64url')}`;

/**
 * Counts tries. better-auth has limits too, but they bind only requests to its own routes, not calls from our actions, and
 * they count by client alone: many clients could try one account for ever.
 */
export const openAttempts = (db: Db, clock: () => Date) => ({
  /**
   * Counts one try against each limit in turn, up to the first that is used up: who is refused by the first does not use up
   * the others. One statement counts and answers, so that tries at once cannot slip through.
   */
  async take(limits: readonly Limit[]): Promise<Tried> {
    for (const limit of limits) {
      const now = clock();
      const at = now.toISOString();
      const ends = new Date(now.getTime() + limit.seconds * 1000).toISOString();
      const { rows } = await sql<{ count: number; ends_at: string }>`
        insert into attempt (bucket, count, ends_at) values (${bucketOf(limit)}, 1, ${ends})
        on conflict (bucket) do update set
          count = case when attempt.ends_at <= ${at} then 1 else attempt.count + 1 end,
          ends_at = case when attempt.ends_at <= ${at} then excluded.ends_at else attempt.ends_at end
        returning count, ends_at`.execute(db);
      const row = rows[0]!;
      if (row.count > limit.most) return { ok: false, until: row.ends_at };
    }
    return { ok: true };
  },

  /** A try that turned out to be the person's own does not count: a whole class may sign in behind one address. */
  async giveBack(limits: readonly Limit[]): Promise<void> {
    for (const limit of limits)
      await db
        .updateTable('attempt')
        .set((set) => ({ count: set('count', '-', 1) }))
        .where('bucket', '=', bucketOf(limit))
        .where('count', '>', 0)
        .execute();
  },

  /** Removes what is over. */
  async prune(): Promise<void> {
    await db.deleteFrom('attempt').where('ends_at', '<=', clock().toISOString()).execute();
  },
});

export type Attempts = ReturnType<typeof openAttempts>;
