// Deleted means gone: out of every table, out of the files, and out of the bytes of the database.
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openRemoving } from '../src/accounts/removing.server.ts';
import { openLetters, readCarrier } from '#letters/index.server.ts';
import { openDeletion } from '#record/deletion.server.ts';
import { installation, NOW, signedFor } from '#record/testing/whole.server.ts';
import { STAYS, TABLE_NAMES } from '../src/record/archive/tables.server.ts';
import type { Db } from '#storage/index.server.ts';
import { onEachDatabase } from '#storage/testing/each-database.server.ts';

const at = NOW.toISOString();

/** Somebody with an account; `mark` stands in every text of theirs. */
async function person(db: Db, id: string, mark: string) {
  const email = `${mark.toLowerCase()}@example.org`;
  const times = { created_at: at, updated_at: at };
  await db
    .insertInto('person')
    .values({ id, name: mark, email, email_verified: 1, image: null, ...times })
    .execute();
  const of = { person_id: id };
  await db
    .insertInto('session')
    .values({
      id: `${mark}-s`,
      token: `${mark}-token`,
      ...of,
      expires_at: at,
      ...times,
      ip_address: mark,
      user_agent: mark,
      active_organization_id: null,
    })
    .execute();
  const none = {
    access_token: null,
    refresh_token: null,
    id_token: null,
    access_token_expires_at: null,
    refresh_token_expires_at: null,
    scope: null,
  };
  await db
    .insertInto('sign_in')
    .values({
      id: `${mark}-i`,
      ...of,
      provider: 'credential',
      provider_account: mark,
      password: mark,
      ...none,
      ...times,
    })
    .execute();
  await db
    .insertInto('passkey')
    .values({
      id: `${mark}-p`,
      ...of,
      name: mark,
      credential_id: `${mark}-c`,
      public_key: mark,
      counter: 1,
      device_type: 'x',
      backed_up: 0,
      transports: null,
      aaguid: null,
      created_at: at,
    })
    .execute();
  await db
    .insertInto('proof_of_mail')
    .values({
      id: `${mark}-v`,
      identifier: 'hashed',
      value: JSON.stringify({ email }),
      expires_at: at,
      ...times,
    })
    .execute();
  await db
    .insertInto('mail')
    .values({
      id: `${mark}-m`,
      record_id: null,
      ...of,
      kind: 'changed',
      address: email,
      about: `{"x":"${mark}"}`,
      state: 'waiting',
      attempts: 0,
      not_before: at,
      claimed_until: null,
      problem: null,
      created_at: at,
      settled_at: null,
    })
    .execute();
}

/** Every table, as the database itself names them, in which a text stands. */
async function tablesWith(db: Db, mark: string): Promise<string[]> {
  const found: string[] = [];
  for (const { name } of await db.introspection.getTables()) {
    const rows = await db
      .selectFrom(name as 'record')
      .selectAll()
      .execute();
    if (JSON.stringify(rows).toLowerCase().includes(mark.toLowerCase())) found.push(name);
  }
  return found.sort();
}

/** Every file below a folder in which a text stands, the database's own too. */
async function filesWith(folder: string, mark: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = (await readFile(join(entry.parentPath, entry.name))).toString('latin1').toLowerCase();
    if (bytes.includes(mark.toLowerCase())) found.push(entry.name);
  }
  return found;
}

onEachDatabase(({ kind, open }) => {
  const MARK = 'Quetzalcoatlus';
  const begin = async () => {
    const database = await open();
    const here = await installation(database);
    return { ...here, database, deletion: openDeletion(database, here.store, here.evidence, true) };
  };

  test('what belongs to a browser is gone after one button, and nothing of anybody else', async () => {
    const { db, folder, fill, browser, deletion, evidence } = await begin();
    const [mine, other] = [browser(), browser()];
    await fill(mine, MARK, 5);
    const theirs = await fill(other, 'somebody else');
    expect(await tablesWith(db, MARK)).toEqual([
      'activity',
      'badge',
      'badge_use',
      'event',
      'evidence',
      'notice',
      'record',
    ]);
    expect((await filesWith(folder, MARK)).length).toBeGreaterThan(kind === 'sqlite' ? 2 : 1);
    expect(await deletion.record(mine)).toBe(true);
    expect(await tablesWith(db, MARK)).toEqual([]);
    expect(await filesWith(folder, MARK)).toEqual([]);
    expect((await evidence.list(theirs)).length).toBe(2);
    expect(await readdir(join(folder, 'evidence'))).toEqual([theirs]);
    expect(await deletion.record(mine)).toBe(false);
  });

  test('no table that hangs on a record or a person keeps a row of a deleted account', async () => {
    const { db, folder, fill, deletion, store } = await begin();
    await person(db, 'mine', MARK);
    await person(db, 'other', 'Somebody');
    const record = await fill({ person: 'mine' }, MARK);
    await fill({ person: 'other' }, 'Somebody');
    await signedFor(db, record, MARK, 'mine');
    await signedFor(db, (await store.load({ person: 'other' }))!.id, 'Somebody', 'other');
    const before = await tablesWith(db, MARK);
    expect(before).toEqual([
      'activity',
      'badge',
      'badge_offer',
      'badge_use',
      'event',
      'evidence',
      'issued_badge',
      'mail',
      'notice',
      'passkey',
      'person',
      'proof_of_mail',
      'record',
      'session',
      'sign_in',
    ]);
    const read = readCarrier({}, folder);
    if ('problem' in read) throw new Error(read.problem);
    const letters = openLetters({
      db,
      carrier: read.carrier,
      writers: {},
      clock: () => NOW,
      report: () => {},
    });
    const remove = openRemoving({ db, letters });
    const mine = { id: 'mine', name: MARK, email: `${MARK.toLowerCase()}@example.org` };
    const rows = async () => 'removed' in (await remove(mine));
    expect(await deletion.person('mine', rows)).toBe(true);
    expect(await tablesWith(db, MARK)).toEqual([]);
    expect(await tablesWith(db, record), 'the id of the record').toEqual([]);
    expect(await filesWith(folder, MARK)).toEqual([]);
    expect(await tablesWith(db, 'somebody')).toEqual(before);
  });

  test('each table with a record or a person in it goes with them by its own rule', async () => {
    const { db } = await begin();
    const owned = (await db.introspection.getTables()).filter(({ columns }) =>
      columns.some(({ name }) => name === 'record_id' || name === 'person_id'),
    );
    expect(owned.length).toBeGreaterThan(8);
    const sql = (
      await Promise.all(
        (await readdir('migrations'))
          .filter((f) => f.endsWith('.sql'))
          .map((f) => readFile(join('migrations', f), 'utf8')),
      )
    ).join('\n');
    for (const { name, columns } of owned) {
      const [, body = ''] = new RegExp(`create table ${name} \\(([\\s\\S]*?)\\n\\);`).exec(sql) ?? [];
      for (const column of columns.filter((c) => c.name === 'record_id' || c.name === 'person_id'))
        expect(body, `${name}.${column.name}`).toMatch(
          new RegExp(`^ *${column.name} text.*references (record|person) \\(id\\) on delete cascade`, 'm'),
        );
    }
    expect([...TABLE_NAMES, ...Object.keys(STAYS)]).toContain('event');
  });

  test('a failed deletion removes no file', async () => {
    const { db, fill, deletion, evidence } = await begin();
    await person(db, 'mine', MARK);
    const id = await fill({ person: 'mine' }, MARK);
    expect(await deletion.person('mine', async () => false)).toBe(false);
    await expect(deletion.person('mine', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    const [file] = await evidence.list(id);
    expect(await evidence.open(id, file!.id)).not.toBeNull();
  });

  test('files whose record is gone are swept, those that are on their way in are not', async () => {
    const { store, folder, fill, browser, evidence } = await begin();
    const scope = browser();
    const id = await fill(scope, MARK);
    await store.remove(scope);
    await evidence.sweep();
    expect(await readdir(join(folder, 'evidence')), 'younger than a day').toEqual([id]);
    const { utimes } = await import('node:fs/promises');
    const old = new Date(NOW.getTime() - 2 * 86_400_000);
    const kept = await fill(browser(), 'kept');
    for (const name of [id, kept]) await utimes(join(folder, 'evidence', name), old, old);
    await evidence.sweep();
    expect(await readdir(join(folder, 'evidence'))).toEqual([kept]);
  });

  test('the backups that still hold it are told, and until when', async () => {
    const { folder, database, deletion, store, evidence } = await begin();
    expect(await deletion.stillIn(at)).toEqual({ backups: 0, until: null });
    for (const day of ['2026-02-27', '2026-03-02', '2026-03-04'])
      await mkdir(join(folder, 'backups', `${day}T10-00-00-000Z-regular`), { recursive: true });
    expect(await deletion.stillIn(at)).toEqual({ backups: 2, until: '2026-04-29' });
    const none = openDeletion(database, store, evidence, false);
    expect(await none.stillIn(at)).toEqual({ backups: 2, until: null });
  });
});
