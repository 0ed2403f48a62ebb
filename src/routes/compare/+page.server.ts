import { app } from '../../app.server.ts';
import { compare } from '#compare/index.ts';
import type { Choice } from '#ui/choice.ts';
import { citedIn } from '#ui/footnotes.ts';
import { ruleNames } from '#ui/pathway-view.ts';

export const csr = false;

export function load({ url }) {
  const { library, book, wages, today } = app();
  const a = url.searchParams.get('a') || 'ascp-mlt';
  const b = url.searchParams.get('b') || (a === 'ascp-mls' ? 'ascp-mlt' : 'ascp-mls');
  const groups = { credential: 'Credentials', license: 'State licenses', role: 'Federal roles' };
  const choices: Choice[] = [...book.goals.values()].map((g) => ({
    value: g.id,
    label: g.type === 'credential' ? `${g.short}, ${g.name}` : g.name,
    group: groups[g.type],
  }));
  const found = compare({ library, book, wages, name: ruleNames(library, book), today: today() }, a, b);
  return { a, b, choices, found, sources: citedIn(library.sources, found) };
}
