import { writeToken } from './page.ts';
import { PARAMETERS, type Token } from './parameters.ts';
import { sortText, type Filter, type Query } from './query.ts';
import { target } from './reference.ts';
import type { AnyResource } from './resource.ts';
import type { Span } from './times.ts';

/** A resource as it is kept. `arrival` counts up from 1 when something new comes in, and never changes afterwards. */
export type Kept = { resource: AnyResource; arrival: number };
/** One page of what matched, how many match in all, and the token of the next page. */
export type Found = { total: number; page: AnyResource[]; next: string | null };

/**
 * One page of the resources of a list that match. Pages taken one after the other show each match once, whatever arrives in
 * between; a resource whose sort key changes in between may move.
 */
export function search(query: Query, list: readonly Kept[]): Found {
  const upTo = query.page?.upTo ?? list.reduce((most, { arrival }) => Math.max(most, arrival), 0);
  const turn = query.sort?.descending ? -1 : 1;
  const keyed = list
    .filter(({ resource, arrival }) => arrival <= upTo && matches(query, resource))
    .map((kept) => ({ ...kept, key: keyOf(query, kept.resource) }));
  type At = { key: string | number | null; arrival: number };
  const order = (a: At, b: At): number => turn * compare(a.key, b.key) || a.arrival - b.arrival;
  const { page: from } = query;
  const left = keyed.filter((one) => !from || order(one, from.after) > 0).sort(order);
  const page = left.slice(0, query.count);
  const last = page.at(-1);
  const more = last && left.length > page.length;
  return {
    total: keyed.length,
    page: page.map(({ resource }) => resource),
    next: more ? writeToken({ upTo, sort: sortText(query.sort), after: { key: last.key, arrival: last.arrival } }) : null,
  };
} // prettier-ignore

/** What nothing is known of comes last, whichever way. */
function compare(a: string | number | null, b: string | number | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}

function keyOf(query: Query, resource: AnyResource): string | number | null {
  const parameter = query.sort && PARAMETERS[query.type]?.[query.sort.by];
  if (!parameter) return null;
  if (parameter.kind === 'token') return parameter.of(resource)[0]?.code ?? null;
  const from = parameter.kind === 'date' ? parameter.of(resource)[0]?.from : undefined;
  return from !== undefined && Number.isFinite(from) ? from : null;
}

/** Whether a resource is what a search looks for. */
export const matches = (query: Query, resource: AnyResource): boolean =>
  resource.resourceType === query.type && query.filters.every((filter) => passes(filter, resource));

function passes(filter: Filter, resource: AnyResource): boolean {
  const parameter = PARAMETERS[resource.resourceType]![filter.name]!;
  if (filter.kind === 'token' && parameter.kind === 'token') {
    const tokens = parameter.of(resource);
    return filter.anyOf.some((wanted) => tokens.some((token) => same(wanted, token)));
  }
  if (filter.kind === 'reference' && parameter.kind === 'reference') {
    const { types } = parameter;
    return parameter.of(resource).some((to) => {
      const read = target(to);
      return filter.anyOf.some(
        ({ type, id, whole }) =>
          to === whole ||
          (read?.id === id && (type ? read.type === type : types.length === 0 || types.includes(read.type))),
      );
    });
  }
  if (filter.kind !== 'date' || parameter.kind !== 'date') return false;
  const spans = parameter.of(resource);
  return filter.anyOf.some(({ prefix, span }) => spans.some((own) => COMPARED[prefix](own, span)));
}

const same = (wanted: { system?: string | null; code?: string }, { system, code }: Token): boolean =>
  (wanted.code === undefined || wanted.code === code) &&
  (wanted.system === undefined || wanted.system === system);

/** hl7.org/fhir/R4/search.html#prefix: equal = the span asked for holds the whole own span; greater = it ends later. */
const equal = (own: Span, asked: Span): boolean => own.from >= asked.from && own.until <= asked.until;
const COMPARED: { [prefix in 'eq' | 'gt' | 'lt' | 'ge' | 'le']: (own: Span, asked: Span) => boolean } = {
  eq: equal,
  gt: (own, asked) => own.until > asked.until,
  lt: (own, asked) => own.from < asked.from,
  ge: (own, asked) => own.until > asked.until || equal(own, asked),
  le: (own, asked) => own.from < asked.from || equal(own, asked),
};
