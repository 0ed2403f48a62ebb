import type { Library } from '#content/index.ts';
import type { Db } from '#storage/index.server.ts';
import { libraryOf, type Content } from './content.server.ts';

/** A server that was not heard of for so long is taken to be gone, with its content. */
const GONE_MS = 2 * 86_400_000;

/** Writes down that a content is in use here. */
export async function register(db: Db, { digest, files }: Content, now: Date): Promise<void> {
  const at = now.toISOString();
  const { numUpdatedRows } = await db
    .updateTable('rules')
    .set({ seen_at: at })
    .where('digest', '=', digest)
    .executeTakeFirst();
  if (numUpdatedRows === 1n) return;
  await db
    .insertInto('rules')
    .values({ digest, files, first_at: at, seen_at: at })
    .onConflict((conflict) => conflict.column('digest').doUpdateSet({ seen_at: at }))
    .execute();
}

/**
 * The content that counts: of those that servers had lately, the one that came last. While a new release takes the place of an
 * old one, servers with either are at work; were each to tell what changed, people would be told back and forth.
 */
export async function contentInUse(db: Db, now: Date): Promise<string> {
  const row = await db
    .selectFrom('rules')
    .select('digest')
    .where('seen_at', '>', new Date(now.getTime() - GONE_MS).toISOString())
    .orderBy('first_at', 'desc')
    .orderBy('digest')
    .limit(1)
    .executeTakeFirstOrThrow();
  return row.digest;
}

/** A kept content, read by this program; null where it is gone, or cannot be read any more. */
export async function libraryKept(db: Db, digest: string): Promise<Library | null> {
  const row = await db.selectFrom('rules').select('files').where('digest', '=', digest).executeTakeFirst();
  return row ? libraryOf(row) : null;
}

/** Removes contents that nobody was last shown and that no server has any more, and what is known of their sweeps. */
export async function forgetContents(db: Db, present: string, now: Date): Promise<void> {
  const gone = new Date(now.getTime() - GONE_MS).toISOString();
  const old = await db
    .selectFrom('rules')
    .leftJoin('shown', 'shown.rules', 'rules.digest')
    .select('rules.digest')
    .where('shown.rules', 'is', null)
    .where('rules.digest', '!=', present)
    .where('rules.seen_at', '<=', gone)
    .execute();
  for (const { digest } of old) {
    await db.deleteFrom('rules').where('digest', '=', digest).execute();
    await db
      .deleteFrom('job')
      .where('name', '=', `rule watch ${digest.slice(0, 16)}`)
      .execute();
  }
}
