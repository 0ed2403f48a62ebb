import { app } from '../../app.server.ts';

export const csr = false;

export function load() {
  const { library } = app();
  return {
    topics: [...library.topics.values()].map(({ id, title, summary }) => ({ id, title, summary })),
    bodies: [...library.bodies.values()].map(({ id, name, short, summary }) => ({
      id,
      name,
      short,
      summary,
    })),
  };
}
