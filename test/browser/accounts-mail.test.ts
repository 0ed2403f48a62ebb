// With a mail server: letters go out by it, nothing is left in a folder, and the page says where to look.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startMailServer, type MailServer } from '../../src/letters/testing/mail-server.server.ts';
import { plainBrowser } from './testing/plain.ts';
import { startSite, type Site } from './testing/site.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let mail: MailServer;
let site: Site;
beforeAll(async () => {
  mail = await startMailServer();
  const from = { BENCHPATH_MAIL_FROM: 'benchpath@college.example' };
  site = await startSite('sqlite', { BENCHPATH_SMTP: mail.url, ...from });
});
afterAll(async () => {
  await site.end();
  await mail.stop();
});

const lettersTo = (address: string) =>
  mail.got
    .filter(({ to }) => to.includes(address))
    .map(({ text }) => text.replaceAll('=\r\n', '').replaceAll('=3D', '='));

/** The token of the first link in a letter that matches. */
async function tokenFor(address: string, about: RegExp): Promise<string> {
  const found = () => lettersTo(address).find((text) => about.test(text)) ?? '';
  await expect.poll(found, { timeout: 20_000 }).toMatch(/token=/);
  return /[?&]token=([\w-]+)/.exec(found())?.[1] ?? '';
}

test('an account and a new password by real mail', async () => {
  const of = plainBrowser(site);
  const asked = await of.send('/sign-up', { email: 'ana@example.org' });
  expect(asked.text).toContain('A letter is on its way');
  expect(asked.text).toContain('Look in the mail of ana@example.org');
  expect(asked.text).not.toContain('outbox');
  const token = await tokenFor('ana@example.org', /wants an account/);
  expect((await of.send('/sign-in/link', { token })).status).toBe(303);
  const reset = await of.send('/reset?/ask', { email: 'ana@example.org' });
  const nobody = await of.send('/reset?/ask', { email: 'nobody@example.org' });
  expect(nobody.text.replaceAll('nobody@', 'ana@')).toBe(reset.text);
  const password = 'entirely new words';
  const chosen = await of.send('/reset?/set', {
    token: await tokenFor('ana@example.org', /choose a new/),
    password,
  });
  expect(chosen.status).toBe(303);
  const entered = await of.send('/sign-in?/password', { email: 'ana@example.org', password });
  expect(entered.status).toBe(303);
  expect(lettersTo('nobody@example.org'), 'nobody gets mail about no account').toEqual([]);
  expect(existsSync(join(site.place.dataFolder, 'outbox'))).toBe(false);
});

test('a mail server that is away keeps nobody waiting, and tells nobody more', async () => {
  mail.be('away');
  const of = plainBrowser(site);
  for (const email of ['ana@example.org', 'nobody@example.org']) {
    const asked = await of.send('/sign-in?/link', { email });
    expect(asked.text).toContain('A letter is on its way');
  }
});
