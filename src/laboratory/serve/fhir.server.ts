import type { FhirStore, AnyResource } from '../wire/fhir/index.ts';
import { matches, search, type Kept, type Query } from '../wire/fhir/index.ts';
import { CHANGES, CREATES, newShelf, record, replay, resourceOf, shelve, isoTime, type Ledger, type Rules, type Shelf } from '../lis/index.ts'; // prettier-ignore
import type { House } from './house.server.ts';

const TYPES = ['Patient', 'ServiceRequest', 'Specimen', 'Task', 'Observation', 'DiagnosticReport'];

/** A resource of the ledger as it stands, with id and meta. `version`: the line it is of. */
function standing(ledger: Ledger, shelf: Shelf, key: string, version: number, at: number, rules: Rules): AnyResource | null {
  const [type = '', id = ''] = key.split('/');
  const resource = resourceOf(ledger.lis, type, id, shelf.mrns.get(id) ?? null, rules);
  return resource && { ...resource, id, meta: { versionId: String(version), lastUpdated: `${isoTime(at)}Z` } };
} // prettier-ignore

/** What FHIR shows of a LIS; read anew only as far as lines were added. */
export type Shown = (ledger: Ledger) => {
  shelf: Shelf;
  one: (key: string) => AnyResource | null;
  all: (type: string) => Kept[];
};

export function shownBy(rules: Rules): Shown {
  let shelf = newShelf();
  let last = '';
  const made = new Map<string, { version: number; resource: AnyResource | null }>();
  return (ledger) => {
    // Work that was undone leaves lines behind that never were: then all is read anew.
    const known = shelf.read === 0 ? '' : ledger.events[shelf.read - 1]?.hash;
    if (known !== last) {
      shelf = newShelf();
      made.clear();
    }
    shelve(shelf, ledger.events);
    last = ledger.events.at(-1)?.hash ?? '';
    const one = (key: string): AnyResource | null => {
      const place = shelf.places.get(key);
      if (!place) return null;
      const version = place.versions.at(-1)!;
      const before = made.get(key);
      if (before?.version === version) return before.resource;
      const resource = standing(ledger, shelf, key, version, place.at, rules);
      made.set(key, { version, resource });
      return resource;
    };
    const all = (type: string): Kept[] =>
      [...shelf.places.values()].flatMap(({ key, arrival }) => {
        const resource = key.startsWith(`${type}/`) ? one(key) : null;
        return resource ? [{ resource, arrival }] : [];
      });
    return { shelf, one, all };
  };
}

/**
 * The LIS behind the door of FHIR. @param message the raw body, stored before; what comes of it is told of that message
 */
export function fhirStore(house: House, shown: Shown, from: string, message: string | null): FhirStore {
  const { rules } = house;
  const by = { id: from, role: 'sender' as const };
  const filed = { type: 'MessageFiled' as const, message: message ?? '', about: [] };

  const change = (
    asks: (typeof CREATES)[string],
    resource: AnyResource,
    before: (now: ReturnType<Shown>) => unknown,
  ) =>
    house.write(by, (ledger, asking) => {
      const now = shown(ledger);
      const done = before(now);
      if (done) return done;
      const asked = asks(ledger.lis, now.shelf, resource, asking, rules);
      if ('problems' in asked) return asked;
      const happened = 'there' in asked ? [] : asked.happened;
      record(ledger, [...happened, filed], asking, rules);
      const key = 'there' in asked ? asked.there : asked.key;
      const stands = shown(ledger).one(key);
      if (!stands) throw new Error(`${key} was made and does not stand there`);
      return { kind: 'there' in asked ? 'there' : 'made', resource: stands };
    });

  return {
    capability: () =>
      Promise.resolve(
        Object.fromEntries(
          TYPES.map((type) => [
            type,
            { create: Object.hasOwn(CREATES, type), update: Object.hasOwn(CHANGES, type) },
          ]),
        ),
      ),
    read: (type, id, version) =>
      house.store.look((ledger) => {
        const now = shown(ledger);
        const key = `${type}/${id}`;
        const place = now.shelf.places.get(key);
        if (version === null || !place) {
          const resource = now.one(key);
          return resource ? { kind: 'found' as const, resource } : null;
        }
        if (!place.versions.includes(Number(version))) return null;
        // What it said then: the chain as far as that line, read anew.
        const then = replay(ledger.events.slice(0, Number(version)));
        if ('broken' in then) throw new Error(then.why);
        const resource = standing(then, now.shelf, key, Number(version), then.lis.now, rules);
        return resource ? { kind: 'found' as const, resource } : null;
      }),
    search: (query) => house.store.look((ledger) => search(query, shown(ledger).all(query.type))),
    create: (resource, unless) =>
      change(CREATES[resource.resourceType]!, resource, (now) => {
        const there = unless ? matching(now, unless) : [];
        if (there.length > 1) return { kind: 'several' };
        return there[0] ? { kind: 'there', resource: there[0] } : null;
      }) as ReturnType<FhirStore['create']>,
    update: (resource, id, version) =>
      change(CHANGES[resource.resourceType]!, resource, (now) => {
        const place = now.shelf.places.get(`${resource.resourceType}/${id}`);
        if (!place || !now.one(place.key)) return { kind: 'none' };
        const last = String(place.versions.at(-1));
        return last === version ? null : { kind: 'stale', version: last };
      }).then((done) =>
        'kind' in (done as object) && ['made', 'there'].includes((done as { kind: string }).kind)
          ? { ...(done as object), kind: 'changed' }
          : done,
      ) as ReturnType<FhirStore['update']>,
  };
}

const matching = (now: ReturnType<Shown>, query: Query): AnyResource[] =>
  now
    .all(query.type)
    .map(({ resource }) => resource)
    .filter((resource) => matches(query, resource));
