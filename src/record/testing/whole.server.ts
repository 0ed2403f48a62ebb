import { createHash, randomBytes } from 'node:crypto';
import { migrate, type Database, type Db } from '#storage/index.server.ts';
import { openEvidence } from '../evidence.server.ts';
import { openRecordStore, type Scope } from '../store.server.ts';

export const NOW = new Date('2026-03-01T08:00:00.000Z');
const PDF = (note: string) =>
  Buffer.from(`%PDF-1.4\n1 0 obj\n<</Note(${note})>>\nendobj\ntrailer<<>>\n%%EOF\n`);

/** An installation on a database: its stores, and a way to make records in which every table has something. */
export async function installation(database: Database) {
  const clock = () => NOW;
  const migrated = await migrate(database, clock);
  if (!migrated.ok) throw new Error(migrated.sentence);
  const { db } = database;
  const folder = database.dataFolder;
  const store = openRecordStore(db, clock, randomBytes);
  const evidence = openEvidence(db, folder, clock, randomBytes);

  /** Saves `changes` states, two files, what one proves, a badge and what it proves, an activity, a notice, the choices of letters and one that was told; `marker` stands in each of them. */
  const fill = async (scope: Scope, marker = 'Ütica ✓', changes = 3): Promise<string> => {
    for (let n = 0; n < changes; n += 1)
      await store.save(
        scope,
        {
          record: {
            benchpath: 'record/1',
            state: 'MN',
            born: 1990 + n,
            education: [{ degree: 'associate', field: marker }],
          },
          answers: { goal: 'ascp-mlt', asked: ['born'], own: {} },
        },
        n,
      );
    const { id } = (await store.load(scope))!;
    const added = await evidence.add(id, `${marker.replaceAll(/[\\/:*?"<>|]/g, '')}.pdf`, PDF(marker));
    await evidence.add(id, 'other.pdf', PDF(`${marker} 2`));
    if ('added' in added) await evidence.mark(id, added.added.id, 'credential ascp-mlt', true);
    const text = JSON.stringify({ name: marker, of: id });
    const badge = randomBytes(16).toString('hex');
    await db
      .insertInto('badge')
      .values({
        id: badge,
        record_id: id,
        form: 'json',
        text,
        sha256: createHash('sha256').update(text).digest('hex'),
        name: marker,
        issuer: 'did:key:z6Mk',
        valid_from: '2026-01-01T00:00:00Z',
        valid_until: null,
        verdict: 'sound',
        checks: '[]',
        checked_at: NOW.toISOString(),
        added_at: NOW.toISOString(),
      })
      .execute();
    await db
      .insertInto('badge_use')
      .values({ badge_id: badge, record_id: id, subject: `license ${marker}` })
      .execute();
    const at = NOW.toISOString();
    const row = () => ({ id: randomBytes(16).toString('hex'), record_id: id });
    const times = { version: 1, created_at: at, updated_at: at };
    const told = { provider: marker, areas: '["chemistry"]', kind: 'course', accreditation: `["${marker}"]` };
    const hours = { hours: 1.5, minutes_per_hour: 50, points: null };
    await db
      .insertInto('activity')
      .values({ ...row(), title: marker, done_on: '2025-06', ...told, ...hours, ...times })
      .execute();
    const changed = {
      subject: 'ascp-mlt',
      before: marker,
      after: marker,
      source: marker,
      made_at: at,
      read_at: null,
    };
    await db
      .insertInto('notice')
      .values({ ...row(), ...changed })
      .execute();
    await db.insertInto('notice_choice').values({ record_id: id, by_mail: 0, updated_at: at }).execute();
    await db
      .insertInto('reminder_choice')
      .values({ record_id: id, by_mail: 1, leads: '[30,7]', updated_at: at })
      .execute();
    const reminded = {
      day: '2026-03-31',
      days_left: 30,
      letter: randomBytes(16).toString('hex'),
      told_at: at,
    };
    await db
      .insertInto('reminder')
      .values({ record_id: id, deadline: createHash('sha256').update(marker).digest('hex'), ...reminded })
      .execute();
    return id;
  };
  return { db, folder, store, evidence, fill, browser: () => ({ browser: store.token() }) };
}

export type Installation = Awaited<ReturnType<typeof installation>>;

/** A badge that an organization gave to a record: what stays with the installation, beside what goes into an archive. */
export async function signedFor(db: Db, record: string, marker = 'Ana', id = 'signed'): Promise<void> {
  const at = NOW.toISOString();
  const none = { logo: null, metadata: null };
  await db
    .insertInto('organization')
    .values({ id: `o-${id}`, name: 'Lakeside', slug: id, created_at: at, ...none })
    .execute();
  await db
    .insertInto('issuer_key')
    .values({ id: `k-${id}`, holder: id, did: id, public_key: 'x', sealed: null, state: 'retired', created_at: at, retired_at: at })
    .execute();
  const of = { organization_id: `o-${id}`, record_id: record };
  await db
    .insertInto('issued_badge')
    .values({ id, ...of, key_id: `k-${id}`, list_id: id, place: 1, text: marker, issued_at: at, hidden_at: null })
    .execute();
  const whose = { made_by: null, person_id: null, badge_id: id, learner: marker, award: '{}' };
  await db
    .insertInto('badge_offer')
    .values({ id: `f-${id}`, ...of, ...whose, state: 'accepted', offered_at: at, expires_at: at, answered_at: at })
    .execute();
} // prettier-ignore
