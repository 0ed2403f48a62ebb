// The rows of anonymous records as they stand in the site's own database, beside the running server.
import { createHash } from 'node:crypto';
import { openDatabase } from '../../../src/storage/index.server.ts';
import type { Site } from './site.ts';

type Texts = { record: string; answers: string };

async function within<T>(site: Site, use: (db: ReturnType<typeof openDatabase>['db']) => Promise<T>) {
  const database = openDatabase(site.place);
  try {
    return await use(database.db);
  } finally {
    await database.close();
  }
}

/** A row is named by the SHA-256 of the token in its browser's cookie. */
const idOf = (cookie: string) =>
  createHash('sha256')
    .update(cookie.slice(cookie.indexOf('=') + 1))
    .digest('hex');

export const countRows = (site: Site): Promise<number> =>
  within(site, async (db) => (await db.selectFrom('record').select('id').execute()).length);

/** What stands in the row of this cookie. */
export const rowOf = (site: Site, cookie: string): Promise<Texts & { version: number }> =>
  within(site, (db) =>
    db
      .selectFrom('record')
      .select(['content as record', 'answers', 'version'])
      .where('browser_id', '=', idOf(cookie))
      .executeTakeFirstOrThrow(),
  );

/** Writes over the row, as an older version of the product may have left it. */
export const leaveIn = (site: Site, cookie: string, texts: Partial<Texts>): Promise<unknown> =>
  within(site, (db) =>
    db
      .updateTable('record')
      .set({
        ...(texts.record === undefined ? {} : { content: texts.record }),
        ...(texts.answers === undefined ? {} : { answers: texts.answers }),
      })
      .where('browser_id', '=', idOf(cookie))
      .executeTakeFirstOrThrow(),
  );

const recordOf = (db: Parameters<Parameters<typeof within>[1]>[0], cookie: string) =>
  db.selectFrom('record').select('id').where('browser_id', '=', idOf(cookie)).executeTakeFirstOrThrow();

/** Lets changes have been made at other times: the site's clock stands still. ISO 8601, by the number of the change. */
export const datedAs = (site: Site, cookie: string, times: { [seq: number]: string }): Promise<unknown> =>
  within(site, async (db) => {
    const { id } = await recordOf(db, cookie);
    for (const [seq, at] of Object.entries(times))
      await db.updateTable('event').set({ at }).where('record_id', '=', id).where('seq', '=', Number(seq)).execute();
    const first = Object.values(times)[0]!;
    await db.updateTable('record').set({ created_at: first }).where('id', '=', id).execute();
  }); // prettier-ignore

/** Leaves a row as it was before changes were written down. */
export const withoutEvents = (site: Site, cookie: string): Promise<unknown> =>
  within(site, async (db) => {
    const { id } = await recordOf(db, cookie);
    await db.deleteFrom('event').where('record_id', '=', id).execute();
    await db.updateTable('record').set({ head: '' }).where('id', '=', id).execute();
  });
