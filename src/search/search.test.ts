import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadLibrary } from '#content/library.server.ts';
import { find, searchIndex } from './index.ts';

const { library } = loadLibrary(join(import.meta.dirname, '..', '..', 'content'));
const index = searchIndex(library);
const first = (words: string) => find(index, words)[0]?.href;

it('finds a rule by its short name, its place, its section, and a topic by its words', () => {
  expect(first('MLT(ASCP)')).toBe('/credentials/ascp-mlt');
  expect(first('california mlt')).toBe('/licenses/us-ca-mlt');
  expect(first('493.1411')).toBe('/roles/clia-technical-consultant');
  expect(first('competency assessment')).toBe('/about/competency-assessment');
  expect(first('salary')).toBe('/pay');
});

it('forgives a slip of the pen and an unfinished word', () => {
  expect(find(index, 'phlebotmy').length).toBeGreaterThan(3);
  expect(find(index, 'histotech').some((f) => f.href === '/credentials/ascp-ht')).toBe(true);
});

it('finds nothing for nothing, and never throws on strange input', () => {
  expect(find(index, '')).toEqual([]);
  expect(find(index, '  ()*?"\u0000 ')).toEqual([]);
  expect(find(index, 'x'.repeat(100_000)).length).toBe(0);
});

it('links only to entries that exist', () => {
  for (const word of ['license', 'route', 'certification', 'state', 'ascp'])
    for (const { href } of find(index, word, 1000)) {
      const [, shelf, id] = /^\/(credentials|licenses|roles|bodies|about)\/([^#]+)/.exec(href) ?? [];
      const shelves = {
        credentials: library.credentials,
        licenses: library.licenses,
        roles: library.roles,
        bodies: library.bodies,
        about: library.topics,
      };
      if (id) expect(shelves[shelf as keyof typeof shelves].has(id), href).toBe(true);
    }
});
