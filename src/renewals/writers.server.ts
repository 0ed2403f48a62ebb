import type { Writers } from '#letters/index.server.ts';
import type { Db } from '#storage/index.server.ts';
import { choiceOf } from './choice.server.ts';
import { readLines, reminderLetter } from './letter.ts';
import { REMINDER } from './reminders.server.ts';

/** What was told stands in `reminder`; the row of a letter need only show that it went out. */
const KEPT_DAYS = 30;

/**
 * Who writes reminders. Where they were switched off, or the person moved to another address, since the letter was asked for,
 * nobody gets it, and what it was to tell counts as not told.
 */
export const reminderWriters = (db: Db): Writers => ({
  [REMINDER]: {
    keptDays: KEPT_DAYS,
    async write(address, { site = '', letter = '', asOf = '', lines = '' }) {
      const told = await db
        .selectFrom('mail')
        .innerJoin('record', 'record.id', 'mail.record_id')
        .innerJoin('person', 'person.id', 'record.person_id')
        .select('record.id')
        .where('mail.id', '=', letter)
        .where('person.email', '=', address)
        .executeTakeFirst();
      if (told && (await choiceOf(db, told.id))?.byMail) return reminderLetter(site, asOf, readLines(lines));
      await db.deleteFrom('reminder').where('letter', '=', letter).execute();
      return null;
    },
  },
});
