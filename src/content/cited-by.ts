import type { Library } from './library.server.ts';

const SHELVES = ['credentials', 'licenses', 'roles', 'jurisdictions', 'topics', 'bodies', 'moves', 'continuing'] as const;

/** Something on file that cites a source; `wages` = the tables and figures of pay, which have no page each. */
export type Citing = { shelf: (typeof SHELVES)[number] | 'wages'; id: string };

/** Which entries cite each source, by the source's id. */
export function citedBy(library: Library, wages: unknown): Map<string, Citing[]> {
  const found = new Map<string, Citing[]>();
  const put = (citing: Citing, entry: unknown) => {
    for (const source of sourcesIn(entry)) found.set(source, [...(found.get(source) ?? []), citing]);
  };
  for (const shelf of SHELVES) for (const [id, entry] of library[shelf]) put({ shelf, id }, entry);
  put({ shelf: 'moves', id: 'assumptions' }, library.assumptions);
  put({ shelf: 'wages', id: 'wages' }, wages);
  return found;
}

/** Ids of the sources that a value cites anywhere inside it. */
function sourcesIn(value: unknown, found: Set<string> = new Set()): Set<string> {
  if (Array.isArray(value)) for (const inner of value) sourcesIn(inner, found);
  else if (value instanceof Map) for (const inner of value.values()) sourcesIn(inner, found);
  else if (value && typeof value === 'object')
    for (const [key, inner] of Object.entries(value))
      if (key !== 'cite' || !Array.isArray(inner)) sourcesIn(inner, found);
      else for (const c of inner) found.add(typeof c === 'string' ? c : (c as { source: string }).source);
  return found;
}
