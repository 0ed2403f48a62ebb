import type { Writers } from '#letters/index.server.ts';
import { openQueue } from '#letters/queue.server.ts';
import type { Db } from '#storage/index.server.ts';
import { changesLetter } from './letter.ts';
import { noticeOf, openNotices } from './notices.server.ts';

/** The kind of these letters, by which their writer is found. */
export const CHANGES = 'changes';
/** Nothing asks for the same letter again; its row need only show that it went out. */
const KEPT_DAYS = 30;

/**
 * Writes down one letter about all that was told of a record at a time, to whoever has an account with a confirmed address and
 * did not turn these letters off. In the transaction that writes the notices: both or neither.
 * @param letter its name, the same whoever writes it down
 */
export async function askForLetter(
  tx: Db,
  { record, letter, at, site }: { record: string; letter: string; at: string; site: string },
  clock: () => Date,
): Promise<boolean> {
  const to = await tx
    .selectFrom('record')
    .innerJoin('person', 'person.id', 'record.person_id')
    .select(['person.id', 'person.email'])
    .where('record.id', '=', record)
    .where('person.email_verified', '=', 1)
    .executeTakeFirst();
  if (!to || !(await openNotices(tx, clock).byMail(record))) return false;
  // It names the person only: an archive brought in anew removes the record's row, and must not make the letter unknown.
  const asked = { id: letter, kind: CHANGES, address: to.email, person: to.id, about: { record, at, site } };
  return openQueue(tx, clock).put(asked, at);
}

/** How many letters of this kind a server has yet to send. */
export async function lettersWaiting(db: Db): Promise<number> {
  const { many } = await db
    .selectFrom('mail')
    .select(({ fn }) => fn.countAll<number | string>().as('many'))
    .where('kind', '=', CHANGES)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  return Number(many);
}

/** Who writes these letters. What was read before one goes out is left out; turned off, or all read, nobody gets one. */
export const changeWriters = (db: Db, clock: () => Date): Writers => ({
  [CHANGES]: {
    keptDays: KEPT_DAYS,
    async write(address, { record = '', at = '', site = '' }) {
      const rows = await db
        .selectFrom('notice')
        .innerJoin('record', 'record.id', 'notice.record_id')
        .innerJoin('person', 'person.id', 'record.person_id')
        .selectAll('notice')
        .where('notice.record_id', '=', record)
        .where('notice.made_at', '=', at)
        .where('notice.read_at', 'is', null)
        .where('person.email', '=', address)
        .orderBy('notice.subject')
        .execute();
      if (rows.length === 0 || !(await openNotices(db, clock).byMail(record))) return null;
      return changesLetter(rows.map(noticeOf), site);
    },
  },
});
