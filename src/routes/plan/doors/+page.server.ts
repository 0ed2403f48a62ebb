import { doors, type Door } from '#pathways/index.ts';
import { ruleHref } from '#ui/pathway-view.ts';
import { app } from '../../../app.server.ts';
import { questionOf } from '../asked.server.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

const TOP = 20;
const TYPES = { credential: 'certification', license: 'license', role: 'federal role' } as const;

export const load: PageServerLoad = async ({ cookies, url }) => {
  const { book, library, today } = app();
  const { asked, told, query } = await questionOf(cookies, url);
  const record = asked?.record ?? null;
  const href = ruleHref(book);
  const found = record && told ? doors(book, library, record, today()) : [];
  const states = [...new Set([record?.state, ...(record?.limits?.states ?? [])])].flatMap((s) =>
    s ? [library.jurisdictions.get(`us-${s.toLowerCase()}`)?.name ?? s] : [],
  );
  return {
    told: record !== null && told,
    states,
    query,
    more: Math.max(0, found.length - TOP),
    rows: rowsOf(found.slice(0, TOP), href),
  };
};

/** Changes that open the same doors, together. */
function rowsOf(found: readonly Door[], href: (id: string) => string | null) {
  const same = Map.groupBy(found, (d) => d.opens.map((o) => o.id).join(' '));
  return [...same.values()].map((group) => ({
    changes: group.map(({ id, name, begin }) => ({ id, name, begin })),
    opens: group[0]!.opens.map((o) => ({ ...o, type: TYPES[o.type], href: href(o.id) })),
  }));
}
