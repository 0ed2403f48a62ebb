import { getAuthTables } from 'better-auth/db';
import { expect, test } from 'vitest';
import { migrate } from '#storage/index.server.ts';
import { onEachDatabase } from '#storage/testing/each-database.server.ts';
import { authOptions, authsOf } from './auth.server.ts';
import { beginAccounts, browser, PASSWORD } from './testing/installation.server.ts';

onEachDatabase((stage) => {
  test('each column that better-auth needs is in our tables, so that an update that needs another fails here', async () => {
    const database = await stage.open();
    expect(await migrate(database, () => new Date())).toMatchObject({ ok: true });
    const { db } = database;
    const options = authOptions({ db, secret: 's'.repeat(43), origin: 'http://localhost', report: () => {} });
    const ours = new Map(
      (await db.introspection.getTables()).map((t) => [t.name, new Map(t.columns.map((c) => [c.name, c]))]),
    );
    const wanted = Object.values(getAuthTables(options));
    expect(wanted.map((t) => t.modelName).sort()).toEqual(
      ['passkey', 'person', 'proof_of_mail', 'session', 'sign_in'].sort(),
    );
    for (const table of wanted)
      for (const [key, field] of Object.entries(table.fields)) {
        const column = ours.get(table.modelName)?.get(field.fieldName ?? key);
        expect(column, `${table.modelName}.${field.fieldName ?? key}`).toBeDefined();
        if (!field.required) expect(column!.isNullable, `${table.modelName}.${column!.name}`).toBe(true);
      }
  });

  test('what it writes is our portable types: ISO texts, 0 and 1', async () => {
    const { somebody, db } = await beginAccounts(stage);
    await somebody('ana@example.org', PASSWORD);
    const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
    const person = await db.selectFrom('person').selectAll().executeTakeFirstOrThrow();
    expect(person).toMatchObject({ email_verified: 1, created_at: expect.stringMatching(iso) as string });
    const session = await db.selectFrom('session').selectAll().executeTakeFirstOrThrow();
    expect(session).toMatchObject({
      ip_address: '192.0.2.1',
      expires_at: expect.stringMatching(iso) as string,
    });
  });

  test('a copy of the database without the secret opens nothing', async () => {
    const { somebody, db, accounts } = await beginAccounts(stage);
    const { jar, visit } = await somebody('ana@example.org');
    expect(await accounts.signIn.session(visit())).not.toBeNull();
    const { token } = await db.selectFrom('session').select('token').executeTakeFirstOrThrow();
    const [name = ''] = jar.keys();
    const thief = browser();
    for (const value of [token, `${token}.`, `${token}.${'A'.repeat(43)}=`]) {
      thief.jar.set(name, value);
      expect(await accounts.signIn.session(thief.visit()), value).toBeNull();
      thief.jar.clear();
    }
    const other = authsOf({ db, secret: 'o'.repeat(43), report: () => {} })(visit().origin);
    expect(await other.api.getSession({ headers: visit().headers })).toBeNull();
  });

  test('the cookie: no script’s, this site’s only, and never over plain http where there is https', async () => {
    const { somebody, accounts } = await beginAccounts(stage);
    const plain = await somebody('ana@example.org', PASSWORD);
    expect(plain.lines[0]).toMatchObject({
      name: 'benchpath.session_token',
      options: { path: '/', httpOnly: true, sameSite: 'lax', secure: false, maxAge: 30 * 86_400 },
    });
    const safe = browser('192.0.2.1', 'https://bench.example');
    expect(await accounts.signIn.signIn(safe.visit(), 'ana@example.org', PASSWORD)).toHaveProperty('person');
    expect(safe.lines[0]).toMatchObject({
      name: '__Host-benchpath.session_token',
      options: { path: '/', httpOnly: true, sameSite: 'lax', secure: true },
    });
    expect(await accounts.signIn.session(safe.visit())).toMatchObject({
      person: { email: 'ana@example.org' },
    });
  });

  test('nothing is logged that names a person', async () => {
    const { somebody, accounts, logged } = await beginAccounts(stage);
    await somebody('ana@example.org', PASSWORD);
    const other = browser();
    await accounts.signIn.signIn(other.visit(), 'ana@example.org', 'wrong wrong wrong');
    await accounts.signIn.signIn(other.visit(), 'nobody@example.org', 'wrong wrong wrong');
    await accounts.passkeys.use(other.visit(), '{"id":"x"}');
    await accounts.signIn.enter(other.visit(), 'no-such-token');
    await accounts.signIn.reset(other.visit(), 'no-such-token', PASSWORD);
    expect(logged).toEqual([]);
  });

  test('a database that fails is told as that, not as nobody signed in', async () => {
    const { somebody, db, accounts, logged } = await beginAccounts(stage);
    const { visit } = await somebody('ana@example.org');
    await db.schema.alterTable('session').renameTo('lost').execute();
    await expect(accounts.signIn.session(visit())).rejects.toThrow(/session/);
    expect(logged.join()).not.toContain('ana@example.org');
  });
});
