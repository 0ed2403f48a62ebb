import { app } from '../../app.server.ts';
import { LICENSE_LEVELS } from '#content/index.ts';
import { citedIn } from '#ui/footnotes.ts';

export const csr = false;

export function load() {
  const { library } = app();
  const places = [...library.jurisdictions.values()].sort((a, b) => a.name.localeCompare(b.name));
  const licensing = places
    .map((place) => ({
      id: place.id,
      name: place.name,
      license: place.license,
      board: place.board ?? null,
      ask: place.ask,
      cite: place.cite,
      confidence: place.confidence,
      licenses: [...library.licenses.values()]
        .filter((l) => l.jurisdiction === place.id)
        .sort((a, b) => LICENSE_LEVELS.indexOf(a.level) - LICENSE_LEVELS.indexOf(b.level))
        .map((l) => ({ id: l.id, name: l.name })),
    }))
    .filter((place) => place.license === 'required' || place.licenses.length > 0);
  const rest = (license: 'none' | 'unknown') =>
    places
      .filter((p) => p.license === license && !licensing.some((l) => l.id === p.id))
      .map(({ id, name, ask, cite }) => ({ id, name, ask, cite }));
  return {
    licensing,
    none: rest('none'),
    unknown: rest('unknown'),
    roles: [...library.roles.values()].map(({ id, name, cfr, summary }) => ({ id, name, cfr, summary })),
    count: library.licenses.size,
    sources: citedIn(library.sources, licensing, rest('none'), rest('unknown')),
  };
}
