import { error } from '@sveltejs/kit';
import { app } from '../../../app.server.ts';
import { findGoal } from '#pathways/index.ts';
import { citedIn } from '#ui/footnotes.ts';
import { pathwayViews } from '#ui/pathway-view.ts';

export const csr = false;

export function load({ params }) {
  const { library, book, today } = app();
  const role = library.roles.get(params.id) ?? library.roles.get(findGoal(book, params.id)?.id ?? '');
  if (!role) error(404, `No federal role with the id ${params.id} is on file.`);
  const { examples: _, pathways, ...shown } = role;
  return {
    role: shown,
    pathways: pathwayViews(pathways, library, book, today()),
    // The rule's own page; "493.1411(b)" and the like all stand on the section's.
    ask: {
      name: 'the current rule or CMS',
      url: `https://www.ecfr.gov/current/title-42/section-${/\d+\.\d+/.exec(role.cfr)?.[0] ?? '493'}`,
    },
    others: [...library.roles.values()].filter((r) => r.id !== role.id).map(({ id, name }) => ({ id, name })),
    today: today(),
    sources: citedIn(library.sources, role),
  };
}
