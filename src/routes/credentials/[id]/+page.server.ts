import { error, redirect } from '@sveltejs/kit';
import { app } from '../../../app.server.ts';
import { LICENSE_LEVELS, continuingOf, licensesNaming, neighbors } from '#content/index.ts';
import { findGoal } from '#pathways/index.ts';
import { citedIn } from '#ui/footnotes.ts';
import { pathwayViews } from '#ui/pathway-view.ts';

export const csr = false;

export function load({ params }) {
  const { library, book, today } = app();
  const credential = library.credentials.get(params.id);
  if (!credential) {
    // One of a group of siblings, or an old name: its page is the group's.
    const goal = findGoal(book, params.id);
    if (goal?.type === 'credential') redirect(308, `/credentials/${goal.entry.id}`);
    error(404, `No credential with the id ${params.id} is on file.`);
  }
  const body = library.bodies.get(credential.body);
  const { before, after } = neighbors(library, credential.id);
  const licenses = licensesNaming(library, [credential.id, ...credential.members.map((m) => m.id)])
    .sort(
      (a, b) =>
        a.jurisdiction.localeCompare(b.jurisdiction) ||
        LICENSE_LEVELS.indexOf(a.level) - LICENSE_LEVELS.indexOf(b.level),
    )
    .map(({ id, name, summary, scope }) => ({ id, name, summary, scope: scope.length > 0 }));
  // What federal law makes of any certification.
  const clia = library.topics.get('what-clia-does-not-ask')?.facts[0] ?? null;
  const named = (list: typeof before) =>
    list.map((n) => ({ ...n, short: library.credentials.get(n.id)!.short }));
  const { examples: _, pathways, ...shown } = credential;
  return {
    credential: shown,
    pathways: pathwayViews(pathways, library, book, today()),
    body: {
      id: body?.id ?? null,
      name: body?.name ?? credential.body,
      short: body?.short ?? credential.body,
      url: body?.url ?? null,
    },
    goals:
      credential.members.length > 0
        ? credential.members
        : [{ id: credential.id, short: credential.short, name: credential.name }],
    licenses,
    clia,
    before: named(before),
    after: named(after),
    continuing: [credential.id, ...credential.members.map(({ id }) => id)]
      .map((id) => continuingOf(library, id)?.id)
      .find((id) => id !== undefined),
    today: today(),
    sources: citedIn(library.sources, credential, clia),
  };
}
