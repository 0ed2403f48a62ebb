import type { Continuing, Library } from '#content/index.ts';

/** Whoever owns a rule of continuing education, and can be asked. */
export function askOf(library: Library, rule: Continuing): { name: string; url: string | null } {
  const place = library.jurisdictions.get(rule.of);
  if (place) return place.ask;
  const body = library.bodies.get(rule.of);
  return { name: body?.short ?? rule.of, url: body?.url ?? null };
}
