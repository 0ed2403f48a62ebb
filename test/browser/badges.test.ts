// A badge from the award to its end, as people meet it: checked by anybody, looked at under its address, revoked.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import decodeQR from 'qr/decode.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { benchpath } from '../../src/cli/testing/process.ts';
import { verifyBadge } from '../../src/wallet/badges.server.ts';
import { answering } from './testing/answers.ts';
import { unreadable } from './testing/readable.ts';
import { startSite, TODAY, type Site } from './testing/site.ts';
import { openStage } from './testing/stage.ts';

const stage = openStage();
const folder = mkdtempSync(join(tmpdir(), 'benchpath-badges-'));
afterAll(() => rmSync(folder, { recursive: true }));

const AWARD = join(folder, 'award.yaml');
writeFileSync(
  AWARD,
  `name: Blood bank, week 3
description: Worked the third week of the blood bank.
criteria: Scored 80 or more in each of five shifts.
simulated: true
evidence: [{ name: Shift report, narrative: "Shift 12: 91 points", url: https://example.org/shift/12 }]
alignment: [{ name: Compatibility testing, url: https://example.org/outline, framework: An outline, code: BB.2 }]
validUntil: 2029-05-31
`,
);

async function issue(site: Site, origin = ''): Promise<{ id: string; address: string | null }> {
  const { code, out, err } = await command(site, origin, 'badge', 'issue', AWARD, '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as { id: string; address: string | null };
}
const command = ({ place }: Site, origin: string, ...words: string[]) =>
  benchpath(words, '', {
    BENCHPATH_TODAY: TODAY,
    BENCHPATH_DATA: place.dataFolder,
    DATABASE_URL: '',
    ORIGIN: origin,
  });

async function checkOn(page: Page, given: { file?: string; text?: string }): Promise<void> {
  await page.goto('/badge/check');
  if (given.file) await page.getByLabel('A file').setInputFiles(given.file);
  if (given.text) await page.getByLabel('Or its text').fill(given.text);
  await page.getByRole('button', { name: 'Check it' }).click();
  await page.getByRole('heading', { name: 'What was checked' }).waitFor();
  // The words may stand there before the page has its styles.
  await page.waitForLoadState();
}
const answers = async (page: Page) =>
  (await page.locator('main ol .verdict').allInnerTexts()).map((each) => each.trim());
const headline = (page: Page) => page.locator('.notice .title').first().innerText();

describe.each([
  ['with scripts', true],
  ['without scripts', false],
])('%s', (_, javaScriptEnabled) => {
  let page: Page;
  let faults: string[];
  let id = '';
  let png = '';
  beforeAll(async () => {
    ({ page, faults } = await stage.visit({ javaScriptEnabled, viewport: { width: 360, height: 740 } }));
    if (javaScriptEnabled) await answering(stage).somebody(); // so that there is a record
    ({ id } = await issue(stage.site));
  });
  const check = (given: { file?: string; text?: string }) => checkOn(page, given);

  test('its page says what it is, what it is not, and what was checked', async () => {
    await page.goto(`/badge/${id}`);
    expect(await page.locator('h1').innerText()).toBe('Blood bank, week 3');
    expect(await headline(page)).toBe('This badge is good');
    expect(await answers(page)).toEqual(Array(7).fill('Yes'));
    const text = await page.locator('main').innerText();
    expect(text).toContain('It is not a certification or license of any board or state.');
    expect(text).toContain('simulated laboratory');
    expect(text).toContain('from November 22, 2026 until May 31, 2029');
    expect(text).toContain('no public address');
    expect(
      await page.locator('.seal').evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth),
    ).toBeGreaterThan(100);
  });

  test('taken as a picture and checked: good; changed by a letter: not', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Picture (PNG)' }).click(),
    ]);
    png = join(folder, `${javaScriptEnabled}.png`);
    await download.saveAs(png);
    await check({ file: png });
    expect(await headline(page)).toBe('This badge is good');
    expect(await answers(page)).toEqual(Array(7).fill('Yes'));
    const json = await (await stage.get(`/badge/${id}.json`)).text();
    await check({ text: json });
    expect(await headline(page)).toBe('This badge is good');
    await check({ text: json.replace('91 points', '99 points') });
    expect(await headline(page)).toBe('This badge is not good');
    expect(await answers(page)).toEqual(['Yes', 'Yes', 'Yes', 'Yes', 'No', 'Not known', 'Not known']);
  });

  test('what is no badge is told so, and an empty form too', async () => {
    await check({ text: 'hello' });
    expect(await page.locator('main').innerText()).toContain('Neither a badge as JSON, nor a signed token');
    await page.goto('/badge/check');
    await page.getByRole('button', { name: 'Check it' }).click();
    await page.getByText('Choose a file, or paste the text of a badge.').waitFor();
  });

  test('words of a badge stay words', async () => {
    const badge = JSON.parse(await (await stage.get(`/badge/${id}.json`)).text());
    badge.credentialSubject.achievement.name = '<img src=x onerror=alert(1)>\u202eevil';
    badge.evidence[0].id = 'javascript:alert(1)';
    await check({ text: JSON.stringify(badge) });
    expect(await page.locator('main img, main a[href^="javascript"]').count()).toBe(0);
    expect(await page.locator('main strong').innerText()).toBe('<img src=x onerror=alert(1)>evil');
  });

  test('revoked, and everybody sees it', async () => {
    const { code } = await command(
      stage.site,
      '',
      'badge',
      'revoke',
      id,
      '--reason',
      'Wrong person, said Bo',
    );
    expect(code).toBe(0);
    await page.goto(`/badge/${id}`);
    expect(await headline(page)).toBe('Revoked');
    expect(await page.locator('body').innerText()).not.toContain('Wrong person');
    await check({ file: png });
    expect(await headline(page)).toBe('This badge is not good');
    expect((await answers(page)).at(-1)).toBe('No');
    expect(faults).toEqual([]);
  });
});

test('readable by everybody, on a telephone and in the dark', async () => {
  const { page } = await stage.visit({ viewport: { width: 360, height: 740 } });
  const { id } = await issue(stage.site);
  const text = await (await stage.get(`/badge/${id}.json`)).text();
  const ways: [string, () => Promise<unknown>][] = [
    ['its page', () => page.goto(`/badge/${id}`)],
    ['a good badge checked', () => checkOn(page, { text })],
    ['a bad badge checked', () => checkOn(page, { text: text.replace('91 points', '99 points') })],
  ];
  for (const [name, go] of ways) {
    await go();
    expect(await unreadable(page, name)).toEqual([]);
  }
});

test('addresses under which no badge is', async () => {
  const none = '6e0b1e50-0c7a-8c0e-9e0c-0f8c3c3f7a10';
  for (const address of [`/badge/${none}`, `/badge/${none}.png`, `/badge/${none}.json`, '/badge/x.svg', `/status/${none}`, "/status/'--", '/.well-known/did.json'])
    expect((await stage.get(address)).status, address).toBe(404);
}); // prettier-ignore

test('a file larger than a badge may be is refused before it is read', async () => {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(6_000_000)]), 'badge.png');
  const response = await stage.post('/badge/check', form);
  expect(response.status).toBe(413);
});

test('whoever sends very many badges waits, and is told so on a page; others do not', async () => {
  const site = await startSite('sqlite', { BENCHPATH_BADGE_CHECKS: '5', BENCHPATH_PROXIES: '1' });
  const send = (from: string) =>
    fetch(`${site.origin}/badge/check`, {
      method: 'POST',
      headers: { origin: site.origin, accept: 'text/html', 'x-forwarded-for': from },
      body: new URLSearchParams({ text: 'hello' }),
    });
  for (let i = 0; i < 5; i++) expect((await send(`2001:db8::${i}`)).status).toBe(200);
  const refused = await send('2001:db8::99');
  expect(refused.status).toBe(429);
  const page = await refused.text();
  expect(page).toContain('Very many badges were checked from your network just now. Wait 10 minutes');
  expect(page).toContain('Check it');
  expect((await send('192.0.2.7')).status, 'another network').toBe(200);
  await site.end();
});

describe('with a public address', () => {
  const ORIGIN = 'https://benchpath.example';
  let site: Site;
  beforeAll(async () => {
    site = await startSite('sqlite', { ORIGIN });
    const post = {
      method: 'POST',
      headers: { origin: ORIGIN, accept: 'text/html' },
      redirect: 'manual' as const,
    };
    const goal = new URLSearchParams({ question: 'goal', do: 'save', aim: 'technician', place: 'mn' });
    expect((await fetch(`${site.origin}/start?q=goal`, { ...post, body: goal })).status).toBe(303);
  });
  afterAll(() => site.end());

  test('others can check a badge with what is published, without asking for more', async () => {
    const { id, address } = await issue(site, ORIGIN);
    expect(address).toBe(`${ORIGIN}/badge/${id}`);
    const get = async (path: string, type: RegExp) => {
      const response = await fetch(site.origin + path);
      expect(response.status, path).toBe(200);
      expect(response.headers.get('content-type')).toMatch(type);
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      return response;
    };
    const png = new Uint8Array(await (await get(`/badge/${id}.png`, /^image\/png$/)).arrayBuffer());
    const badge = JSON.parse(await (await get(`/badge/${id}.json`, /^application\/json/)).text());
    await get(`/badge/${id}.svg`, /^image\/svg\+xml/);
    const list = badge.credentialStatus.statusListCredential.slice(ORIGIN.length);
    const documents = [
      await get('/.well-known/did.json', /^application\/json/),
      await get(list, /^application\/vc$/),
    ];
    const pinned = new Map<string, string>();
    for (const response of documents) {
      const text = await response.text();
      pinned.set(JSON.parse(text).id, text);
    }
    const found = await verifyBadge(png, { pinned, now: new Date(`${TODAY}T13:00:00Z`) });
    expect(found.checks.filter((c) => c.outcome !== 'passed')).toEqual([]);
  });

  test('its page has a code that a telephone reads as its address', async () => {
    const { id, address } = await issue(site, ORIGIN);
    const { page } = await stage.visit();
    const html = await (await fetch(`${site.origin}/badge/${id}`)).text();
    const qr = /<svg [^>]*viewBox[\s\S]*?<\/svg>/.exec(html.slice(html.indexOf('class="qr')))![0];
    await page.setContent(`<body style="margin:0;background:#fff"><div style="width:400px">${qr}</div>`);
    const pixels = await page.evaluate(async (svg) => {
      const image = new Image();
      image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
      await image.decode();
      const canvas = new OffscreenCanvas(400, 400);
      const context = canvas.getContext('2d')!;
      context.fillStyle = '#fff';
      context.fillRect(0, 0, 400, 400);
      context.drawImage(image, 0, 0, 400, 400);
      return [...context.getImageData(0, 0, 400, 400).data];
    }, qr);
    expect(decodeQR({ width: 400, height: 400, data: Uint8Array.from(pixels) })).toBe(address);
  });
});
