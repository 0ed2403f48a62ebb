import { createHash } from 'node:crypto';
import { isoOf, type Day } from '#kernel/dates.ts';
import type { RandomBytes } from '#kernel/ids.ts';
import { openQueue } from '#letters/queue.server.ts';
import type { Db } from '#storage/index.server.ts';
import { choiceOf } from './choice.server.ts';
import type { Line } from './letter.ts';
import { dueReminders, type Reminder } from './remind.ts';
import type { Deadline } from './deadlines.ts';

/** The kind of these letters, by which their writer is found. */
export const REMINDER = 'reminder';

/** Somebody who is to be reminded, and where. */
export type Addressee = { record: string; person: string; address: string };

/** Where a letter sends its reader, and how a deadline is told in it. */
export type Wording = { site: string; lineOf: (reminder: Reminder) => Line };

const hashed = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Writes down one letter with all that somebody is to be told on a day, and that they are told it: both or neither. However
 * many processes do this at once, for each deadline and lead one of them gets through. Resolves to how many deadlines it tells.
 */
export async function remind(
  db: Db,
  to: Addressee,
  days: readonly Deadline[],
  on: Day,
  { site, lineOf }: Wording,
  { clock, random }: { clock: () => Date; random: RandomBytes },
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const choice = await choiceOf(tx, to.record);
    if (!choice?.byMail) return 0;
    const due = dueReminders(days, choice.leads, new Map(), on).map((one) => ({ ...one, key: hashed(one.name) }));
    // Always in one order, so that two processes at it at once do not wait for each other.
    due.sort((a, b) => (a.key < b.key ? -1 : 1));
    const at = clock().toISOString();
    const letter = Buffer.from(random(16)).toString('hex');
    const told: Line[] = [];
    for (const one of due) {
      const row = { day: one.deadline.on, days_left: one.left, letter, told_at: at };
      const { numInsertedOrUpdatedRows } = await tx
        .insertInto('reminder')
        .values({ record_id: to.record, deadline: one.key, ...row })
        .onConflict((conflict) =>
          conflict
            .columns(['record_id', 'deadline'])
            .doUpdateSet(row)
            .where('reminder.days_left', '>', one.lead),
        )
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows === 1n) told.push(lineOf(one));
    }
    if (told.length === 0) return 0;
    const asked = {
      id: letter, kind: REMINDER, address: to.address, record: to.record, person: to.person,
      about: { site, letter, asOf: isoOf(on), lines: JSON.stringify(told) },
    };
    await openQueue(tx, clock).put(asked, at);
    return told.length;
  });
} // prettier-ignore
