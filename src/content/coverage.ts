import { z } from 'zod';
import { leafKind, parts, type Condition } from './condition.ts';
import type { Library } from './library.server.ts';

const Ids = z.array(z.string());

/** What should be on file, counted from the facts this was built on (content/coverage.yaml). */
export const Coverage = z.strictObject({
  credentials: z.strictObject({ count: z.number(), pathways: z.number(), ids: z.record(z.string(), Ids) }),
  licenses: z.strictObject({ count: z.number(), jurisdictions: z.record(z.string(), Ids) }),
  roles: z.strictObject({ count: z.number(), ids: z.record(z.string(), Ids) }),
  jurisdictions: z.strictObject({ count: z.number(), required: Ids, none: Ids, unknown: Ids }),
  continuing: z.strictObject({ count: z.number(), holders: z.record(z.string(), Ids) }),
});
export type Coverage = z.infer<typeof Coverage>;

/** One thing that is on file and not on the list, or on the list and not on file. */
export type Gap = { what: 'credential' | 'license' | 'role' | 'jurisdiction' | 'pathway' | 'continuing education' | 'count'; id: string; wrong: 'missing' | 'not listed' | 'miscounted' };

/** Where the library and the list differ; none = nothing was dropped or slipped in. */
export function gaps(library: Library, listed: Coverage): Gap[] {
  const found: Gap[] = [];
  const compare = (what: Gap['what'], expected: Iterable<string>, have: Iterable<string>, prefix = '') => {
    const [want, got] = [new Set(expected), new Set(have)];
    for (const id of want) if (!got.has(id)) found.push({ what, id: prefix + id, wrong: 'missing' });
    for (const id of got) if (!want.has(id)) found.push({ what, id: prefix + id, wrong: 'not listed' });
  };
  const count = (id: string, said: number, real: number) => {
    if (said !== real) found.push({ what: 'count', id, wrong: 'miscounted' });
  };
  const { credentials, licenses, roles, jurisdictions, continuing } = listed;
  compare('credential', Object.keys(credentials.ids), library.credentials.keys());
  for (const [id, ways] of Object.entries(credentials.ids))
    compare('pathway', ways, (library.credentials.get(id)?.pathways ?? []).map((p) => p.id), `${id} `);
  compare('license', Object.values(licenses.jurisdictions).flat(), library.licenses.keys());
  for (const [place, ids] of Object.entries(licenses.jurisdictions))
    for (const id of ids)
      if (library.licenses.has(id) && library.licenses.get(id)!.jurisdiction !== place)
        found.push({ what: 'license', id, wrong: 'not listed' });
  compare('role', Object.keys(roles.ids), library.roles.keys());
  for (const [id, ways] of Object.entries(roles.ids))
    compare('pathway', ways, (library.roles.get(id)?.pathways ?? []).map((p) => p.id), `${id} `);
  const places = [...library.jurisdictions.values()];
  for (const license of ['required', 'none', 'unknown'] as const)
    compare('jurisdiction', jurisdictions[license], places.filter((j) => j.license === license).map((j) => j.id));
  compare('continuing education', Object.keys(continuing.holders), library.continuing.keys());
  for (const [id, holders] of Object.entries(continuing.holders))
    compare('continuing education', holders, library.continuing.get(id)?.holders ?? [], `${id} `);
  count('credentials', credentials.count, library.credentials.size);
  count('pathways', credentials.pathways, [...library.credentials.values()].reduce((n, c) => n + c.pathways.length, 0));
  count('licenses', licenses.count, library.licenses.size);
  count('roles', roles.count, library.roles.size);
  count('jurisdictions', jurisdictions.count, library.jurisdictions.size);
  count('continuing', continuing.count, library.continuing.size);
  return found;
}

/** A part of a rule that could not be read, and whom to ask. */
export type Unread = { rule: string; pathway: string; what: string; ask: string };

/** Every part of a rule on file whose text could not be read, or that a record cannot tell. */
export function unreadParts(library: Library): Unread[] {
  const found: Unread[] = [];
  const walk = (condition: Condition, rule: string, pathway: string): void => {
    if (leafKind(condition) === 'unread' && 'unread' in condition) found.push({ rule, pathway, ...condition.unread });
    for (const part of parts(condition)) walk(part, rule, pathway);
  };
  for (const shelf of [library.credentials, library.licenses, library.roles])
    for (const entry of shelf.values()) for (const p of entry.pathways) walk(p.requirement, entry.id, p.name);
  return found;
}
