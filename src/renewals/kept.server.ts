import { readAnswers } from '#pathways/index.ts';
import { readStored } from '#record/index.ts';
import type { Db } from '#storage/index.server.ts';
import type { Kept } from './stand.ts';
import type { ActivityStore } from './store.server.ts';

/**
 * What is kept under the id of a record. `unread`: it is there, and no longer fits its schema; its owner is told on /record.
 * Null: there is no such record.
 */
export async function keptIn(
  db: Db,
  activities: Pick<ActivityStore, 'list'>,
  record: string,
): Promise<Kept | 'unread' | null> {
  const row = await db
    .selectFrom('record')
    .select(['content', 'answers'])
    .where('id', '=', record)
    .executeTakeFirst();
  if (!row) return null;
  const [told, answers] = [readStored(row.content), readAnswers(parsed(row.answers))];
  if (!('record' in told) || !('answers' in answers)) return 'unread';
  return { ...told, ...answers, activities: await activities.list(record) };
}

/** A text that is no JSON is no answers either. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
