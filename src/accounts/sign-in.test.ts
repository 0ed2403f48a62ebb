import { expect, test } from 'vitest';
import { onEachDatabase } from '#storage/testing/each-database.server.ts';
import { beginAccounts, browser, PASSWORD } from './testing/installation.server.ts';

const HOUR = 3_600_000;
/** Refused without hashing, which would take the test half a minute; it counts like any other. */
const TOO_LONG = 'x'.repeat(257);
const ANA = 'ana@example.org';

onEachDatabase((stage) => {
  test('an account begins with a letter, and its link works once', async () => {
    const { accounts, tokenFor, personIn, db, outbox } = await beginAccounts(stage);
    const one = browser();
    const asked = await accounts.signIn.askLink(one.visit(), ANA, '');
    expect(asked).toMatchObject({ file: expect.stringContaining('outbox') as string });
    expect(await db.selectFrom('person').select('id').execute(), 'asking makes nobody').toEqual([]);
    const token = await tokenFor(ANA);
    expect((await outbox())[0]).toContain('wants an account');
    const stored = JSON.stringify([
      await db.selectFrom('proof_of_mail').selectAll().execute(),
      await db.selectFrom('mail').selectAll().execute(),
    ]);
    expect(stored).not.toContain(token);
    expect(await accounts.signIn.enter(one.visit(), token)).toHaveProperty('person');
    expect(await personIn(one)).toMatchObject({ email: ANA, name: '' });
    const other = browser();
    expect(await accounts.signIn.enter(other.visit(), token)).toEqual({ why: 'expired' });
    expect(await personIn(other)).toBeNull();
    // The same letter to the same address now signs in.
    await accounts.signIn.askLink(other.visit(), ANA, '');
    expect(await accounts.signIn.enter(other.visit(), await tokenFor(ANA))).toHaveProperty('person');
    expect((await outbox()).at(-1)).toContain('You can sign in');
    expect(await db.selectFrom('person').select('id').execute()).toHaveLength(1);
  });

  test('of two who press the button at once one gets in', async () => {
    const { accounts, tokenFor, db } = await beginAccounts(stage);
    await accounts.signIn.askLink(browser().visit(), ANA, '');
    const token = await tokenFor(ANA);
    const entered = await Promise.all(
      Array.from({ length: 8 }, () => accounts.signIn.enter(browser().visit(), token)),
    );
    expect(entered.filter((each) => 'person' in each)).toHaveLength(1);
    expect(await db.selectFrom('session').select('id').execute()).toHaveLength(1);
  });

  test('two letters to a new address, both opened at once: one person', async () => {
    const { accounts, tokenFor, db } = await beginAccounts(stage);
    const tokens: string[] = [];
    for (const n of [1, 2]) {
      await accounts.signIn.askLink(browser(`192.0.2.${n}`).visit(), ANA, '');
      tokens.push(await tokenFor(ANA));
    }
    const entered = await Promise.all(tokens.map((token) => accounts.signIn.enter(browser().visit(), token)));
    expect(entered.filter((each) => 'person' in each).length).toBeGreaterThan(0);
    expect(await db.selectFrom('person').select('id').execute()).toHaveLength(1);
  });

  test('a link that is an hour old opens nothing', async () => {
    const { accounts, tokenFor, db, personIn } = await beginAccounts(stage);
    const one = browser();
    await accounts.signIn.askLink(one.visit(), ANA, '');
    const token = await tokenFor(ANA);
    await db
      .updateTable('proof_of_mail')
      .set({ expires_at: new Date(Date.now() - 1000).toISOString() })
      .execute();
    expect(await accounts.signIn.enter(one.visit(), token)).toEqual({ why: 'expired' });
    expect(await personIn(one)).toBeNull();
  });

  test('nobody can begin an account for somebody else: who asked gets nothing, who reads the letter gets all', async () => {
    const { accounts, tokenFor, personIn, db } = await beginAccounts(stage);
    const attacker = browser('198.51.100.9');
    await accounts.signIn.askLink(attacker.visit(), ANA, '');
    expect(await accounts.signIn.signIn(attacker.visit(), ANA, PASSWORD)).toEqual({ why: 'wrong' });
    const ana = browser();
    await accounts.signIn.enter(ana.visit(), await tokenFor(ANA));
    expect(await personIn(ana)).toMatchObject({ email: ANA });
    expect(await personIn(attacker)).toBeNull();
    expect(await accounts.signIn.signIn(attacker.visit(), ANA, PASSWORD)).toEqual({ why: 'wrong' });
    expect(await db.selectFrom('session').select('id').execute()).toHaveLength(1);
  });

  test('an account that stood there unproven, with an attacker’s password and session, is the mail reader’s alone', async () => {
    const { accounts, tokenFor, db, authOf, personIn } = await beginAccounts(stage);
    // As an older version, or a mistake of ours, might have left it.
    const attacker = await (await import('better-auth/crypto')).hashPassword('attackers password');
    const at = new Date().toISOString();
    const times = { created_at: at, updated_at: at };
    await db
      .insertInto('person')
      .values({ id: 'p', name: '', email: ANA, email_verified: 0, ...times })
      .execute();
    await db
      .insertInto('sign_in')
      .values({
        id: 's',
        person_id: 'p',
        provider: 'credential',
        provider_account: 'p',
        password: attacker,
        ...times,
      })
      .execute();
    const session = { id: 'x', token: 'x', person_id: 'p', expires_at: '2099-01-01T00:00:00.000Z' };
    await db
      .insertInto('session')
      .values({ ...session, ...times })
      .execute();
    expect(await accounts.signIn.signIn(browser().visit(), ANA, 'attackers password')).toEqual({
      why: 'wrong',
    });
    const ana = browser();
    await accounts.signIn.askLink(ana.visit(), ANA, '');
    await accounts.signIn.enter(ana.visit(), await tokenFor(ANA));
    expect(await personIn(ana)).toMatchObject({ email: ANA });
    expect(await db.selectFrom('session').select('id').where('id', '=', 'x').execute()).toEqual([]);
    expect(await accounts.signIn.signIn(browser().visit(), ANA, 'attackers password')).toEqual({
      why: 'wrong',
    });
    const signUp = authOf('http://localhost:4173').api.signUpEmail({
      body: { name: '', email: 'bo@example.org', password: PASSWORD },
    });
    await expect(signUp, 'nobody signs up by a password').rejects.toThrow();
  });

  test('an unknown address and a wrong password get one answer, in one time', async () => {
    const { accounts, somebody, db } = await beginAccounts(stage);
    await somebody(ANA, PASSWORD);
    await somebody('link-only@example.org');
    const addresses = [ANA, 'nobody@example.org', 'link-only@example.org'];
    const times = new Map(addresses.map((address) => [address, [] as number[]]));
    for (let i = 0; i < 5; i++)
      for (const address of addresses) {
        const begun = process.cpuUsage();
        const answer = await accounts.signIn.signIn(browser().visit(), address, 'wrong wrong wrong');
        const { user, system } = process.cpuUsage(begun);
        times.get(address)!.push(user + system);
        expect(answer, address).toEqual({ why: 'wrong' });
        await db.deleteFrom('attempt').execute();
      }
    // Work done, not time passed, and the least of five: a busy machine changes neither. One round of scrypt is far more than
    // all else; without it an answer would cost a tenth.
    const least = [...times.values()].map((each) => Math.min(...each));
    expect(Math.max(...least) / Math.min(...least), least.join(' ')).toBeLessThan(2);
  });

  test('a letter is asked for in the same way for everybody: one row, whoever has the address', async () => {
    const { accounts, somebody, db, letters } = await beginAccounts(stage);
    await somebody(ANA, PASSWORD);
    await letters.close();
    await db.deleteFrom('mail').execute();
    for (const address of [ANA, 'nobody@example.org']) {
      expect(Object.keys(await accounts.signIn.askReset(browser().visit(), address))).toEqual(['file']);
      expect(Object.keys(await accounts.signIn.askLink(browser().visit(), address, ''))).toEqual(['file']);
    }
    const rows = await db.selectFrom('mail').selectAll().execute();
    const shape = (address: string) =>
      rows
        .filter((row) => row.address === address)
        .map(({ kind, state, about, person_id }) => ({ kind, state, about, person_id }))
        .sort((a, b) => (a.kind < b.kind ? -1 : 1));
    expect(shape(ANA)).toHaveLength(2);
    expect(shape(ANA)).toEqual(shape('nobody@example.org'));
  });

  test('a reset link works once, ends every session, and goes to nobody without an account', async () => {
    const { accounts, somebody, tokenFor, personIn, db, outbox, grown } = await beginAccounts(stage);
    const ana = await somebody(ANA, PASSWORD);
    await grown();
    const second = browser();
    await accounts.signIn.signIn(second.visit(), ANA, PASSWORD);
    await accounts.signIn.askReset(browser().visit(), 'nobody@example.org');
    expect((await outbox()).join()).not.toContain('nobody@example.org');
    const asks = browser('198.51.100.9');
    await accounts.signIn.askReset(asks.visit(), ANA);
    const token = await tokenFor(ANA);
    expect(JSON.stringify(await db.selectFrom('proof_of_mail').selectAll().execute())).not.toContain(token);
    expect(await accounts.signIn.reset(asks.visit(), token, 'a brand new password')).toBe('done');
    expect(await accounts.signIn.reset(asks.visit(), token, 'and another password')).toBe('expired');
    for (const each of [ana, second, asks]) expect(await personIn(each)).toBeNull();
    expect(await db.selectFrom('session').select('id').execute()).toEqual([]);
    expect(await accounts.signIn.signIn(browser().visit(), ANA, PASSWORD)).toEqual({ why: 'wrong' });
    expect(await accounts.signIn.signIn(browser().visit(), ANA, 'a brand new password')).toHaveProperty(
      'person',
    );
    expect((await outbox()).at(-1)).toContain('password of your account was changed');
  });

  test('resets pressed at once: one password is set', async () => {
    const { accounts, somebody, tokenFor } = await beginAccounts(stage);
    await somebody(ANA, PASSWORD);
    await accounts.signIn.askReset(browser().visit(), ANA);
    const token = await tokenFor(ANA);
    const done = await Promise.all(
      [1, 2, 3, 4].map((n) => accounts.signIn.reset(browser().visit(), token, `new password number ${n}`)),
    );
    expect(done.filter((each) => each === 'done')).toHaveLength(1);
  });

  test('tries are counted also when they come at once; a letter still opens the account', async () => {
    const { accounts, somebody, time } = await beginAccounts(stage);
    await somebody(ANA, PASSWORD);
    // Each from a network of its own, so that only the account's limit can hold.
    const tries = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        accounts.signIn.signIn(browser(`203.0.113.${i}`).visit(), ANA, `wrong password ${i}`),
      ),
    );
    expect(tries.filter((each) => 'why' in each && each.why === 'wrong')).toHaveLength(10);
    expect(tries.filter((each) => 'why' in each && each.why === 'limit')).toHaveLength(40);
    const right = await accounts.signIn.signIn(browser('192.0.2.7').visit(), ANA, PASSWORD);
    expect(right).toMatchObject({ why: 'limit', until: expect.any(String) as string });
    expect(await accounts.signIn.askLink(browser('192.0.2.7').visit(), ANA, '')).toHaveProperty('file');
    time.ahead += 16 * 60_000;
    expect(await accounts.signIn.signIn(browser('192.0.2.7').visit(), ANA, PASSWORD)).toHaveProperty(
      'person',
    );
  });

  test('an unknown address has the same limit as one that has an account', async () => {
    const { accounts } = await beginAccounts(stage);
    const answers = [];
    for (let i = 0; i < 11; i++)
      answers.push(
        await accounts.signIn.signIn(
          browser(`203.0.113.${i}`).visit(),
          'nobody@example.org',
          'wrong wrong wrong',
        ),
      );
    expect(answers.map((each) => ('why' in each ? each.why : 'in'))).toEqual([
      ...Array.from({ length: 10 }, () => 'wrong'),
      'limit',
    ]);
  });

  test('a class behind one address signs in; who guesses there is stopped, and locks nobody out', async () => {
    const { accounts, somebody } = await beginAccounts(stage);
    await somebody(ANA, PASSWORD);
    const school = '198.51.100.20';
    for (let i = 0; i < 31; i++)
      expect(await accounts.signIn.signIn(browser(school).visit(), ANA, PASSWORD), `${i}`).toHaveProperty(
        'person',
      );
    for (let i = 0; i < 30; i++)
      await accounts.signIn.signIn(browser(school).visit(), `guess-${i}@example.org`, TOO_LONG);
    expect(await accounts.signIn.signIn(browser(school).visit(), ANA, PASSWORD)).toMatchObject({
      why: 'limit',
    });
    // The tries that were refused for the client did not count against the account.
    expect(await accounts.signIn.signIn(browser('192.0.2.7').visit(), ANA, PASSWORD)).toHaveProperty(
      'person',
    );
  });

  test('one address gets four letters an hour, whoever asks; one network asks for sixty', async () => {
    const { accounts, time } = await beginAccounts(stage);
    const ask = (i: number, address: string, client = `203.0.113.${i}`) =>
      accounts.signIn.askLink(browser(client).visit(), address, '');
    const asked = await Promise.all(Array.from({ length: 9 }, (_, i) => ask(i, ANA)));
    expect(asked.filter((each) => 'file' in each)).toHaveLength(4);
    // Whoever had those sent did not use up the letters of another kind, nor those of a browser that is known.
    expect(await accounts.signIn.askReset(browser('192.0.2.9').visit(), ANA)).toHaveProperty('file');
    const many = [];
    for (let i = 0; i < 61; i++)
      many.push(await ask(i, `p${i}@example.org`, '2001:db8:1:2::' + i.toString(16)));
    expect(many.filter((each) => 'file' in each)).toHaveLength(60);
    time.ahead += HOUR + 1000;
    expect(await ask(1, ANA)).toHaveProperty('file');
  });

  test('a password that is longer or shorter than allowed is nobody’s', async () => {
    const { accounts, somebody } = await beginAccounts(stage);
    await somebody(ANA, PASSWORD);
    for (const password of ['', 'x', 'x'.repeat(257), 'x'.repeat(400_000)])
      expect(await accounts.signIn.signIn(browser().visit(), ANA, password)).toEqual({ why: 'wrong' });
  });
});
