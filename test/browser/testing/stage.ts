// What every browser test begins with: the product started once for the file, and a browser. Tests of a file share
// its data; each visitor is a browser of its own.
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, vi } from 'vitest';
import { KIND, startSite, type Kind, type Site } from './site.ts';
import { openBrowser, visit, type Visitor } from './visitor.ts';

/** Long enough for a first build and a busy machine; a test that hangs still ends. */
const PATIENCE_MS = 240_000;

export type Stage = {
  /** Only inside hooks and tests: before, nothing is started. */
  readonly site: Site;
  visit: (options?: BrowserContextOptions) => Promise<Visitor>;
  /** A plain request, as of a browser with this cookie. Redirects are answers too. */
  get: (address: string, cookie?: string) => Promise<Response>;
  /** A form sent as a browser sends it. */
  post: (
    address: string,
    fields: { [name: string]: string } | FormData,
    cookie?: string,
  ) => Promise<Response>;
};

/** Call it once at the top of a test file, or of a `describe`. */
export function openStage(kind: Kind = KIND): Stage {
  vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS });
  let site: Site | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    [site, browser] = await Promise.all([startSite(kind), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.end();
  });
  const started = () => {
    if (!site || !browser) throw new Error('Nothing is started yet: ask inside a test.');
    return { site, browser };
  };
  return {
    get site() {
      return started().site;
    },
    visit: (options) => visit(started().browser, started().site.origin, options),
    get: (address, cookie = '') =>
      fetch(started().site.origin + address, { headers: { cookie }, redirect: 'manual' }),
    post: (address, fields, cookie = '') => {
      const { origin } = started().site;
      return fetch(origin + address, {
        method: 'POST',
        headers: { cookie, origin, accept: 'text/html' },
        body: fields instanceof FormData ? fields : new URLSearchParams(fields),
        redirect: 'manual',
      });
    },
  };
}
