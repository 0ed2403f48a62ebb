// What a stranger, a broken client or an unkind one may send: refused in words, and nobody's answers are lost or seen.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addressesOf, pageRoutes } from './testing/addresses.ts';
import { answerAll, questionOn } from './testing/person.ts';
import { PATIENCE, startSite, type Site } from './testing/site.ts';
import { openBrowser, visit } from './testing/visitor.ts';

let site: Site;
let browser: Browser;
beforeAll(async () => {
  [site, browser] = await Promise.all([startSite(), openBrowser()]);
}, PATIENCE);
afterAll(async () => {
  await browser?.close();
  await site?.end();
});

const get = (address: string, cookie = '') =>
  fetch(site.origin + address, { headers: { cookie }, redirect: 'manual' });
const post = (address: string, fields: { [name: string]: string }, cookie = '') =>
  fetch(site.origin + address, {
    method: 'POST',
    headers: { cookie, origin: site.origin, accept: 'text/html' },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
const send = (question: string, fields: { [name: string]: string }, cookie = '') =>
  post(`/start?q=${question}`, { question, do: 'save', ...fields }, cookie);
const cookieIn = (response: Response) => response.headers.get('set-cookie')?.split(';')[0] ?? '';
const kept = async (cookie: string) => (await get('/plan/record.yaml', cookie)).text();
const somebody = async () => cookieIn(await send('goal', { aim: 'technician', place: 'mn' }));

test(
  'each page says what a browser may do with it',
  async () => {
    for (const address of pageRoutes().flatMap((route) => addressesOf(route))) {
      const { headers } = await get(address);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy, address).toContain("default-src 'self'");
      expect(policy, address).toContain("frame-ancestors 'none'");
      expect(policy, address).toContain("form-action 'self'");
      expect(/script-src[^;]*/.exec(policy)?.[0], address).not.toContain('unsafe');
      expect(headers.get('x-content-type-options'), address).toBe('nosniff');
      expect(headers.get('referrer-policy'), address).toBe('same-origin');
    }
  },
  PATIENCE,
);

test('the cookie is no script’s, goes nowhere else, and comes back over plain http', async () => {
  const response = await send('goal', { aim: 'technician' });
  const cookie = response.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/HttpOnly/i);
  expect(cookie).toMatch(/SameSite=Lax/i);
  expect(cookie).not.toMatch(/Secure/i);
});

test('nothing a person told is left in a cache', async () => {
  const cookie = await somebody();
  for (const address of ['/', '/start', '/plan', '/record', '/plan/record.yaml'])
    expect((await get(address, cookie)).headers.get('cache-control'), address).toContain('no-store');
});

test(
  'a cookie that makes no sense is a browser that keeps nothing',
  async () => {
    const cookie = await somebody();
    const changed = cookie.slice(0, -1) + (cookie.endsWith('A') ? 'B' : 'A');
    const values = [
      '',
      '1',
      '%',
      '%00',
      "' OR 1=1 --",
      '../../etc/passwd',
      '"><script>',
      'x'.repeat(6000),
      '\u00e9',
    ];
    for (const nonsense of [
      ...values.map((v) => `benchpath=${v}`),
      changed,
      changed.toLowerCase(),
      'a;;=;b',
    ]) {
      for (const address of ['/', '/start', '/plan', '/plan/doors', '/record']) {
        const response = await get(address, nonsense);
        expect(response.status, `${address} with ${nonsense.slice(0, 40)}`).toBe(200);
        expect(await response.text()).not.toContain('What is kept</h2>');
      }
      expect((await get('/plan/record.yaml', nonsense)).status).toBe(404);
      const answered = await send('state', { state: 'mn' }, nonsense);
      expect(answered.status).toBe(303);
      expect(await kept(cookieIn(answered))).toContain('state: MN');
    }
  },
  PATIENCE,
);

test(
  'another browser sees nothing of the record',
  async () => {
    const [one, other] = [await visit(browser, site.origin), await visit(browser, site.origin)];
    await answerAll(one.page);
    await one.page.goto('/record');
    await expect.poll(() => one.page.locator('pre').innerText()).toContain('biology');
    await other.page.goto('/record');
    expect(await other.page.locator('main').innerText()).toContain('Nothing is kept for this browser');
    for (const address of ['/plan', '/start?q=school', '/']) {
      await other.page.goto(address);
      expect(await other.page.locator('main').innerText()).not.toMatch(/2019|20,?000/);
    }
    expect([...one.faults, ...other.faults]).toEqual([]);
  },
  PATIENCE,
);

test(
  'fields of a megabyte, questions nobody asks and values nobody offers change nothing',
  async () => {
    const cookie = await somebody();
    await send('state', { state: 'mn' }, cookie);
    const before = await kept(cookie);
    const huge = 'A'.repeat(1_000_000);
    const refused = await send('state', { state: huge }, cookie);
    expect(refused.status).toBe(413);
    expect(await refused.text()).toContain('nothing you saved was changed');
    const large = huge.slice(0, 400_000);
    const wrong: [string, { [field: string]: string }][] = [
      ['goal', { aim: 'credential', credential: large }],
      ['goal', { aim: 'credential', credential: '<script>alert(1)</script>' }],
      ['goal', { aim: 'technician', place: '<script>' }],
      ['goal', { aim: '__proto__' }],
      ['goal', { aim: 'constructor' }],
      ['school', { school: 'toString' }],
      ['program', { program: 'mlt', accreditor: large }],
      ['experience', { as: 'other', disciplines: 'alchemy' }],
      ['experience', { as: 'other', hoursPerWeek: '1e9' }],
      ['experience', { as: 'other', payUsdPerYear: 'NaN' }],
      ['credentials', { id: 'ascp-nonsense' }],
      ['credentials', { id: 'ascp-mlt', issued: '2025-01', expires: '2020-01' }],
      ['time', { study: '-1' }],
      ['money', { budget: 'Infinity' }],
    ];
    for (const [question, fields] of wrong) {
      const response = await send(question, fields, cookie);
      const text = await response.text();
      expect(response.status, `${question} ${JSON.stringify(fields).slice(0, 60)}`).toBe(400);
      expect(text).toContain('Something is not right yet');
      expect(text).not.toContain('<script');
    }
    expect((await send('nobody-asks-this', { a: 'b' }, cookie)).status).toBe(303);
    expect((await get('/start?q=nobody-asks-this', cookie)).status).toBe(200);
    expect((await send('experience', { do: 'remove-999' }, cookie)).status).toBe(303);
    expect((await send('goal', { do: 'remove-0' }, cookie)).status).toBe(400);
    expect((await kept(cookie)).replace('\nexperience: []', '')).toBe(before);
  },
  PATIENCE,
);

test(
  'what an address says is shown as text or not at all',
  async () => {
    const { page, faults } = await visit(browser, site.origin);
    const evil = encodeURIComponent('"><script>alert(1)</script><img src=x onerror=alert(2)>');
    const cookie = await somebody();
    const addresses = [
      '/start?goal=',
      '/start?q=',
      '/plan?goal=',
      '/plan?plan=',
      '/plan?if=',
      '/search?q=',
      '/compare?a=',
      '/where?as=',
      '/where?plan=',
    ];
    for (const address of [
      ...addresses.map((a) => a + evil),
      `/${evil}`,
      `/credentials/${evil}`,
      `/where/${evil}`,
    ]) {
      const response = await page.goto(address);
      expect(response!.status(), address).toBeLessThan(500);
      expect(await page.locator('script, img[onerror]').count(), address).toBe(0);
      expect((await get(address, cookie)).status, address).toBeLessThan(500);
    }
    await page.goto('/start?goal=nothing-of-this-name');
    expect(await questionOn(page)).toBe('goal');
    expect(faults).toEqual([]);
  },
  PATIENCE,
);

test(
  'a file that is no record is refused with its lines, and what was kept stays',
  async () => {
    const cookie = await somebody();
    const before = await kept(cookie);
    const take = (text: string | Buffer) => {
      const body = new FormData();
      body.set('file', new Blob([text as string]), 'record.yaml');
      return fetch(`${site.origin}/record?/take`, {
        method: 'POST',
        headers: { cookie, origin: site.origin, accept: 'text/html' },
        body,
      });
    };
    const files = [
      '',
      'benchpath: record/2\n',
      'benchpath: record/1\nstate: Minnesota\n',
      '<html>',
      '\u0000\u0001',
      'a: &a [*a]',
      'x'.repeat(100_000),
    ];
    for (const text of files) {
      const response = await take(text);
      expect(response.status, text.slice(0, 30)).toBe(400);
      expect(await response.text()).toContain('nothing was changed');
    }
    expect((await take('x'.repeat(1_000_000))).status).toBe(413);
    expect(await kept(cookie)).toBe(before);
  },
  PATIENCE,
);

test('a form of another site is refused', async () => {
  const cookie = await somebody();
  for (const address of ['/start', '/record?/forget', '/record?/take', '/plan?/goal', '/plan?/limits']) {
    const response = await fetch(site.origin + address, {
      method: 'POST',
      headers: { cookie, origin: 'http://evil.example' },
      body: new URLSearchParams({ question: 'state', state: 'ca', goal: 'ascp-mls' }),
    });
    expect(response.status, address).toBe(403);
  }
  expect(await kept(cookie)).not.toContain('CA');
});
