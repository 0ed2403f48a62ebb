import type { Problem } from './problem.ts';
import type { Query } from './query.ts';
import type { AnyResource } from './resource.ts';
import type { Found } from './search.ts';

/** A refusal by what stands behind the door: an order for a patient nobody knows, an accession number that is taken. */
export type Refused = { kind: 'refused'; why: 'conflict' | 'unprocessable'; problems: Problem[] };
export type Stored = { resource: AnyResource };

/**
 * What the HTTP door needs of a store. What it gives has id, meta.versionId and meta.lastUpdated. `create` looks for `unless` and
 * writes in one step, so that of two equal posts one makes something; `update` writes only over the version named.
 */
export type FhirStore = {
  /** What can be done with which type. */
  capability: () => Promise<{ [type: string]: { create: boolean; update: boolean } }>;
  read: (type: string, id: string, version: string | null) => Promise<({ kind: 'found' } & Stored) | { kind: 'deleted' } | null>;
  search: (query: Query) => Promise<Found>;
  create: (resource: AnyResource, unless: Query | null) => Promise<({ kind: 'made' | 'there' } & Stored) | { kind: 'several' } | Refused>;
  update: (resource: AnyResource, id: string, version: string) => Promise<({ kind: 'changed' } & Stored) | { kind: 'stale'; version: string } | { kind: 'deleted' } | { kind: 'none' } | Refused>;
}; // prettier-ignore
