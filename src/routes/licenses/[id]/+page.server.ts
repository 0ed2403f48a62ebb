import { error, redirect } from '@sveltejs/kit';
import { app } from '../../../app.server.ts';
import { continuingOf } from '#content/index.ts';
import { findGoal } from '#pathways/index.ts';
import { citedIn } from '#ui/footnotes.ts';
import { pathwayViews } from '#ui/pathway-view.ts';

export const csr = false;

export function load({ params }) {
  const { library, book, today } = app();
  const license = library.licenses.get(params.id);
  if (!license) {
    const goal = findGoal(book, params.id);
    if (goal?.type === 'license') redirect(308, `/licenses/${goal.id}`);
    error(404, `No license with the id ${params.id} is on file.`);
  }
  const place = library.jurisdictions.get(license.jurisdiction);
  const { examples: _, pathways, ...shown } = license;
  return {
    license: shown,
    pathways: pathwayViews(pathways, library, book, today()),
    place: place
      ? {
          name: place.name,
          ask: place.ask,
          board: place.board ?? null,
          law: place.law ?? null,
          facts: place.facts,
          conflicts: place.conflicts,
        }
      : null,
    siblings: [...library.licenses.values()]
      .filter((l) => l.jurisdiction === license.jurisdiction && l.id !== license.id)
      .map(({ id, name }) => ({ id, name })),
    continuing: continuingOf(library, license.id)?.id ?? null,
    today: today(),
    sources: citedIn(library.sources, license, place),
  };
}
