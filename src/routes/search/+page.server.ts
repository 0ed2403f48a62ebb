import { app } from '../../app.server.ts';
import { find, searchIndex, type SearchIndex } from '#search/index.ts';

export const csr = false;

let index: SearchIndex | null = null;

export function load({ url }) {
  const words = (url.searchParams.get('q') ?? '').trim().slice(0, 200);
  index ??= searchIndex(app().library);
  return { words, found: words ? find(index, words) : [] };
}
