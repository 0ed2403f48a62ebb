import { expect, test } from 'vitest';
import { onEachDatabase } from '#storage/testing/each-database.server.ts';
import { beginAccounts, browser, PASSWORD } from './testing/installation.server.ts';

const ANA = 'ana@example.org';
const BO = 'bo@example.org';

onEachDatabase((stage) => {
  test('sessions are listed without their tokens; one can be ended, all can, nobody else’s can', async () => {
    const { accounts, somebody, personIn, db } = await beginAccounts(stage);
    const ana = await somebody(ANA, PASSWORD);
    const phone = browser('2001:db8::7');
    await accounts.signIn.signIn(phone.visit(), ANA, PASSWORD);
    const bo = await somebody(BO);
    const listed = await accounts.sessions.list(ana.person);
    expect(listed).toHaveLength(2);
    expect(listed[0]).toMatchObject({
      device: 'Firefox on Linux',
      from: expect.stringContaining('2001') as string,
    });
    const tokens = await db.selectFrom('session').select('token').execute();
    for (const { token } of tokens) expect(JSON.stringify(listed)).not.toContain(token);

    for (const { id } of listed) await accounts.sessions.end(bo.person, id);
    expect(await accounts.sessions.list(ana.person)).toHaveLength(2);
    await accounts.sessions.end(ana.person, listed[0]!.id);
    expect([await personIn(phone), await personIn(ana)]).toMatchObject([null, { email: ANA }]);

    await accounts.signIn.signIn(phone.visit(), ANA, PASSWORD);
    await accounts.sessions.endAll(ana.person);
    expect([await personIn(phone), await personIn(ana)]).toEqual([null, null]);
    expect(await personIn(bo)).toMatchObject({ email: BO });
  });

  test('who signs out is out at once, and a copy of the cookie opens nothing', async () => {
    const { accounts, somebody, personIn } = await beginAccounts(stage);
    const ana = await somebody(ANA);
    const copy = browser();
    for (const [name, value] of ana.jar) copy.jar.set(name, value);
    expect(await personIn(copy)).toMatchObject({ email: ANA });
    await accounts.signIn.signOut(ana.visit());
    expect([...ana.jar.keys()].filter((name) => !name.endsWith('-known'))).toEqual([]);
    expect(await personIn(copy)).toBeNull();
  });

  test('who signs in anew in one browser leaves no session behind', async () => {
    const { accounts, somebody, db } = await beginAccounts(stage);
    await somebody(BO, PASSWORD);
    const ana = await somebody(ANA, PASSWORD);
    await accounts.signIn.signIn(ana.visit(), ANA, PASSWORD);
    expect(await accounts.sessions.list(ana.person)).toHaveLength(1);
    await accounts.signIn.signIn(ana.visit(), BO, PASSWORD);
    expect(await accounts.sessions.list(ana.person)).toHaveLength(0);
    expect(await db.selectFrom('session').select('id').execute()).toHaveLength(2);
  });

  test('a session that is a month old is over', async () => {
    const { somebody, personIn, db } = await beginAccounts(stage);
    const ana = await somebody(ANA);
    await db
      .updateTable('session')
      .set({ expires_at: new Date(Date.now() - 1).toISOString() })
      .execute();
    expect(await personIn(ana)).toBeNull();
  });

  test('a changed password ends the other sessions, and the person is told', async () => {
    const { accounts, somebody, personIn, outbox, grown } = await beginAccounts(stage);
    const ana = await somebody(ANA, PASSWORD);
    expect((await outbox()).join(), 'no letter for a first password').not.toContain('was changed');
    await grown();
    const other = browser();
    await accounts.signIn.signIn(other.visit(), ANA, PASSWORD);
    const { changePassword } = accounts.account;
    expect(await changePassword(ana.visit(), ana.person, 'not this one', 'new words to remember')).toEqual({
      why: 'wrong',
    });
    expect(await personIn(other)).not.toBeNull();
    expect(await changePassword(ana.visit(), ana.person, PASSWORD, 'new words to remember')).toBe('done');
    expect([await personIn(other), await personIn(ana)]).toMatchObject([null, { email: ANA }]);
    expect(await accounts.signIn.signIn(other.visit(), ANA, PASSWORD)).toEqual({ why: 'wrong' });
    expect((await outbox()).filter((text) => text.includes('password of your account'))).toHaveLength(1);
    // Whoever sits at an open session cannot try one password after the other.
    const tries = [];
    for (let i = 0; i < 12; i++)
      tries.push(await changePassword(ana.visit(), ana.person, 'x'.repeat(300), 'new words to remember'));
    expect(tries.at(-1)).toMatchObject({ why: 'limit' });
  });

  test('a first password is set once; after that the present one must be told', async () => {
    const { accounts, somebody } = await beginAccounts(stage);
    const ana = await somebody(ANA);
    expect(await accounts.account.keys(ana.person)).toEqual({ password: false, passkeys: 0 });
    const session = (await accounts.signIn.session(ana.visit()))!;
    expect(await accounts.account.setPassword(ana.visit(), session, PASSWORD)).toBe('done');
    expect(await accounts.account.setPassword(ana.visit(), session, 'another password')).toBe('there');
    expect(await accounts.account.keys(ana.person)).toEqual({ password: true, passkeys: 0 });
    expect(await accounts.signIn.signIn(browser().visit(), ANA, PASSWORD)).toHaveProperty('person');
  });

  test('a session that was begun a while ago makes no passkey', async () => {
    const { accounts, somebody, db } = await beginAccounts(stage);
    const ana = await somebody(ANA);
    expect(await accounts.passkeys.challenge(ana.visit(), 'make')).toHaveProperty('options');
    expect((await accounts.signIn.session(ana.visit()))?.fresh).toBe(true);
    const long = new Date(Date.now() - 11 * 60_000).toISOString();
    await db.updateTable('session').set({ created_at: long }).execute();
    expect(await accounts.passkeys.challenge(ana.visit(), 'make')).toEqual({ why: 'stale' });
    expect((await accounts.signIn.session(ana.visit()))?.fresh).toBe(false);
    expect(await accounts.passkeys.challenge(browser().visit(), 'make')).toEqual({ why: 'stale' });
  });

  test('what is no passkey is refused, whatever it is', async () => {
    const { accounts, somebody, db } = await beginAccounts(stage);
    const ana = await somebody(ANA);
    const part = { id: 'x', rawId: 'x', type: 'public-key', clientExtensionResults: {} };
    const response = {
      clientDataJSON: 'e30',
      authenticatorData: 'AA',
      signature: 'AA',
      attestationObject: 'oA',
    };
    for (const text of [
      '',
      'null',
      '[]',
      '{"refused":"NotAllowedError"}',
      JSON.stringify(part),
      JSON.stringify({ ...part, response }),
      JSON.stringify({ ...part, id: { $ne: null }, response }),
      '['.repeat(10_000),
      `"${'x'.repeat(30_000)}"`,
    ]) {
      await accounts.passkeys.challenge(ana.visit(), 'make');
      expect(await accounts.passkeys.make(ana.visit(), ana.person, text, 'mine'), text.slice(0, 40)).toEqual({
        why: 'refused',
      });
      const other = browser();
      await accounts.passkeys.challenge(other.visit(), 'use');
      expect(await accounts.passkeys.use(other.visit(), text), text.slice(0, 40)).toEqual({ why: 'refused' });
    }
    expect(await db.selectFrom('passkey').select('id').execute()).toEqual([]);
  });

  test('another address is proven before it is used, and the old one is told', async () => {
    const { accounts, somebody, personIn, tokenFor, outbox } = await beginAccounts(stage);
    const ana = await somebody(ANA, PASSWORD);
    await accounts.signIn.askReset(browser().visit(), ANA);
    const reset = await tokenFor(ANA);
    await accounts.address.ask(ana.visit(), ana.person, 'new@example.org');
    expect(await personIn(ana), 'asking changes nothing').toMatchObject({ email: ANA });
    const token = await tokenFor('new@example.org');
    const there = browser();
    const bo = await somebody(BO);
    expect(await accounts.address.move(bo.visit(), bo.person, token)).toEqual({ why: 'another' });
    expect(await accounts.address.move(ana.visit(), ana.person, token)).toEqual({ email: 'new@example.org' });
    expect(await accounts.address.move(ana.visit(), ana.person, token)).toEqual({ why: 'expired' });
    expect(await personIn(ana)).toMatchObject({ email: 'new@example.org' });
    expect(await accounts.signIn.signIn(there.visit(), ANA, PASSWORD)).toEqual({ why: 'wrong' });
    expect(
      await accounts.signIn.reset(there.visit(), reset, 'a brand new password'),
      'sent to the old one',
    ).toBe('expired');
    const told = (await outbox()).at(-1)!;
    expect(told).toContain(`To: ${ANA}`);
    expect(told).toContain('changed to another one');
  });

  test('an address that another account has is told to nobody but who reads its mail', async () => {
    const { accounts, somebody, tokenFor, personIn } = await beginAccounts(stage);
    await somebody(BO);
    const ana = await somebody(ANA);
    const free = await accounts.address.ask(ana.visit(), ana.person, 'free@example.org');
    const taken = await accounts.address.ask(ana.visit(), ana.person, BO);
    expect(Object.keys(taken)).toEqual(Object.keys(free));
    expect(await accounts.address.move(ana.visit(), ana.person, await tokenFor(BO))).toEqual({
      why: 'taken',
    });
    expect(await personIn(ana)).toMatchObject({ email: ANA });
  });

  test('a deleted person is gone from every table, and their cookie opens nothing', async () => {
    const { accounts, somebody, personIn, db } = await beginAccounts(stage);
    const bo = await somebody(BO, PASSWORD);
    const ana = await somebody(ANA, PASSWORD);
    await accounts.account.rename(ana.person, 'Ana Lovelace');
    await accounts.signIn.askReset(ana.visit(), ANA);
    await accounts.signIn.askLink(ana.visit(), ANA, '');
    await accounts.address.ask(ana.visit(), ana.person, 'ana-new@example.org');
    const organization = await accounts.organizations.create(bo.person, 'Lakeside');
    if ('why' in organization) throw new Error('limit');
    const link = await accounts.invitations.make(bo.person, organization.id, {
      role: 'learner',
      uses: 1,
      days: 1,
    });
    if (!link || 'why' in link) throw new Error('no link');
    await accounts.invitations.join(ana.person, link.token);
    expect(await accounts.remove(ana.person)).toEqual({ removed: true });
    expect(await personIn(ana)).toBeNull();
    for (const { name } of await db.introspection.getTables()) {
      const rows = JSON.stringify(
        await db
          .selectFrom(name as 'person')
          .selectAll()
          .execute(),
      );
      for (const trace of [ana.person.id, ANA, 'Lovelace'])
        expect(rows, `${trace} in ${name}`).not.toContain(trace);
    }
    expect(await personIn(bo)).toMatchObject({ email: BO });
    expect(await accounts.signIn.signIn(browser().visit(), BO, PASSWORD)).toHaveProperty('person');
    // Somebody who begins anew with the address begins with nothing.
    expect((await somebody(ANA)).person.id).not.toBe(ana.person.id);
  });

  test('addresses that look like patterns take nobody else’s proofs with them', async () => {
    const { accounts, somebody, tokenFor } = await beginAccounts(stage);
    const odd = await somebody('a_b@example.org');
    await accounts.signIn.askLink(browser().visit(), 'axb@example.org', '');
    const token = await tokenFor('axb@example.org');
    await accounts.remove(odd.person);
    expect(await accounts.signIn.enter(browser().visit(), token)).toHaveProperty('person');
  });

  test('what is over is removed', async () => {
    const { accounts, somebody, db, time } = await beginAccounts(stage);
    const ana = await somebody(ANA);
    const organization = await accounts.organizations.create(ana.person, 'Lakeside');
    if ('why' in organization) throw new Error('limit');
    await accounts.invitations.make(ana.person, organization.id, { role: 'learner', uses: 1, days: 1 });
    time.ahead += 40 * 86_400_000;
    await accounts.prune();
    for (const table of ['attempt', 'session', 'invitation_link'] as const)
      expect(await db.selectFrom(table).selectAll().execute(), table).toEqual([]);
  });
});
