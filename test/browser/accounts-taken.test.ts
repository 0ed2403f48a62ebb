// Who tries to get, or to keep, an account that is not theirs.
import { describe, expect, test } from 'vitest';
import { lettersTo } from './testing/mailbox.ts';
import { openPlain, PASSWORD } from './testing/plain.ts';

const OTHER = 'entirely new words';

describe.each(['sqlite', 'postgresql'] as const)('on %s', (kind) => {
  const plain = openPlain(kind);
  const { browser, person, signIn, isIn, forgetTries, link, tokenIn, within } = plain;

  test('a session that somebody put there before does not become one’s own', async () => {
    await person('ana@example.org', PASSWORD);
    const attacker = await person('mallory@example.org');
    const victim = browser();
    for (const [name, value] of attacker.jar) victim.jar.set(name, value);
    const [name, before] = [...victim.jar].find(([each]) => each.includes('session'))!;
    expect((await signIn(victim, 'ana@example.org')).status).toBe(303);
    expect(victim.jar.get(name)).not.toBe(before);
    expect((await victim.get('/account')).text).toContain('ana@example.org');
    expect(await isIn(attacker), 'the one that lay there is over').toBe(false);
    const nonsense = browser();
    nonsense.jar.set(name, 'A'.repeat(32));
    await signIn(nonsense, 'ana@example.org');
    expect(nonsense.jar.get(name)).not.toBe('A'.repeat(32));
  });

  test('nobody begins an account with somebody else’s address, in any spelling', async () => {
    const attacker = browser('203.0.113.5');
    for (const email of ['bo@example.org', ' BO@Example.ORG ', 'Bo@example.org'])
      expect((await attacker.send('/sign-up', { email, password: PASSWORD, name: 'Mallory' })).status).toBe(200);
    expect((await signIn(attacker, 'bo@example.org')).status, 'no password was kept').toBe(400);
    await forgetTries();
    const bo = browser();
    await bo.send('/sign-in/link', { token: tokenIn(await link('bo@example.org', /link/, 3)) });
    expect(await isIn(bo)).toBe(true);
    expect(await isIn(attacker)).toBe(false);
    expect((await bo.get('/account')).text).not.toContain('Mallory');
    const rows = await within((db) => db.selectFrom('person').select('email').where('email', 'like', 'b%').execute());
    expect(rows).toEqual([{ email: 'bo@example.org' }]);
    // Letters that look alike are other addresses, and ones that mail cannot reach: refused.
    for (const alike of ['bо@example.org', 'bo@exаmple.org', 'bo@example.org\u200b', 'ｂo@example.org', 'bo@example。org', 'bo@example.org\n', '"bo"@example.org', 'bo@example.org,mallory@evil.example']) {
      const { status } = await attacker.send('/sign-up', { email: alike });
      if (status === 200) expect(alike.trim(), 'the same address').toBe('bo@example.org');
      else expect(status, alike).toBe(400);
    }
  }); // prettier-ignore

  test('a link to a new password works once, and not after an hour', async () => {
    await person('cy@example.org', PASSWORD);
    const of = browser();
    const about = /choose a new password/;
    await of.send('/reset?/ask', { email: 'cy@example.org' });
    const token = tokenIn(await link('cy@example.org', about));
    expect((await of.send('/reset?/set', { token, password: 'short' })).status).toBe(400);
    expect((await of.send('/reset?/set', { token, password: OTHER })).status).toBe(303);
    expect((await of.send('/reset?/set', { token, password: PASSWORD })).text).toContain('opens nothing');
    expect((await signIn(browser(), 'cy@example.org', OTHER)).status).toBe(303);
    await of.send('/reset?/ask', { email: 'cy@example.org' });
    const late = tokenIn(await link('cy@example.org', about, 2));
    const expires_at = new Date(Date.now() - 1000).toISOString();
    await within((db) => db.updateTable('proof_of_mail').set({ expires_at }).execute());
    expect((await of.send('/reset?/set', { token: late, password: PASSWORD })).text).toContain(
      'opens nothing',
    );
    expect((await signIn(browser(), 'cy@example.org')).status).toBe(400);
  });

  test('a link to a new password opens nothing once the password was changed, or set by another link', async () => {
    const dora = await person('dora@example.org', PASSWORD);
    const [about, of] = [/choose a new password/, browser()];
    await of.send('/reset?/ask', { email: 'dora@example.org' });
    const first = tokenIn(await link('dora@example.org', about));
    expect((await dora.send('/account/password', { present: PASSWORD, password: OTHER })).status).toBe(303);
    expect((await of.send('/reset?/set', { token: first, password: PASSWORD })).text).toContain(
      'opens nothing',
    );
    await of.send('/reset?/ask', { email: 'dora@example.org' });
    const second = tokenIn(await link('dora@example.org', about, 2));
    await of.send('/reset?/ask', { email: 'dora@example.org' });
    const third = tokenIn(await link('dora@example.org', about, 3));
    expect((await of.send('/reset?/set', { token: third, password: PASSWORD })).status).toBe(303);
    expect((await of.send('/reset?/set', { token: second, password: OTHER })).text).toContain(
      'opens nothing',
    );
    expect((await signIn(browser(), 'dora@example.org')).status).toBe(303);
  });

  test('a new password, changed or reset or the first one, ends every other session', async () => {
    const email = 'eve@example.org';
    const one = await person(email);
    const about = /You can sign in|wants an account/;
    const two = browser();
    await two.send('/sign-in?/link', { email });
    await two.send('/sign-in/link', { token: tokenIn(await link(email, about, 2)) });
    expect([await isIn(one), await isIn(two)]).toEqual([true, true]);
    expect((await one.send('/account/password', { password: PASSWORD })).to).toBe('/account?told=password');
    expect([await isIn(one), await isIn(two)], 'the first password').toEqual([true, false]);
    await signIn(two, email);
    await one.send('/account/password', { present: PASSWORD, password: OTHER });
    expect([await isIn(one), await isIn(two)], 'another password').toEqual([true, false]);
    await signIn(two, email, OTHER);
    const three = browser();
    await three.send('/reset?/ask', { email });
    await three.send('/reset?/set', { token: tokenIn(await link(email, /choose a new/)), password: PASSWORD });
    expect([await isIn(one), await isIn(two), await isIn(three)], 'a reset').toEqual([false, false, false]);
  }); // prettier-ignore

  test('a stranger’s account does not get one’s address by a button pressed in good faith', async () => {
    // Mallory asks for Flo's address, and Flo opens the letter: were it enough, Mallory would sit in the account to which
    // Flo's own letters lead from then on.
    const mallory = await person('mallory2@example.org', PASSWORD);
    await mallory.send('/account?/address', { email: 'flo@example.org' });
    const path = await link('flo@example.org');
    const flo = browser('198.51.100.40');
    const opened = await flo.get(path);
    expect([opened.status, opened.to.split('?')[0]]).toEqual([303, '/sign-in']);
    expect((await flo.send('/account/address', { token: tokenIn(path) })).status).toBe(303);
    await flo.send('/sign-up', { email: 'flo@example.org' });
    await flo.send('/sign-in/link', { token: tokenIn(await link('flo@example.org', /wants an account/)) });
    const refused = await flo.send('/account/address', { token: tokenIn(path) });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('another account');
    expect((await mallory.get('/account')).text).not.toContain('flo@example.org');
    // In the browser that asked it would work, had Flo not an account by now.
    expect((await mallory.send('/account/address', { token: tokenIn(path) })).text).toContain('Another account has this address');
  }); // prettier-ignore

  test('who was signed out cannot take the account along to an address of theirs', async () => {
    const gus = await person('gus@example.org', PASSWORD);
    const thief = browser('203.0.113.9');
    for (const [name, value] of gus.jar) thief.jar.set(name, value);
    expect((await thief.send('/account?/address', { email: 'thief@evil.example' })).status).toBe(200);
    const path = await link('thief@evil.example');
    const of = browser();
    await of.send('/reset?/ask', { email: 'gus@example.org' });
    await of.send('/reset?/set', {
      token: tokenIn(await link('gus@example.org', /choose a new/)),
      password: OTHER,
    });
    const pressed = await thief.send('/account/address', { token: tokenIn(path) });
    expect([pressed.status, pressed.to.split('?')[0]]).toEqual([303, '/sign-in']);
    expect((await signIn(browser(), 'gus@example.org', OTHER)).status).toBe(303);
  });

  test('a changed address: asked for freshly, told to the old one, and links to the old one set nothing', async () => {
    const hal = await person('hal@example.org', PASSWORD);
    await hal.send('/reset?/ask', { email: 'hal@example.org' });
    const reset = tokenIn(await link('hal@example.org', /choose a new/));
    await hal.send('/account?/address', { email: 'hal.new@example.org' });
    const token = tokenIn(await link('hal.new@example.org'));
    expect((await hal.send('/account/address', { token })).text).toContain('hal.new@example.org');
    expect((await hal.send('/account/address', { token })).text).toContain('opens nothing');
    await expect
      .poll(() => lettersTo(plain.site, 'hal@example.org').join())
      .toContain('changed to another one');
    expect((await browser().send('/reset?/set', { token: reset, password: OTHER })).text).toContain(
      'opens nothing',
    );
    expect((await signIn(browser(), 'hal@example.org')).status).toBe(400);
    expect((await signIn(browser(), 'hal.new@example.org')).status).toBe(303);
    const created_at = new Date(Date.now() - 11 * 60_000).toISOString();
    await within((db) => db.updateTable('session').set({ created_at }).execute());
    const stale = await hal.send('/account?/address', { email: 'hal.third@example.org' });
    expect(stale.status, 'a session of eleven minutes').toBe(403);
  });

  test('two who prove one address at the same moment: one has it, and the other is told', async () => {
    const pair = [await person('ida@example.org'), await person('ivo@example.org')];
    const tokens: string[] = [];
    for (const [i, each] of pair.entries()) {
      await each.send('/account?/address', { email: 'both@example.org' });
      tokens.push(tokenIn(await link('both@example.org', /link/, i + 1)));
    }
    const moved = await Promise.all(
      pair.map((each, i) => each.send('/account/address', { token: tokens[i]! })),
    );
    expect(moved.map(({ status }) => status).toSorted()).toEqual([200, 400]);
  });

  test('a passkey is removed by somebody who signed in just now, by its owner only, and the owner is told', async () => {
    const [jan, kim] = [await person('jan@example.org', PASSWORD), await person('kim@example.org', PASSWORD)];
    await within(async (db) => {
      const { id: person_id } = await db.selectFrom('person').select('id').where('email', '=', 'jan@example.org').executeTakeFirstOrThrow();
      const counter = { counter: 0, device_type: 'singleDevice', backed_up: 0, public_key: 'AA', created_at: new Date().toISOString() };
      await db.insertInto('passkey').values({ id: 'jans', person_id, name: 'Telephone', credential_id: 'c', ...counter }).execute();
      await db.updateTable('person').set({ created_at: '2026-01-01T00:00:00.000Z' }).execute();
    });
    const there = async () => (await jan.get('/account')).text.includes('Telephone');
    await kim.send('/account?/passkey', { id: 'jans' });
    expect(await there()).toBe(true);
    await within((db) => db.updateTable('session').set({ created_at: '2026-01-01T00:00:00.000Z' }).execute());
    expect((await jan.send('/account?/passkey', { id: 'jans' })).status).toBe(403);
    expect(await there()).toBe(true);
    await signIn(jan, 'jan@example.org');
    expect((await jan.send('/account?/passkey', { id: 'jans' })).status).toBe(303);
    expect(await there()).toBe(false);
    await expect.poll(() => lettersTo(plain.site, 'jan@example.org').join()).toContain('passkey was removed');
  }); // prettier-ignore
});
