import { error } from '@sveltejs/kit';
import { app } from '../../../app.server.ts';
import { citedIn } from '#ui/footnotes.ts';

export const csr = false;

export function load({ params }) {
  const { library, today } = app();
  const topic = library.topics.get(params.topic);
  if (!topic) error(404, `No topic with the id ${params.topic} is on file.`);
  return { topic, today: today(), sources: citedIn(library.sources, topic) };
}
