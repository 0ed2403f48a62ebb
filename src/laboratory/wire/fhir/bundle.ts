import type { z } from 'zod';
import { Identifier } from './basics.ts';
import { Signature } from './datatypes.ts';
import { element, many, must } from './element.ts';
import { instant, number, oneOf, text, unsignedInt, uri } from './primitives.ts';
import { decimalNumber } from './decimal.ts';
import { Inner, ofResources, part, resource, typed } from './resource.ts';

/** Bundle: several resources together, as what a search found (hl7.org/fhir/R4/bundle.html). */
export const BUNDLE_TYPES = [
  'document', 'message', 'transaction', 'transaction-response', 'batch', 'batch-response', 'history', 'searchset', 'collection',
] as const; // prettier-ignore

const Link = part({ relation: must(text), url: must(uri) });
const Request = part({
  method: must(oneOf('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH')),
  url: must(uri),
  ifNoneMatch: text,
  ifModifiedSince: instant,
  ifMatch: text,
  ifNoneExist: text,
});
const Response = part({
  status: must(text),
  location: uri,
  etag: text,
  lastModified: instant,
  outcome: Inner,
});
const Search = part({ mode: oneOf('match', 'include', 'outcome'), score: number }, {}, (v, report) => {
  if (v.score !== undefined && !(decimalNumber(v.score) >= 0 && decimalNumber(v.score) <= 1))
    report('is not between 0 and 1', ['score']);
});
const Entry = part(
  { link: many(Link), fullUrl: uri, resource: Inner, search: Search, request: Request, response: Response },
  {},
  (v, report) => {
    if (!v.resource && !v.request && !v.response)
      report('has neither a resource, a request nor a response', [], 'bdl-5');
    if (v.fullUrl?.includes('/_history/')) report('names one version', ['fullUrl'], 'bdl-8');
  },
);

export const Bundle = resource(
  'Bundle',
  element(
    {
      ...typed('Bundle'),
      ...ofResources,
      identifier: Identifier,
      type: must(oneOf(...BUNDLE_TYPES)),
      timestamp: instant,
      total: unsignedInt,
      link: many(Link),
      entry: many(Entry),
      signature: Signature,
    },
    { bare: true },
    (v, report) => {
      const is = (...types: (typeof v.type)[]) => types.includes(v.type);
      if (v.total !== undefined && !is('searchset', 'history')) report('has a total, and is no search or history', ['total'], 'bdl-1');
      if (is('document') && (v.identifier?.system === undefined || v.identifier.value === undefined))
        report('is a document without identifier', ['identifier'], 'bdl-9');
      if (is('document') && v.timestamp === undefined) report('is a document without time', ['timestamp'], 'bdl-10');
      for (const [type, first, rule] of [['document', 'Composition', 'bdl-11'], ['message', 'MessageHeader', 'bdl-12']] as const)
        if (is(type) && v.entry?.[0]?.resource?.resourceType !== first) report(`does not begin with a ${first}`, ['entry'], rule);
      const seen = new Set<string>();
      v.entry?.forEach((entry, i) => {
        const at = ['entry', i];
        if (entry.search && !is('searchset')) report('says how it was found, and this is no search', [...at, 'search'], 'bdl-2');
        const asks = is('batch', 'transaction', 'history');
        if (asks !== (entry.request !== undefined)) report(asks ? 'has no request' : 'has a request, and nothing is asked', [...at, 'request'], 'bdl-3');
        const answers = is('batch-response', 'transaction-response', 'history');
        if (answers !== (entry.response !== undefined))
          report(answers ? 'has no response' : 'has a response, and nothing was asked', [...at, 'response'], 'bdl-4');
        const key = `${entry.fullUrl} ${entry.resource?.meta?.versionId ?? ''}`;
        if (entry.fullUrl !== undefined && !is('history', 'batch', 'transaction') && seen.has(key)) report('stands twice', [...at, 'fullUrl'], 'bdl-7');
        seen.add(key);
      });
    },
  ),
); // prettier-ignore
export type BundleValue = z.infer<typeof Bundle>;
