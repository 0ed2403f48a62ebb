// A person's browser: a real Chromium that refuses every request to another site and notes what went wrong.
import { readFileSync } from 'node:fs';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';
import { findBrowser } from '../../../scripts/browser.js';
import { ROOT } from './site.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** `npm test` names the browser; without it the same search is done here. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env['BENCHPATH_CHROMIUM'] ?? (await findBrowser(ROOT));
  if (!executablePath) throw new Error('No browser for the tests. `npm test` brings one.');
  // Fields for dates are in the order of this language, whatever the machine speaks.
  const env = { ...process.env, LANG: 'en_US.UTF-8', LANGUAGE: 'en_US' };
  return chromium.launch({ executablePath, args: FLAGS, env });
}

export type Visitor = {
  context: BrowserContext;
  page: Page;
  /** Requests to other sites, refused scripts and styles, errors of our scripts, answers with status 500 and more. */
  faults: string[];
};

/** Every visitor is a browser of its own: nothing is shared with the others. */
export async function visit(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: origin,
    acceptDownloads: true,
    locale: 'en-US',
    ...options,
  });
  context.setDefaultTimeout(20_000);
  const faults: string[] = [];
  await context.route(
    (url) => url.origin !== origin && url.protocol.startsWith('http'),
    (route) => {
      faults.push(`asked another site: ${route.request().url()}`);
      return route.abort();
    },
  );
  // Chromium says here what the content security policy refused.
  context.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
      faults.push(`${message.location().url}: ${message.text()}`);
  });
  context.on('weberror', (error) => faults.push(`script: ${error.error().message}`));
  context.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`);
  });
  return { context, page: await context.newPage(), faults };
}

/** Follows a link to a file and reads it. */
export async function download(page: Page, name: RegExp): Promise<{ name: string; text: string }> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name }).first().click(),
  ]);
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}
