import { expect, test } from 'vitest';
import type { Person } from '#kernel/person.ts';
import { onEachDatabase } from '#storage/testing/each-database.server.ts';
import { authenticator } from './testing/authenticator.ts';
import { beginAccounts, browser, type Browser } from './testing/installation.server.ts';

const REFUSED = { why: 'refused' };

onEachDatabase((stage) => {
  const begin = async () => {
    const all = await beginAccounts(stage);
    const { passkeys } = all.accounts;
    const asked = async (of: Pick<Browser, 'visit'>, to: 'make' | 'use'): Promise<string> => {
      const challenge = await passkeys.challenge(of.visit(), to);
      if (!('options' in challenge)) throw new Error(challenge.why);
      return challenge.options;
    };
    type Signed = Browser & { person: Person };
    // The question puts a cookie into the browser: a visit begins after it.
    const make = async (of: Signed, key: ReturnType<typeof authenticator>, how = {}) => {
      const answer = key.make(await asked(of, 'make'), how);
      return passkeys.make(of.visit(), of.person, answer, 'Key');
    };
    const use = async (of: Browser, key: ReturnType<typeof authenticator>, how = {}) => {
      const answer = key.use(await asked(of, 'use'), how);
      return passkeys.use(of.visit(), answer);
    };
    const ana = await all.somebody('ana@example.org');
    const key = authenticator();
    expect(await make(ana, key)).toEqual({ made: true });
    return { ...all, passkeys, asked, make, use, ana, key };
  };

  test('a passkey signs its person in, as often as they like', async () => {
    const { use, ana, key, personIn } = await begin();
    for (let i = 0; i < 2; i += 1) {
      const of = browser();
      expect(await use(of, key)).toEqual({ person: ana.person.id });
      expect(await personIn(of)).toMatchObject({ email: 'ana@example.org' });
    }
  });

  test('another key under the name of somebody’s passkey opens nothing', async () => {
    const { use, make, key, somebody, personIn, db, logged } = await begin();
    const thief = authenticator(key.id);
    const of = browser();
    expect(await use(of, thief)).toEqual(REFUSED);
    expect(await personIn(of)).toBeNull();
    // Nor can somebody put that name on their own account, and have its person sign in there.
    const mallory = await somebody('mallory@example.org');
    expect(await make(mallory, thief)).toEqual(REFUSED);
    expect(await db.selectFrom('passkey').select('id').execute()).toHaveLength(1);
    expect(await use(browser(), thief)).toEqual(REFUSED);
    expect(await use(browser(), key)).toHaveProperty('person');
    expect(logged.join()).not.toMatch(/example\.org/);
  });

  test('an answer counts once, in the browser that was asked, for what was asked', async () => {
    const { passkeys, asked, key, ana, make, somebody } = await begin();
    const of = browser();
    const options = await asked(of, 'use');
    const answer = key.use(options);
    expect(await passkeys.use(browser().visit(), answer), 'a browser that was not asked').toEqual(REFUSED);
    expect(await passkeys.use(of.visit(), answer)).toHaveProperty('person');
    expect(await passkeys.use(of.visit(), answer), 'twice').toEqual(REFUSED);
    const other = browser();
    await asked(other, 'use');
    expect(await passkeys.use(other.visit(), answer), 'an older question').toEqual(REFUSED);
    const second = authenticator();
    const toUse = second.make(await asked(ana, 'use'));
    expect(await passkeys.make(ana.visit(), ana.person, toUse, 'x'), 'asked to sign in').toEqual(REFUSED);
    const toMake = key.use(await asked(ana, 'make'));
    expect(await passkeys.use(ana.visit(), toMake), 'asked to make one').toEqual(REFUSED);
    // Asked as one person, answered as another who signed in there meanwhile.
    const bo = await somebody('bo@example.org');
    const begun = second.make(await asked(ana, 'make'));
    for (const [name, value] of bo.jar) if (name.includes('session')) ana.jar.set(name, value);
    expect(await passkeys.make(ana.visit(), bo.person, begun, 'x')).toEqual(REFUSED);
    expect(await make(bo, second)).toEqual({ made: true });
  });

  test('what a page elsewhere was answered is worth nothing here', async () => {
    const { use, make, ana, key } = await begin();
    const elsewhere = [
      { origin: 'https://evil.example', rpId: 'evil.example' },
      { origin: 'https://evil.example' },
      { rpId: 'evil.example' },
      { origin: 'http://localhost.evil.example:4173' },
      { origin: 'http://localhost:4174' },
    ];
    for (const how of elsewhere) {
      expect(await use(browser(), key, how), JSON.stringify(how)).toEqual(REFUSED);
      expect(await make(ana, authenticator(), how), JSON.stringify(how)).toEqual(REFUSED);
    }
  });

  test('a copy of an authenticator that counts is noticed', async () => {
    const { use, key } = await begin();
    expect(await use(browser(), key)).toHaveProperty('person');
    key.rewind(2);
    expect(await use(browser(), key)).toEqual(REFUSED);
  });

  test('taken off, it opens nothing; only its owner takes it off', async () => {
    const { passkeys, use, ana, key, somebody, outbox, grown } = await begin();
    await grown();
    const bo = await somebody('bo@example.org');
    const [row] = await passkeys.list(ana.person);
    await passkeys.remove(bo.visit(), bo.person, row!.id);
    expect(await use(browser(), key)).toHaveProperty('person');
    await passkeys.remove(ana.visit(), ana.person, row!.id);
    expect(await use(browser(), key)).toEqual(REFUSED);
    const told = (await outbox()).filter((text) => text.includes('removed from your account'));
    expect(told).toHaveLength(1);
  });
});
