import { search, matches, type Kept } from '../search.ts';
import type { AnyResource } from '../resource.ts';
import type { FhirStore, Refused } from '../store.ts';
import { instantOf } from '../times.ts';

/** A FhirStore in memory. Versions count from 1; each act takes a second of its own clock. `refuse` may stand for rules of a LIS. */
export function memoryStore(refuse: (resource: AnyResource) => Refused | null = () => null) {
  const kept = new Map<string, Kept & { versions: AnyResource[]; deleted: boolean }>();
  let acts = 0;
  const key = (type: string, id: string) => `${type}/${id}`;
  const stamped = (resource: AnyResource, id: string, version: number): AnyResource => ({
    ...resource,
    id,
    meta: {
      ...resource.meta,
      versionId: String(version),
      lastUpdated: instantOf(Date.UTC(2026, 0, 5) + acts * 1000),
    },
  });
  const alive = () => [...kept.values()].filter((one) => !one.deleted);
  const store: FhirStore = {
    capability: () =>
      Promise.resolve(
        Object.fromEntries(
          ['ServiceRequest', 'Specimen', 'Patient', 'Task', 'Observation', 'DiagnosticReport'].map((type) => [
            type,
            { create: type !== 'DiagnosticReport', update: type !== 'DiagnosticReport' },
          ]),
        ),
      ),
    read: (type, id, version) => {
      const found = kept.get(key(type, id));
      if (!found) return Promise.resolve(null);
      const resource = version === null ? found.resource : found.versions[Number(version) - 1];
      if (version === null && found.deleted) return Promise.resolve({ kind: 'deleted' });
      return Promise.resolve(resource ? { kind: 'found', resource } : null);
    },
    search: (query) => Promise.resolve(search(query, alive())),
    create: (given, unless) => {
      const there = unless ? alive().filter(({ resource }) => matches(unless, resource)) : [];
      if (there.length > 1) return Promise.resolve({ kind: 'several' });
      if (there[0]) return Promise.resolve({ kind: 'there', resource: there[0].resource });
      const refused = refuse(given);
      if (refused) return Promise.resolve(refused);
      acts++;
      const id = `r${kept.size + 1}`;
      const resource = stamped(given, id, 1);
      kept.set(key(given.resourceType, id), {
        resource,
        arrival: kept.size + 1,
        versions: [resource],
        deleted: false,
      });
      return Promise.resolve({ kind: 'made', resource });
    },
    update: (given, id, version) => {
      const found = kept.get(key(given.resourceType, id));
      if (!found) return Promise.resolve({ kind: 'none' });
      if (found.deleted) return Promise.resolve({ kind: 'deleted' });
      const now = found.resource.meta!.versionId!;
      if (now !== version) return Promise.resolve({ kind: 'stale', version: now });
      const refused = refuse(given);
      if (refused) return Promise.resolve(refused);
      acts++;
      found.resource = stamped(given, id, found.versions.push(given));
      found.versions[found.versions.length - 1] = found.resource;
      return Promise.resolve({ kind: 'changed', resource: found.resource });
    },
  };
  const remove = (type: string, id: string): void => {
    kept.get(key(type, id))!.deleted = true;
  };
  return { store, remove };
}
