import { doors } from '#pathways/index.ts';
import { ruleHref } from '#ui/pathway-view.ts';
import { app } from '../../../app.server.ts';
import { questionOf } from '../asked.server.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

const TOP = 12;
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
    doors: found.slice(0, TOP).map((d) => ({
      id: d.id,
      name: d.name,
      kind: d.kind,
      begin: d.begin,
      opens: d.opens.map((o) => ({ ...o, type: TYPES[o.type], href: href(o.id) })),
    })),
  };
};
