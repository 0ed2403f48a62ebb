// Follows every link inside the product, from the first page on: each leads to a page, each #anchor to a place on it.
import { expect, test } from 'vitest';
import { addressesOf, pageRoutes } from './testing/addresses.ts';
import { cookiesOf } from './testing/answers.ts';
import { becomeHolder } from './testing/holder.ts';
import { answerAll } from './testing/person.ts';
import { openStage } from './testing/stage.ts';

/** Addresses that differ only in what they ask (`?as=…`) are one kind of page; so many of a kind are read. */
const OF_A_KIND = 4;

const stage = openStage();

test('every link of a stranger leads somewhere', () => crawl({}));

test('every link of somebody with a plan leads somewhere', async () => {
  const { context, page } = await stage.visit();
  await answerAll(page);
  await crawl({ cookie: await cookiesOf(context) });
});

test('every link of somebody who holds things leads somewhere', async () => {
  const holder = await stage.visit();
  await becomeHolder(stage, holder);
  await crawl({ cookie: await cookiesOf(holder.context) });
});

type Read = { status: number; ids: Set<string> };

async function crawl(headers: { cookie?: string }): Promise<void> {
  const { origin } = stage.site;
  const read = new Map<string, Read>();
  const kinds = new Map<string, number>();
  const wanted = new Map<string, string>();
  const waiting = new Set<string>(pageRoutes().flatMap((route) => addressesOf(route)));
  const broken: string[] = [];
  for (const address of waiting) {
    const kind = address.replace(/=[^&]*/g, '');
    const seen = kinds.get(kind) ?? 0;
    kinds.set(kind, seen + 1);
    if (address.includes('?') && seen >= OF_A_KIND) continue;
    const response = await fetch(origin + address, { headers });
    const type = response.headers.get('content-type') ?? '';
    const html = /html/.test(type) ? await response.text() : '';
    if (response.status !== 200)
      broken.push(`${response.status} ${address}, linked from ${wanted.get(address)}`);
    const ids = new Set([...html.matchAll(/\sid="([^"]+)"/g)].map((m) => m[1]!));
    const from = new URL(response.url);
    read.set(address, { status: response.status, ids });
    if (response.redirected) read.set(from.pathname + from.search, { status: response.status, ids });
    for (const link of linksIn(html)) {
      const to = new URL(link, from);
      if (to.origin !== origin) continue;
      const page = to.pathname + to.search;
      wanted.set(page + to.hash, address);
      if (!wanted.has(page)) wanted.set(page, address);
      waiting.add(page);
    }
  }
  for (const [address, from] of wanted) {
    const [page = '', anchor] = address.split('#');
    if (!anchor) continue;
    const there = read.get(page);
    if (there && !there.ids.has(decodeURIComponent(anchor)))
      broken.push(`no #${anchor} on ${page}, linked from ${from}`);
  }
  expect(broken).toEqual([]);
  expect(read.size).toBeGreaterThan(150);
}

const linksIn = (html: string): string[] =>
  [...html.matchAll(/<(?:a|area|link)\s[^>]*?href="([^"]*)"/g)].map((m) => m[1]!.replaceAll('&amp;', '&'));
