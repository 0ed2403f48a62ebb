import { error, redirect } from '@sveltejs/kit';
import { app } from '../../../app.server.ts';
import { neighbors } from '#content/index.ts';
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
  const named = (list: typeof before) =>
    list.map((n) => ({ ...n, short: library.credentials.get(n.id)!.short }));
  const { examples: _, pathways, ...shown } = credential;
  return {
    credential: shown,
    pathways: pathwayViews(pathways, library, book, today()),
    body: { id: body?.id ?? null, name: body?.name ?? credential.body,
      short: body?.short ?? credential.body,
      url: body?.url ?? null,
    },
    goals:
      credential.members.length > 0
        ? credential.members
        : [{ id: credential.id, short: credential.short, name: credential.name }],
    before: named(before),
    after: named(after),
    today: today(),
    sources: citedIn(library.sources, credential),
  };
}
