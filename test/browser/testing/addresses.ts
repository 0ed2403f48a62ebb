// Which addresses the pages have, read from src/routes, so that a new page is tested without being named here.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadLibrary } from '../../../src/content/library.server.ts';
import { PARTS } from '../../../src/record/form/index.ts';
import { ROOT } from './site.ts';

const ROUTES = join(ROOT, 'src', 'routes');
const { library } = loadLibrary(join(ROOT, 'content'));

/** What stands behind a parameter: `/credentials/[id]` is filled from the credentials. */
const THINGS: { [route: string]: Map<string, unknown> } = {
  '/about/[topic]': library.topics,
  '/bodies/[id]': library.bodies,
  '/credentials/[id]': library.credentials,
  // Whoever is not signed in, or has no invitation, gets a page that says so.
  '/join/[token]': new Map([['no-such-invitation', null]]),
  '/licenses/[id]': library.licenses,
  '/organizations/[id]': new Map([['no-such-organization', null]]),
  '/organizations/[id]/badges': new Map([['no-such-organization', null]]),
  '/organizations/[id]/badges/new': new Map([['no-such-organization', null]]),
  '/record/[part]': new Map(PARTS.map((part) => [part.id, part])),
  '/roles/[id]': library.roles,
  '/wallet/offer/[key]': new Map([['no-such-offer', null]]),
  '/where/[state]': library.jurisdictions,
};

/** Addresses with a question in them, which make a page look different. */
const ASKED: { [route: string]: string[] } = {
  '/compare': ['?a=amt-mlt&b=us-ca-mlt', '?a=nothing&b=ascp-mls'],
  '/record/history': ['?on=2026-11-22', '?on=1999-01-01', '?on=someday'],
  '/search': ['?q=mlt+california', '?q=zzzzzz'],
  '/where': ['?as=pbt-ascp&plan=mls-ascp&work=technologist'],
};

/** Pages of things that nobody has before a test makes them; the test named here looks at them. */
const MADE: { [route: string]: string } = {
  ...Object.fromEntries(
    ['', '/bench', '/results', '/specimen/[accession]', '/quality', '/phone', '/messages', '/microscope/[container]', '/labels', '/debrief']
      .map((room) => [`/lab/shift/[id]${room}`, 'laboratory.test.ts']), // prettier-ignore
  ),
  '/badge/[id]': 'badges.test.ts',
  '/wallet/badges/[id]': 'wallet-badges.test.ts',
};

export type Route = { route: string; folder: string; scripts: boolean };

/** Every folder under src/routes with a page in it. */
export function pageRoutes(folder = ROUTES, route = ''): Route[] {
  const here = existsSync(join(folder, '+page.svelte'))
    ? [{ route: route || '/', folder, scripts: hasScripts(folder) }]
    : [];
  const below = readdirSync(folder, { withFileTypes: true }).filter((e) => e.isDirectory());
  return [...here, ...below.flatMap((e) => pageRoutes(join(folder, e.name), `${route}/${e.name}`))];
}

function hasScripts(folder: string): boolean {
  const files = ['+page.ts', '+page.server.ts']
    .map((name) => join(folder, name))
    .filter((f) => existsSync(f));
  return !files.some((file) => /export const csr = false/.test(readFileSync(file, 'utf8')));
}

/** One address of each page that has no parameter; of the others the longest name, the longest text and one between. */
export function addressesOf({ route }: Route): string[] {
  if (!route.includes('[')) return [route, ...(ASKED[route] ?? []).map((query) => route + query)];
  if (MADE[route]) return [];
  const things = THINGS[route];
  if (!things) throw new Error(`What fills ${route}? Say it in test/browser/testing/addresses.ts.`);
  // The forms of a record have little in common but their frame.
  const ids = route.startsWith('/record/') ? [...things.keys()] : chosen(things);
  return ids.map((id) => route.replace(/\[.*\]/, id.replace(/^us-(?=..$)/, '')));
}

function chosen(things: Map<string, unknown>): string[] {
  const ids = [...things.keys()];
  const most = (size: (id: string) => number) => ids.reduce((a, b) => (size(b) > size(a) ? b : a));
  const longest = most((id) => JSON.stringify(things.get(id)).length);
  return [...new Set([most((id) => id.length), longest, ids[Math.floor(ids.length / 2)]!])];
}
