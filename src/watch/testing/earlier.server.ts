import { openDatabase, type Place } from '#storage/index.server.ts';
import { edited, type Edit } from './contents.server.ts';

/** Leaves a place as it stood before the present release: everybody was last shown a content with these edits. */
export async function earlier(place: Place, edits: readonly Edit[]): Promise<void> {
  const { db, close } = openDatabase(place);
  const content = edited(edits);
  const at = new Date(Date.now() - 7 * 86_400_000).toISOString();
  await db.deleteFrom('job').where('name', 'like', 'rule watch%').execute();
  await db.deleteFrom('shown').execute();
  await db
    .insertInto('rules')
    .values({ ...content, first_at: at, seen_at: at })
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .execute();
  for (const { id } of await db.selectFrom('record').select('id').execute())
    await db.insertInto('shown').values({ record_id: id, rules: content.digest, shown_at: at }).execute();
  await close();
}
