// What must stay with its person: the cookies of an installation that serves others, and secrets out of pages and logs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openPlain, PASSWORD } from './testing/plain.ts';

describe.each(['sqlite', 'postgresql'] as const)('on %s, at a public address', (kind) => {
  const plain = openPlain(kind, { ORIGIN: 'https://bench.example' });
  const { browser, person, signIn, isIn, link, tokenIn, within } = plain;

  test('each cookie is of this host only, over https only, and no script’s', async () => {
    const ana = await person('ana@example.org', PASSWORD);
    await ana.get('/start');
    await ana.get('/sign-in/passkey');
    expect(await isIn(ana)).toBe(true);
    const names = new Set(ana.lines.map((line) => line.split('=')[0]));
    expect(names).toContain('__Host-benchpath.session_token');
    expect(names).toContain('__Host-benchpath-known');
    for (const line of ana.lines) {
      expect(line).toMatch(/; ?Secure/i);
      expect(line).toMatch(/; ?HttpOnly/i);
      expect(line).toMatch(/; ?SameSite=Lax/i);
      expect(line).toMatch(/; ?Path=\/(;|$)/i);
      expect(line).not.toMatch(/Domain=/i);
    }
    await ana.send('/sign-out');
    expect([...ana.jar.keys()].filter((name) => name.includes('session'))).toEqual([]);
  });

  test('a session under the name that a neighbor could set opens nothing', async () => {
    const bo = await person('bo@example.org');
    const value = bo.jar.get('__Host-benchpath.session_token')!;
    for (const name of ['benchpath.session_token', '__Secure-benchpath.session_token', 'better-auth.session_token']) {
      const of = browser();
      of.jar.set(name, value);
      expect(await isIn(of), name).toBe(false);
    }
  }); // prettier-ignore

  test('forms are taken from the public address only; links in letters lead there', async () => {
    const of = browser();
    const elsewhere = await of.send('/sign-up', { email: 'cy@example.org' }, { origin: plain.site.origin });
    expect(elsewhere.status, 'the address behind the proxy').toBe(403);
    const lies = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' };
    expect((await of.send('/sign-up', { email: 'cy@example.org' }, lies)).status).toBe(200);
    await link('cy@example.org');
    const folder = join(plain.site.place.dataFolder, 'outbox');
    const sent = await of.send('/sign-up', { email: 'cy@example.org' });
    expect(sent.text, 'strangers learn no path of this machine').not.toContain(folder);
    const rows = await within((db) => db.selectFrom('mail').select('about').execute());
    expect(rows.map(({ about }) => about).join()).not.toContain('evil');
  });

  test('a page of somebody who is signed in holds no token, and is kept by no cache', async () => {
    const dora = await person('dora@example.org', PASSWORD);
    const rows = await within((db) => db.selectFrom('session').select('token').execute());
    for (const path of ['/account', '/account/password', '/account/keys', '/organizations', '/record', '/']) {
      const { text, headers } = await dora.get(path);
      for (const { token } of rows) expect(text, path).not.toContain(token);
      expect(headers.get('cache-control'), path).toContain('no-store');
    }
  });

  test('the log holds no address, password, token or secret, whatever was done', async () => {
    const eve = await person('eve@example.org', PASSWORD);
    const cookies = [...eve.jar.values()];
    await signIn(browser(), 'eve@example.org', 'wrong wrong wrong');
    await eve.send('/account/password', { present: 'wrong wrong wrong', password: 'new words to keep' });
    await eve.send('/account?/address', { email: 'eve.new@example.org' });
    const moved = tokenIn(await link('eve.new@example.org'));
    await eve.send('/account/address', { token: moved });
    await browser().send('/reset?/ask', { email: 'eve.new@example.org' });
    const reset = tokenIn(await link('eve.new@example.org', /choose a new/));
    await browser().send('/reset?/set', { token: reset, password: 'new words to keep' });
    const broken = { name: '\u0000', email: 'eve@example.org\u0000', answer: '{"id":1}', token: '%00', password: PASSWORD };
    for (const path of ['/sign-in?/password', '/sign-up', '/reset?/set', '/sign-in/link', '/sign-in/passkey', '/join/x'])
      expect((await browser().send(path, broken)).status, path).toBeLessThan(500);
    await signIn(eve, 'eve.new@example.org', 'new words to keep');
    await eve.send('/account/passkey', { answer: JSON.stringify({ id: 'x', rawId: 'x', type: 'public-key', clientExtensionResults: {}, response: { clientDataJSON: 'e30' } }) });
    const said = plain.site.said();
    const secret = process.env['BENCHPATH_SECRET'] ?? readFileSync(join(plain.site.place.dataFolder, 'secret'), 'utf8').trim();
    const hidden = ['example.org', 'wrong wrong', 'new words', PASSWORD, moved, reset, secret, ...cookies];
    for (const each of hidden) expect(said).not.toContain(each);
    expect(said).not.toMatch(/\berror\b/i);
  }); // prettier-ignore
});
