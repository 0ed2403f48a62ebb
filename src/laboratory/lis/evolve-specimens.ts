import type { Event } from './event.ts';
import type { Evolution } from './evolve.ts';
import { keyOf, type Lis, type Specimen } from './state.ts';

const specimen = (lis: Lis, accession: string): Specimen => {
  const found = lis.specimens.get(accession);
  if (!found) throw new Error(`no specimen ${accession}`);
  return found;
};

function expectTests(lis: Lis, found: Specimen, tests: readonly string[]): void {
  for (const test of tests) {
    const key = keyOf(found.accession, test);
    if (lis.results.has(key)) continue;
    lis.results.set(key, {
      accession: found.accession,
      test,
      mrn: found.mrn,
      state: { status: 'pending' },
      readings: [],
      chosen: 0,
      analyzer: null,
      run: null,
      comments: [],
      lifted: [],
      secondRead: null,
      rerun: null,
    });
  }
}

function ordered(lis: Lis, e: Event<'OrderReceived'>): void {
  lis.identities.set(e.identity.mrn, e.identity);
  lis.orders.set(e.order, {
    id: e.order,
    placer: e.placer ?? null,
    mrn: e.identity.mrn,
    tests: [...e.tests],
    priority: e.priority,
    ward: e.ward,
    hardToDraw: e.hardToDraw ?? false,
    clinical: e.clinical ?? null,
    orderedAt: e.at,
    accessions: e.specimens.map((s) => s.accession),
    cancelled: null,
  });
  if (e.placer !== undefined) lis.placers.set(e.placer, e.order);
  for (const planned of e.specimens) {
    const made: Specimen = {
      ...planned,
      order: e.order,
      mrn: e.identity.mrn,
      state: { status: 'expected' },
      collectedAt: null,
      arrivedAt: null,
      held: null,
      spunAt: null,
      aliquots: [],
      again: null,
    };
    lis.specimens.set(planned.accession, made);
    expectTests(lis, made, planned.tests);
  }
  lis.count += e.specimens.length + 1;
}

export const evolveSpecimen: Evolution = {
  OrderReceived: ordered,
  IdentityTold: (lis, e) => void lis.identities.set(e.identity.mrn, e.identity),
  OrderCancelled: (lis, e) => {
    const order = lis.orders.get(e.order);
    if (order && order.tests.every((t) => e.tests.includes(t))) order.cancelled = e.why;
    for (const accession of order?.accessions ?? [])
      for (const test of e.tests) {
        const result = lis.results.get(keyOf(accession, test));
        if (result?.state.status === 'pending') result.state = { status: 'not-reported', why: e.why };
      }
  },
  AddOnRequested: (lis, e) => {
    const found = specimen(lis, e.accession);
    lis.specimens.set(e.accession, { ...found, tests: [...new Set([...found.tests, ...e.tests])] });
    expectTests(lis, specimen(lis, e.accession), e.tests);
    lis.orders.get(e.order)?.tests.push(...e.tests);
  },
  Collected: (lis, e) => void (specimen(lis, e.accession).collectedAt = e.collectedAt),
  PriorityChanged: (lis, e) => void (lis.orders.get(e.order)!.priority = e.priority),
  Arrived: (lis, e) => {
    const found = specimen(lis, e.accession);
    found.state = { status: 'arrived', at: e.at, container: e.container };
    found.arrivedAt ??= e.at;
  },
  Accepted: (lis, e) =>
    void (specimen(lis, e.accession).state = {
      status: 'accepted',
      at: e.at,
      container: e.container,
      exception: null,
    }),
  AcceptedWithException: (lis, e) =>
    void (specimen(lis, e.accession).state = {
      status: 'accepted',
      at: e.at,
      container: e.container,
      exception: { attested: e.attested, approved: e.approved },
    }),
  Rejected: (lis, e) => {
    const found = specimen(lis, e.accession);
    const tests = e.tests === 'all' ? found.tests : e.tests;
    for (const test of tests) {
      const result = lis.results.get(keyOf(e.accession, test))!;
      if (result.state.status === 'pending' || result.state.status === 'observed')
        result.state = { status: 'not-reported', why: e.reason };
    }
    if (e.tests === 'all')
      found.state = {
        status: 'rejected',
        at: e.at,
        container: 'container' in found.state ? found.state.container : null,
        reason: e.reason,
        told: e.told,
      };
  },
  RecollectRequested: (lis, e) => {
    const found = specimen(lis, e.accession);
    found.again = e.as;
    const order = lis.orders.get(found.order)!;
    order.accessions.push(e.as);
    const made: Specimen = {
      accession: e.as,
      tube: e.tube ?? found.tube,
      tests: [...e.tests],
      order: found.order,
      mrn: found.mrn,
      state: { status: 'expected' },
      collectedAt: null,
      arrivedAt: null,
      held: null,
      spunAt: null,
      aliquots: [],
      again: null,
    };
    lis.specimens.set(e.as, made);
    expectTests(lis, made, e.tests);
    lis.count += 1;
  },
  Spun: (lis, e) => void (specimen(lis, e.accession).spunAt = e.at),
  Aliquoted: (lis, e) => void specimen(lis, e.accession).aliquots.push(e.container),
  SpecimenHeld: (lis, e) => void (specimen(lis, e.accession).held = e.why),
  SpecimenFreed: (lis, e) => void (specimen(lis, e.accession).held = null),
  Stored: (lis, e) => {
    const found = specimen(lis, e.accession);
    if ('container' in found.state && found.state.container !== null)
      found.state = { status: 'stored', at: e.at, container: found.state.container, place: e.place };
  },
  Discarded: (lis, e) => void (specimen(lis, e.accession).state = { status: 'discarded', at: e.at }),
};
