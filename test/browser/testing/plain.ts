// A browser without a window: plain requests over HTTP that keep cookies, from a network address of one's own choosing.
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { openDatabase, type Db } from '../../../src/storage/index.server.ts';
import { lettersTo } from './mailbox.ts';
import { startSite, type Kind, type Site } from './site.ts';

const PATIENCE_MS = 240_000;
export const PASSWORD = 'correct horse battery staple';

type Fields = { [name: string]: string };
export type Answer = {
  status: number;
  headers: Headers;
  text: string;
  /** Where it leads, for a redirect. */
  to: string;
};

/** `origin`: what the browser says it sends forms from; null = it does not say. */
export function plainBrowser(site: Site, network = '192.0.2.1', origin: string | null = site.origin) {
  const jar = new Map<string, string>();
  const lines: string[] = [];
  const ask = async (
    path: string,
    init: { method?: string; body?: BodyInit; headers?: Fields } = {},
  ): Promise<Answer> => {
    const response = await fetch(site.origin + path, {
      ...init,
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0',
        // The site is told that one proxy stands before it.
        'x-forwarded-for': network,
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(origin === null ? {} : { origin }),
        ...init.headers,
      },
    });
    for (const line of response.headers.getSetCookie()) {
      lines.push(line);
      const [name = '', value = ''] = line.split(';')[0]!.split(/=(.*)/s);
      if (value === '' || /Max-Age=0/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    const { status, headers } = response;
    return { status, headers, text: await response.text(), to: headers.get('location') ?? '' };
  };
  const send = (path: string, fields: Fields = {}, headers: Fields = {}) =>
    ask(path, { method: 'POST', body: new URLSearchParams(fields), headers });
  return { jar, lines, ask, get: (path: string) => ask(path), send };
}
export type PlainBrowser = ReturnType<typeof plainBrowser>;

/** The site of a file of tests, without a browser's window. Call it once, at the top of a `describe`. */
export function openPlain(kind: Kind, settings: Fields = {}) {
  vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS });
  let site: Site | undefined;
  beforeAll(async () => {
    site = await startSite(kind, { BENCHPATH_PROXIES: '1', ...settings });
    // The tables are made when the first page needs them.
    await plainBrowser(site).get('/sign-in');
  });
  afterAll(async () => await site?.end());
  const started = (): Site => site ?? expect.unreachable('Nothing is started yet: ask inside a test.');

  const within = async <T>(use: (db: Db) => Promise<T>): Promise<T> => {
    const database = openDatabase(started().place);
    try {
      return await use(database.db);
    } finally {
      await database.close();
    }
  };

  const followed = new Set<string>();
  /** The path of a link that was not asked for before, in letters to an address that match. `nth`: how many there must be. */
  const link = async (address: string, about = /link/, nth = 1): Promise<string> => {
    const found = () => lettersTo(started(), address).filter((text) => about.test(text));
    await vi.waitFor(() => expect(found()).toHaveLength(nth), { timeout: 20_000, interval: 50 });
    const links = found().map((text) => /https?:\/\/\S+[?&]token=\S+/.exec(text)?.[0] ?? '');
    const url = URL.parse(links.find((each) => !followed.has(each)) ?? '');
    if (!url) expect.unreachable('no new link in the letters');
    followed.add(url.href);
    return url.pathname + url.search;
  };
  const tokenIn = (path: string): string => new URLSearchParams(path.split('?')[1]).get('token') ?? '';

  const browser = (network?: string) =>
    plainBrowser(started(), network, settings['ORIGIN'] ?? started().origin);

  /** Tries of the tests themselves are not to stop later ones. */
  const forgetTries = () => within((db) => db.deleteFrom('attempt').execute());

  /** A new person, signed in by the link of a letter. */
  const person = async (address: string, password?: string, of = browser()): Promise<PlainBrowser> => {
    await forgetTries();
    await of.send('/sign-up', { email: address });
    const entered = await of.send('/sign-in/link', { token: tokenIn(await link(address)) });
    expect(entered.status).toBe(303);
    if (password) expect((await of.send('/account/keys', { password })).status).toBe(303);
    return of;
  };

  const signIn = (of: PlainBrowser, email: string, password = PASSWORD, next = '') =>
    of.send('/sign-in?/password', { email, password, next });
  /** Whether this browser is signed in. */
  const isIn = async (of: PlainBrowser): Promise<boolean> => (await of.get('/account')).status === 200;

  return {
    get site() {
      return started();
    },
    within,
    link,
    tokenIn,
    browser,
    forgetTries,
    person,
    signIn,
    isIn,
  };
}
