import { parts, type Condition } from './condition.ts';
import type { Library } from './library.server.ts';
import type { License, Pathway } from './pathway.ts';

/** A step of the ladder: `id` is the credential at the other end, `pathway` the way that joins the two. */
export type Neighbor = { id: string; pathway: string };

/** Credentials that an open way of this one builds on, and those whose open ways build on it. */
export function neighbors(library: Library, id: string): { before: Neighbor[]; after: Neighbor[] } {
  const family = new Map<string, string>();
  for (const c of library.credentials.values()) for (const own of [c.id, ...c.members.map((m) => m.id)]) family.set(own, c.id);
  const me = family.get(id);
  const own = me ? library.credentials.get(me) : undefined;
  const before = (own?.pathways ?? []).filter(open).flatMap((p) =>
    namedCredentials(p.requirement).flatMap((named) => {
      const other = family.get(named);
      return other && other !== me ? [{ id: other, pathway: p.name }] : [];
    }),
  );
  const after = [...library.credentials.values()].flatMap((c) =>
    c.id === me || c.status === 'discontinued'
      ? []
      : c.pathways
          .filter((p) => open(p) && namedCredentials(p.requirement).some((n) => family.get(n) === me))
          .map((p) => ({ id: c.id, pathway: p.name })),
  );
  const once = (list: Neighbor[]) => list.filter((n, i) => list.findIndex((m) => m.id === n.id) === i);
  return { before: once(before), after: once(after) };
}

const open = (pathway: Pathway) => pathway.status !== 'discontinued' && pathway.effective.until === null;

/** Licenses with an open way that names one of the credentials. */
export function licensesNaming(library: Library, ids: readonly string[]): License[] {
  return [...library.licenses.values()].filter((l) =>
    l.pathways.some((p) => open(p) && namedCredentials(p.requirement).some((id) => ids.includes(id))),
  );
}

/** Ids of the credentials that a condition asks for, anywhere in it. */
export function namedCredentials(condition: Condition): string[] {
  if ('credential' in condition) return condition.credential.anyOf.map((x) => (typeof x === 'string' ? x : x.id));
  return parts(condition).flatMap(namedCredentials);
}
