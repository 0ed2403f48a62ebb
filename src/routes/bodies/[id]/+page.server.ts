import { error } from '@sveltejs/kit';
import { app } from '../../../app.server.ts';
import { citedIn } from '#ui/footnotes.ts';

export const csr = false;

export function load({ params }) {
  const { library, today } = app();
  const body = library.bodies.get(params.id);
  if (!body) error(404, `No body with the id ${params.id} is on file.`);
  return {
    body,
    credentials: [...library.credentials.values()]
      .filter((c) => c.body === body.id)
      .map(({ id, short, name }) => ({ id, short, name })),
    today: today(),
    sources: citedIn(library.sources, body),
  };
}
