// What another site, or a link of somebody unkind, can make a browser do that is signed in: nothing.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { request } from 'node:http';
import { beforeAll, describe, expect, test } from 'vitest';
import { addressesOf, pageRoutes } from './testing/addresses.ts';
import { openPlain, PASSWORD, type PlainBrowser } from './testing/plain.ts';

/** Every address to which a form can be sent, read from the actions of src/routes. */
const ACTIONS = pageRoutes().flatMap((route) => {
  const file = join(route.folder, '+page.server.ts');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const actions = text.split(/export const actions\b/)[1]?.split(/^\};/m)[0] ?? '';
  const names = [...actions.matchAll(/^ {2}(\w+):/gm)].map((match) => match[1]!);
  const address = addressesOf(route)[0] ?? route.route.replace(/\[.*\]/, 'x');
  return names.map((name) => (name === 'default' ? address : `${address.split('?')[0]}?/${name}`));
});
const ALL = [...ACTIONS, '/record/backup/file'];

describe.each(['sqlite', 'postgresql'] as const)('on %s', (kind) => {
  const plain = openPlain(kind);
  const { person, within, signIn, browser, link, tokenIn } = plain;
  let ana: PlainBrowser;
  beforeAll(async () => {
    ana = await person('ana@example.org', PASSWORD);
  });

  /** Every row that a person has, so that a change anywhere is seen. Reading renews nothing within a day. */
  const everything = () =>
    within(async (db) => {
      const rows = [];
      for (const table of ['person', 'session', 'sign_in', 'passkey', 'organization', 'member', 'record'] as const)
        rows.push(await db.selectFrom(table).selectAll().orderBy('id').execute());
      return JSON.stringify(rows);
    }); // prettier-ignore

  const BODY = 'name=Mallory&email=mallory%40evil.example&sure=yes&choice=mine&password=entirely+new+words';
  const MULTIPART = [
    '--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nMallory\r\n',
    '--x\r\nContent-Disposition: form-data; name="sure"\r\n\r\nyes\r\n--x--\r\n',
  ].join('');
  /** All that a page elsewhere can send without being asked first (Fetch standard, CORS-safelisted). */
  const KINDS: [string, string | null, string][] = [
    ['a form', 'application/x-www-form-urlencoded', BODY],
    ['a form in capitals', 'Application/X-WWW-Form-Urlencoded; charset=utf-8', BODY],
    ['a form with files', 'multipart/form-data; boundary=x', MULTIPART],
    ['plain text that is JSON', 'text/plain', '{"name":"Mallory","sure":"yes","a":"="}'],
    ['plain text that is a form', 'text/plain; application/x-www-form-urlencoded', BODY],
    ['bytes of no type', null, BODY],
  ];

  /** As raw as a browser of another site would send it: `fetch` of Node adds headers of its own. */
  const raw = (path: string, headers: { [name: string]: string }, body: string, method = 'POST') =>
    new Promise<number>((resolve, reject) => {
      const cookie = [...ana.jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const sent = request(
        plain.site.origin + path,
        { method, headers: { cookie, accept: 'text/html', ...headers } },
        (response) => {
          response.resume().on('end', () => resolve(response.statusCode ?? 0));
        },
      );
      sent.on('error', reject).end(body);
    });

  test('the list of actions is read from the pages', () => {
    expect(ACTIONS.length).toBeGreaterThan(30);
    for (const known of ['/sign-in?/password', '/sign-out', '/account?/everywhere', '/account/delete'])
      expect(ACTIONS).toContain(known);
  });

  test.each(KINDS)('%s from elsewhere is refused by every action, whatever origin it tells', async (_, type, body) => {
    const before = await everything();
    const { host } = new URL(plain.site.origin);
    const origins = [null, 'null', 'http://evil.example', `http://${host}.evil.example`, `https://${host}`, ''];
    for (const path of ALL)
      for (const origin of origins) {
        const headers = {
          ...(type === null ? {} : { 'content-type': type }),
          ...(origin === null ? {} : { origin }),
        };
        expect(await raw(path, headers, body), `${path} from ${origin}`).toBe(403);
      }
    expect(await everything()).toBe(before);
  }); // prettier-ignore

  test('what no form can send is refused too, and other methods do nothing', async () => {
    const before = await everything();
    for (const path of ALL) {
      const status = await raw(path, { 'content-type': 'application/json', origin: 'http://evil.example' }, '{}');
      expect([400, 403, 405, 415], `${path}: ${status}`).toContain(status);
      for (const method of ['PUT', 'PATCH', 'DELETE'])
        expect(await raw(path, { origin: plain.site.origin }, '', method), `${method} ${path}`).toBeGreaterThan(399);
    }
    expect(await everything()).toBe(before);
  }); // prettier-ignore

  test('to open an address changes nothing, whatever stands in it', async () => {
    const before = await everything();
    for (const path of ALL) {
      const { status } = await ana.get(`${path}${path.includes('?') ? '&' : '?'}${BODY}&id=1&do=save`);
      expect(status, path).toBeLessThan(500);
    }
    expect(await everything()).toBe(before);
    expect(await plain.isIn(ana)).toBe(true);
  });

  test('the routes of better-auth are nowhere: only the forms of the pages reach it', async () => {
    const paths = [
      'ok', 'get-session', 'list-sessions', 'sign-in/email', 'sign-up/email', 'sign-out', 'request-password-reset',
      'reset-password', 'change-email', 'change-password', 'set-password', 'update-user', 'delete-user',
      'sign-in/magic-link', 'magic-link/verify', 'passkey/generate-register-options', 'passkey/verify-registration',
      'passkey/verify-authentication', 'passkey/delete-passkey', 'list-accounts', 'error',
    ]; // prettier-ignore
    for (const base of ['/api/auth', '/none', '/auth', '/api'])
      for (const path of paths) {
        expect((await ana.get(`${base}/${path}`)).status, `${base}/${path}`).toBe(404);
        const sent = await ana.ask(`${base}/${path}`, {
          method: 'POST',
          body: JSON.stringify({ email: 'mallory@evil.example', password: PASSWORD, name: 'M' }),
          headers: { 'content-type': 'application/json' },
        });
        expect([404, 405], `${base}/${path}`).toContain(sent.status);
      }
  });

  const ELSEWHERE = [
    'http://evil.example', 'https:evil.example', '//evil.example', '///evil.example', '/\\evil.example',
    '\\\\evil.example', '/\t/evil.example', '/\n/evil.example', '/.//evil.example', '/x/..//evil.example',
    '/x/../\\evil.example', ' //evil.example', 'javascript:alert(1)', 'data:text/html,x', '@evil.example',
    '/%09//evil.example', '/./..//evil.example', 'evil.example', `/${'x'.repeat(400)}`,
  ]; // prettier-ignore

  test('after signing in nobody is sent elsewhere', async () => {
    const leads = (to: string) => new URL(to, plain.site.origin).origin;
    const ours = plain.site.origin;
    for (const next of ELSEWHERE) {
      const of = browser();
      const shown = await of.get(`/sign-in?next=${encodeURIComponent(next)}`);
      const kept = /name="next" value="([^"]*)"/.exec(shown.text)?.[1] ?? 'none';
      expect(leads(kept), next).toBe(ours);
      const { status, to } = await signIn(of, 'ana@example.org', PASSWORD, next);
      expect([status, leads(to)], next).toEqual([303, ours]);
      expect(to, next).not.toMatch(/^\/[/\\]/);
    }
    expect((await signIn(browser(), 'ana@example.org', PASSWORD, '/plan?goal=ascp-mlt#x')).to).toBe(
      '/plan?goal=ascp-mlt',
    );
  });

  test('a link in a letter leads to our own pages, whatever was asked for', async () => {
    const of = browser('198.51.100.77');
    await of.send('/sign-up', { email: 'bo@example.org', next: '//evil.example/x' });
    const path = await link('bo@example.org');
    expect(path).not.toContain('evil');
    const entered = await of.send('/sign-in/link', { token: tokenIn(path), next: '/\\evil.example' });
    expect(entered.to).toBe('/account/keys');
    for (const page of ['keys', 'claim'])
      expect((await of.send(`/account/${page}`, { next: '//evil.example' })).to, page).not.toContain('evil');
  });
});
