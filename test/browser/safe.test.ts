// What a stranger, a broken client or an unkind one may send: refused in words, and nobody's answers are lost or seen.
import { expect, test } from 'vitest';
import { addressesOf, pageRoutes } from './testing/addresses.ts';
import { answering, cookieIn } from './testing/answers.ts';
import { answerAll, questionOn } from './testing/person.ts';
import { countRows, rowOf } from './testing/rows.ts';
import { openStage } from './testing/stage.ts';

const stage = openStage();

const { get, post } = stage;
const { send, kept, somebody, take } = answering(stage);

test('each page says what a browser may do with it', async () => {
  for (const address of pageRoutes().flatMap((route) => addressesOf(route))) {
    const first = await get(address);
    // Who must sign in first is sent there.
    const { headers } = first.status === 303 ? await get(first.headers.get('location') ?? '') : first;
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy, address).toContain("default-src 'self'");
    expect(policy, address).toContain("frame-ancestors 'none'");
    expect(policy, address).toContain("form-action 'self'");
    expect(/script-src[^;]*/.exec(policy)?.[0], address).not.toContain('unsafe');
    expect(headers.get('x-content-type-options'), address).toBe('nosniff');
    expect(headers.get('referrer-policy'), address).toBe('same-origin');
  }
});

test('the cookie is no script’s, goes nowhere else, and comes back over plain http', async () => {
  const response = await send('goal', { aim: 'technician' });
  const cookie = response.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/HttpOnly/i);
  expect(cookie).toMatch(/SameSite=Lax/i);
  expect(cookie).toMatch(/Max-Age=34560000/i);
  expect(cookie).not.toMatch(/Secure/i);
});

test('who only reads gets no cookie; who opens the questions gets one that ends with the session', async () => {
  for (const address of ['/', '/pay', '/where', '/plan', '/plan?goal=ascp-mls', '/record', '/notices'])
    expect((await get(address)).headers.get('set-cookie'), address).toBeNull();
  const before = await countRows(stage.site);
  const asked = await get('/start');
  const cookie = asked.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/^benchpath=[\w-]{43};.*HttpOnly/i);
  expect(cookie).not.toMatch(/Max-Age|Expires/i);
  expect((await get('/start', cookieIn(asked))).headers.get('set-cookie'), 'one is enough').toBeNull();
  expect(await (await get('/record', cookieIn(asked))).text()).toContain('Nothing is kept for this browser');
  expect(await countRows(stage.site), 'nothing told, nothing kept').toBe(before);
});

test('nothing a person told is left in a cache', async () => {
  const cookie = await somebody();
  for (const address of ['/', '/start', '/plan', '/record', '/plan/record.yaml'])
    expect((await get(address, cookie)).headers.get('cache-control'), address).toContain('no-store');
});

test('a cookie that makes no sense is a browser that keeps nothing', async () => {
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
  for (const nonsense of [...values.map((v) => `benchpath=${v}`), changed, changed.toLowerCase(), 'a;;=;b']) {
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
});

test('another browser sees nothing of the record', async () => {
  const [one, other] = [await stage.visit(), await stage.visit()];
  await answerAll(one.page);
  await one.page.goto('/record');
  await expect.poll(() => one.page.locator('pre').textContent()).toContain('biology');
  await other.page.goto('/record');
  expect(await other.page.locator('main').innerText()).toContain('Nothing is kept for this browser');
  for (const address of ['/plan', '/start?q=school', '/']) {
    await other.page.goto(address);
    expect(await other.page.locator('main').innerText()).not.toMatch(/2019|20,?000/);
  }
  expect([...one.faults, ...other.faults]).toEqual([]);
});

test('fields of a megabyte, questions nobody asks and values nobody offers change nothing', async () => {
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
  expect((await send('experience', { do: 'remove:nothing of this name' }, cookie)).status).toBe(303);
  expect((await send('goal', { do: 'remove:' }, cookie)).status).toBe(400);
  expect((await kept(cookie)).replace('\nexperience: []', '')).toBe(before);
});

test('a goal that is not on file is refused in words, and the one that was kept stays', async () => {
  const cookie = await somebody();
  const before = await rowOf(stage.site, cookie);
  for (const goal of [
    '',
    'nothing-of-this-name',
    'technician-in-zz',
    'constructor',
    '<script>',
    'a'.repeat(9999),
  ]) {
    const response = await post('/plan?/goal', { goal }, cookie);
    expect(response.status, goal.slice(0, 30)).toBe(400);
    expect(await response.text()).toContain('This goal is not on file');
    const stranger = await post('/plan?/goal', { goal });
    expect(await stranger.text()).toContain('This goal is not on file');
    expect(stranger.headers.get('set-cookie')).toBeNull();
  }
  expect(await rowOf(stage.site, cookie)).toEqual(before);
  expect((await post('/plan?/goal', { goal: 'ascp-mls' }, cookie)).status).toBe(303);
  expect(JSON.parse((await rowOf(stage.site, cookie)).answers)).toMatchObject({ goal: 'ascp-mls' });
});

test('what an address says is shown as text or not at all', async () => {
  const { page, faults } = await stage.visit();
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
});

test('a file that is no record is refused with its lines, and what was kept stays', async () => {
  const cookie = await somebody();
  const before = await kept(cookie);
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
    const response = await take(text, cookie);
    expect(response.status, text.slice(0, 30)).toBe(400);
    expect(await response.text()).toContain('nothing was changed');
  }
  expect((await take('x'.repeat(1_000_000), cookie)).status).toBe(413);
  expect(await kept(cookie)).toBe(before);
});

test('a form of another site is refused', async () => {
  const cookie = await somebody();
  for (const address of ['/start', '/record?/forget', '/record?/take', '/plan?/goal', '/plan?/limits']) {
    const response = await fetch(stage.site.origin + address, {
      method: 'POST',
      headers: { cookie, origin: 'http://evil.example' },
      body: new URLSearchParams({ question: 'state', state: 'ca', goal: 'ascp-mls' }),
    });
    expect(response.status, address).toBe(403);
  }
  expect(await kept(cookie)).not.toContain('CA');
});
