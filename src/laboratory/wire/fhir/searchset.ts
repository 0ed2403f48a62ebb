import { outcome } from './outcome.ts';
import type { BundleValue } from './bundle.ts';
import { writeToken } from './page.ts';
import type { Query } from './query.ts';
import type { AnyResource } from './resource.ts';
import type { Found } from './search.ts';

/** What a search found, as a Bundle with links to itself and to the next page. @param base address of the server, no slash at the end */
export function searchset(base: string, query: Query, { total, page, next }: Found): BundleValue {
  const here = (more: [string, string][]): string => {
    const text = new URLSearchParams([...query.kept, ...more]).toString();
    return `${base}/${query.type}${text ? `?${text}` : ''}`;
  };
  const entries = page.map((resource) => ({
    fullUrl: `${base}/${resource.resourceType}/${resource.id}`,
    resource,
    search: { mode: 'match' as const },
  }));
  const ignored = query.ignored.length === 0 ? [] : [{ resource: notice(query.ignored), search: { mode: 'outcome' as const } }]; // prettier-ignore
  const links = [
    { relation: 'self', url: here(query.page ? [['_page', writeToken(query.page)]] : []) },
    ...(next ? [{ relation: 'next', url: here([['_page', next]]) }] : []),
  ];
  const entry = [...entries, ...ignored];
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total,
    link: links,
    ...(entry.length > 0 ? { entry } : {}),
  };
}

const notice = (ignored: readonly string[]): AnyResource =>
  outcome([
    {
      path: '',
      problem: `these parameters are not known here and were left out: ${ignored.join(', ')}`,
      severity: 'warning',
      code: 'not-supported',
    },
  ]) as unknown as AnyResource;
