// An installation that issues badges, over a database of the tests.
import { randomBytes } from 'node:crypto';
import { migrate, type Database } from '#storage/index.server.ts';
import { openBadges } from '../badges.server.ts';

export const AT = '2026-03-01T08:00:00.000Z';
export const ORIGIN = new URL('https://benchpath.example');
export const SECRET = new Uint8Array(32).fill(7);

export const AWARD = {
  name: 'Blood bank, week 3',
  description: 'Worked the week in the practice laboratory.',
  criteria: 'Scored 80 or more in each of five shifts.',
  email: 'Ana@Example.org',
  simulated: true,
  evidence: [{ name: 'Shift report', narrative: 'Shift 12: 91 points', url: 'https://benchpath.example/shift/12' }],
  alignment: [{ name: 'Compatibility testing', url: 'https://example.org/outline', framework: 'An outline', code: 'BB.2' }],
  validUntil: '2028-03-01',
}; // prettier-ignore

/** @param around what is not as usual; `time.now` moves the clock */
export async function issuing(
  database: Database,
  { origin = ORIGIN, secret = SECRET }: { origin?: URL | null; secret?: Uint8Array } = {},
) {
  const time = { now: Date.parse(AT) };
  const clock = () => new Date(time.now);
  const migrated = await migrate(database, clock);
  if (!migrated.ok) throw new Error(migrated.sentence);
  const badges = openBadges(database.db, {
    clock,
    random: randomBytes,
    secret: () => secret,
    origin,
  });
  return { db: database.db, time, badges };
}

/** A record that nobody filled, so that something can belong to it. With an e-mail it belongs to an account. */
export async function recordIn({ db }: Database, id: string, email?: string): Promise<string> {
  const times = { created_at: AT, updated_at: AT };
  if (email !== undefined)
    await db.insertInto('person').values({ id: `p-${id}`, name: 'Ana', email, email_verified: 1, image: null, ...times }).execute(); // prettier-ignore
  const person_id = email === undefined ? null : `p-${id}`;
  const empty = { content: 'null', answers: 'null', version: 0, head: '' };
  await db
    .insertInto('record')
    .values({ id, person_id, browser_id: null, ...empty, ...times })
    .execute();
  return id;
}
