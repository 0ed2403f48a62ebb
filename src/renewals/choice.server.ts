import type { Db } from '#storage/index.server.ts';
import { readLeads, type Leads } from './remind.ts';

/** Whether a person wants letters, and so many days before a deadline. */
export type Choice = { byMail: boolean; leads: Leads };

/** The choices of records, for the page on which they are made. */
export type Choices = {
  of(record: string): Promise<Choice | null>;
  choose(record: string, choice: Choice): Promise<void>;
};

export const openChoices = (db: Db, clock: () => Date): Choices => ({
  of: (record) => choiceOf(db, record),

  async choose(record, { byMail, leads }) {
    const row = {
      by_mail: byMail ? 1 : 0,
      leads: JSON.stringify(leads),
      updated_at: clock().toISOString(),
    };
    await db
      .insertInto('reminder_choice')
      .values({ record_id: record, ...row })
      .onConflict((conflict) => conflict.column('record_id').doUpdateSet(row))
      .execute();
  },
});

/** What somebody chose for a record; null = they never did. A list that can no longer be read is an empty one. */
export async function choiceOf(db: Db, record: string): Promise<Choice | null> {
  const row = await db
    .selectFrom('reminder_choice')
    .select(['by_mail', 'leads'])
    .where('record_id', '=', record)
    .executeTakeFirst();
  return row ? { byMail: row.by_mail === 1, leads: leadsIn(row.leads) } : null;
}

function leadsIn(text: string): Leads {
  try {
    const value: unknown = JSON.parse(text);
    return (Array.isArray(value) && readLeads(value)) || [];
  } catch {
    return [];
  }
}
