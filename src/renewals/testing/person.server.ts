// People with an account and a record, as the tests of reminders and calendars need them.
import { randomBytes } from 'node:crypto';
import { loadLibrary } from '#content/library.server.ts';
import { mustDay } from '#kernel/dates.ts';
import { rulebook } from '#pathways/index.ts';
import { openRecordStore } from '#record/store.server.ts';
import type { Db } from '#storage/index.server.ts';
import { remindAll, type Reminding } from '../due.server.ts';
import { rulesOf } from '../index.ts';
import { openChoices } from '../choice.server.ts';
import { openActivities } from '../store.server.ts';

const { library } = loadLibrary('content');
const ground = { book: rulebook(library), rules: rulesOf(library), planOf: () => null };
export const SITE = 'https://bench.example';

/** A license of California that ends on a day; nothing else is known of whoever holds it. */
export const holding = (expires: string) => ({
  benchpath: 'record/1',
  credentials: [],
  licenses: [{ id: 'us-ca-mlt', issued: '2020-10-01', expires }],
});

export function beginReminders(db: Db) {
  const clock = () => new Date();
  const records = openRecordStore(db, clock, randomBytes);
  const choices = openChoices(db, clock);
  const activities = openActivities(db, clock, randomBytes);

  const person = async (name: string, record: object, leads: readonly number[] | null) => {
    const at = clock().toISOString();
    const row = { name, email: `${name}@example.org`, email_verified: 1, image: null };
    await db
      .insertInto('person')
      .values({ id: name, ...row, created_at: at, updated_at: at })
      .execute();
    await records.save({ person: name }, { record, answers: null }, 0);
    const { id } = (await records.load({ person: name }))!;
    if (leads) await choices.choose(id, { byMail: true, leads });
    return { id, address: row.email };
  };
  const reminding = (day: string): Reminding => ({
    db, activities, content: () => ({ ground, sources: library.sources }), site: SITE, today: () => mustDay(day), clock, random: randomBytes,
  }); // prettier-ignore
  /** One look on a day, by nobody in particular. */
  const look = (day: string) => remindAll(reminding(day));
  return { records, choices, activities, person, reminding, look };
}
