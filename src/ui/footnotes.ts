import { createContext } from 'svelte';

/** A source as pages need it: enough to name it and to open it. */
export type CitedSource = { title: string; url: string | null; date: string | null; kind: string };
export type CitedSources = { [id: string]: CitedSource };

/** The notes of one page, numbered in the order in which the text first cites them. */
export class Footnotes {
  readonly sources: CitedSources;
  readonly order: string[] = [];
  constructor(sources: CitedSources) {
    this.sources = sources;
  }
  numberOf(id: string): number {
    const at = this.order.indexOf(id);
    return at >= 0 ? at + 1 : this.order.push(id);
  }
}

/** Set by Page, read by Cite. */
export const [footnotes, setFootnotes] = createContext<Footnotes>();

/** Every source that a value cites anywhere inside it, for the page's notes. */
export function citedIn(
  sources: ReadonlyMap<string, { title: string; url: string | null; date: string | null; kind: string }>,
  ...values: unknown[]
): CitedSources {
  const found: CitedSources = {};
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(walk);
    if (!value || typeof value !== 'object') return;
    if (value instanceof Map) return [...value.values()].forEach(walk);
    for (const [key, inner] of Object.entries(value)) {
      if (key !== 'cite' || !Array.isArray(inner)) walk(inner);
      else
        for (const { source } of inner as { source: string }[]) {
          const s = sources.get(source);
          if (s) found[source] = { title: s.title, url: s.url, date: s.date, kind: s.kind };
        }
    }
  };
  values.forEach(walk);
  return found;
}
