// What a form may not hold, and how much it may bring: refused with a page that says so, and nothing kept is changed.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { answering } from './testing/answers.ts';
import { button } from './testing/person.ts';
import { openStage } from './testing/stage.ts';

const stage = openStage();
const { kept, somebody, take } = answering(stage);

const MEGABYTE = 1_000_000;

test('U+0000 in a field is refused wherever a form is read, with a page that names it', async () => {
  const cookie = await somebody();
  const before = await kept(cookie);
  const forms: [address: string, fields: { [name: string]: string }][] = [
    ['/start?q=state', { question: 'state', do: 'save', state: 'm\0n' }],
    ['/start?q=state', { question: 'state', do: 'save', state: 'wi', 'extra\0': '1' }],
    ['/plan?/goal', { goal: 'ascp-mls\0' }],
    ['/plan?/limits', { study: '2\0' }],
    ['/plan?/figures', { a: '\0' }],
    ['/record?/take', { file: '\0' }],
  ];
  for (const [address, fields] of forms) {
    const parts = new FormData();
    for (const [name, value] of Object.entries(fields)) parts.set(name, value);
    for (const body of [fields, parts]) {
      const refused = await stage.post(address, body, cookie);
      expect(refused.status, address).toBe(400);
      const page = await refused.text();
      expect(page, address).toContain('U+0000');
      expect(page, address).toContain('Nothing you saved was changed');
    }
  }
  expect(await kept(cookie)).toBe(before);
});

test('U+0000 by its escape in a record file is refused with its line', async () => {
  const cookie = await somebody();
  const before = await kept(cookie);
  for (const file of [
    'benchpath: record/1\neducation:\n  - { degree: associate, field: "bio\\0logy" }\n',
    '{ "benchpath": "record/1",\n\n"education": [{ "degree": "associate", "field": "\\u0000" }] }',
  ]) {
    const refused = await take(file, cookie);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toMatch(
      /Line 3, education\[0\]\.field: it holds a character that no text has/,
    );
  }
  expect(await kept(cookie)).toBe(before);
});

test('a form that is cut off is refused in words', async () => {
  const refused = await fetch(`${stage.site.origin}/record?/take`, {
    method: 'POST',
    headers: {
      origin: stage.site.origin,
      accept: 'text/html',
      'content-type': 'multipart/form-data; boundary=x',
    },
    body: '--x\r\nContent-Disposition: form-data; name="file"; filename="a.yaml"\r\n\r\nbench',
  });
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain('is cut off');
});

test('a record is measured in characters: accents do not make it too large', async () => {
  const record = (letters: number) => {
    const head = 'benchpath: record/1\neducation: [{ degree: associate, field: ';
    return `${head}${'é'.repeat(letters - head.length - 3)}}]\n`;
  };
  expect((await take(record(60_000))).status).toBe(303);
  const refused = await take(record(60_001));
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain('longer than 60,000 characters');
});

test('more than the server reads gets the page that says so, also where its length is not told before', async () => {
  const cookie = await somebody();
  const before = await kept(cookie);
  const boundary = 'in-between';
  const sent = request(`${stage.site.origin}/record?/take`, {
    method: 'POST',
    headers: {
      cookie,
      origin: stage.site.origin,
      accept: 'text/html',
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'transfer-encoding': 'chunked',
    },
  });
  const answered = new Promise<{ status: number; page: string }>((resolve, reject) => {
    sent.on('error', reject);
    sent.on('response', (response) => {
      void text(response).then((page) => resolve({ status: response.statusCode ?? 0, page }));
    });
  });
  sent.write(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.yaml"\r\n\r\n`);
  for (let i = 0; i < 20; i++) sent.write(Buffer.alloc(MEGABYTE / 10, 'x'));
  sent.end(`\r\n--${boundary}--\r\n`);
  const { status, page } = await answered;
  expect(status).toBe(413);
  expect(page).toContain('That is too much at once');
  const told = await take('x'.repeat(2 * MEGABYTE), cookie);
  expect(told.status).toBe(413);
  expect(await told.text()).toContain('That is too much at once');
  expect(await kept(cookie)).toBe(before);
});

test('a browser that brings 30 MB for a record sees the page, not a broken connection', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'benchpath-large-'));
  const file = join(folder, 'scan.yaml');
  writeFileSync(file, Buffer.alloc(30 * MEGABYTE, 'x'));
  const { page, faults } = await stage.visit();
  await page.goto('/record');
  await page.getByLabel(/A file in YAML or JSON/).setInputFiles(file);
  await button(page, 'Take it in').click();
  await page.getByRole('heading', { name: 'That is too much at once' }).waitFor();
  expect(await page.locator('main').innerText()).toContain('nothing you saved was changed');
  expect(faults).toEqual([]);
  rmSync(folder, { recursive: true });
});
