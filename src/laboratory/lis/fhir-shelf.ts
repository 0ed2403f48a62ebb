import type { Event } from './event.ts';
import { keyOf, type Lis } from './state.ts';

/** Where a resource stands: which lines made it what it is (its versions), and the how manieth it was to come. */
export type Place = { key: string; arrival: number; versions: number[]; at: number };

/**
 * The resources of FHIR that a chain adds up to, by `Type/id`, without their contents. A version is the number of the line that
 * changed the resource: the same in every process. `read` lines are in it.
 */
export type Shelf = {
  read: number;
  places: Map<string, Place>;
  /** Patients by the id they have here. */
  mrns: Map<string, string>;
  orders: Map<string, { mrn: string; accessions: string[] }>;
  specimens: Map<string, { order: string; tests: string[] }>;
  identities: Map<string, string>;
};

export const newShelf = (): Shelf => ({
  read: 0,
  places: new Map(),
  mrns: new Map(),
  orders: new Map(),
  specimens: new Map(),
  identities: new Map(),
});

/** An id of FHIR for a number that may hold any characters. */
export function patientId(mrn: string): string {
  if (/^[A-Za-z0-9\-.]{1,64}$/.test(mrn) && !mrn.startsWith('x-')) return mrn;
  const hex = [...new TextEncoder().encode(mrn)].map((b) => b.toString(16).padStart(2, '0')).join('');
  return `x-${hex.slice(0, 62)}`;
}
export const resultId = (accession: string, test: string): string => `${accession}-${test}`;

/** Reads the lines that are new. */
export function shelve(shelf: Shelf, events: readonly Event[]): void {
  for (; shelf.read < events.length; shelf.read++) {
    const event = events[shelf.read]!;
    for (const key of touched(shelf, event)) {
      const place = shelf.places.get(key);
      if (!place)
        shelf.places.set(key, { key, arrival: shelf.places.size + 1, versions: [event.seq], at: event.at });
      else if (place.versions.at(-1) !== event.seq) {
        place.versions.push(event.seq);
        place.at = event.at;
      }
    }
  }
}

/** Which resources a line makes or changes. */
function touched(shelf: Shelf, e: Event): string[] {
  switch (e.type) {
    case 'IdentityTold':
      return person(shelf, e.identity);
    case 'OrderReceived': {
      const accessions = e.specimens.map((s) => s.accession);
      shelf.orders.set(e.order, { mrn: e.identity.mrn, accessions });
      for (const s of e.specimens) shelf.specimens.set(s.accession, { order: e.order, tests: [...s.tests] });
      return [...person(shelf, e.identity), ...order(e.order), ...accessions.map((a) => `Specimen/${a}`)];
    }
    case 'AddOnRequested':
      shelf.specimens.get(e.accession)?.tests.push(...e.tests);
      return [...order(e.order), `Specimen/${e.accession}`, ...reported(shelf, e.accession)];
    case 'PriorityChanged':
      return order(e.order);
    case 'OrderCancelled':
      return [
        ...order(e.order),
        `Task/${e.order}-abort`,
        ...(shelf.orders.get(e.order)?.accessions ?? []).flatMap((a) => [
          ...e.tests.map((t) => `Observation/${resultId(a, t)}`),
          ...reported(shelf, a),
        ]),
      ];
    case 'RecollectRequested': {
      const before = shelf.specimens.get(e.accession);
      if (!before) return [];
      shelf.specimens.set(e.as, { order: before.order, tests: [...e.tests] });
      shelf.orders.get(before.order)?.accessions.push(e.as);
      return [...order(before.order), `Specimen/${e.accession}`, `Specimen/${e.as}`];
    }
    case 'Collected':
      // When it was drawn stands in each of its results too.
      return [
        `Specimen/${e.accession}`,
        `Task/${shelf.specimens.get(e.accession)?.order}`,
        ...(shelf.specimens.get(e.accession)?.tests ?? [])
          .map((t) => `Observation/${resultId(e.accession, t)}`)
          .filter((key) => shelf.places.has(key)),
        ...reported(shelf, e.accession),
      ];
    case 'Arrived':
    case 'Accepted':
    case 'AcceptedWithException':
    case 'SpecimenHeld':
    case 'SpecimenFreed':
    case 'Stored':
    case 'Discarded':
      return [`Specimen/${e.accession}`, `Task/${shelf.specimens.get(e.accession)?.order}`];
    case 'Rejected': {
      const all = e.tests === 'all' ? (shelf.specimens.get(e.accession)?.tests ?? []) : e.tests;
      return [`Specimen/${e.accession}`, ...all.flatMap((t) => result(shelf, e.accession, t))];
    }
    case 'Released':
    case 'Corrected':
    case 'Retracted':
    case 'NotReported':
      return result(shelf, e.accession, e.test);
    default:
      return [];
  }
}

function person(shelf: Shelf, identity: { mrn: string }): string[] {
  const text = JSON.stringify(identity);
  if (shelf.identities.get(identity.mrn) === text) return [];
  shelf.identities.set(identity.mrn, text);
  shelf.mrns.set(patientId(identity.mrn), identity.mrn);
  return [`Patient/${patientId(identity.mrn)}`];
}
const order = (id: string): string[] => [`ServiceRequest/${id}`, `Task/${id}`];
const reported = (shelf: Shelf, accession: string): string[] =>
  shelf.places.has(`DiagnosticReport/${accession}`) ? [`DiagnosticReport/${accession}`] : [];
const result = (shelf: Shelf, accession: string, test: string): string[] => [
  `Observation/${resultId(accession, test)}`,
  `DiagnosticReport/${accession}`,
  ...order(shelf.specimens.get(accession)?.order ?? ''),
];

/** The result behind the id of an Observation. */
export function resultBehind(lis: Lis, id: string) {
  const dash = id.lastIndexOf('-');
  return lis.results.get(keyOf(id.slice(0, dash), id.slice(dash + 1))) ?? null;
}
