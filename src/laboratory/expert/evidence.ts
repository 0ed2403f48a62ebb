import type { SeenContainer, SeenResult, View } from '../shift/index.ts';

// What can be seen of one specimen, gathered: nothing here looks anywhere but into the view.

export type Evidence = {
  accession: string;
  order: View['orders'][number];
  specimen: View['specimens'][number];
  container: SeenContainer | null;
  results: SeenResult[];
  /** The value of the reading that is to be reported, and of before. */
  value: (test: string) => number | null;
  before: (test: string) => number | null;
  /** Ratio to before; null where one of the two is missing. */
  ratio: (test: string) => number | null;
  change: (test: string) => number | null;
  alarms: readonly string[];
  holds: (test: string) => readonly string[];
  observed: SeenResult[];
  asked: (about: string) => string | null;
  notes: (what: string) => string[][];
};

export const chosen = (result: SeenResult) => result.readings.find((r) => r.n === result.chosen) ?? null;

/** All that is known of a specimen. */
export function evidenceOf(view: View, accession: string): Evidence {
  const specimen = view.specimens.find((s) => s.accession === accession)!;
  const order = view.orders.find((o) => o.id === specimen.order)!;
  const results = view.results.filter((r) => r.accession === accession);
  const of = (test: string) => results.find((r) => r.test === test) ?? null;
  const containers = view.containers.filter((c) => c.accession === accession);
  const value = (test: string) => {
    const found = of(test);
    return found ? (chosen(found)?.value ?? null) : null;
  };
  const before = (test: string) => of(test)?.priors.at(-1)?.value ?? null;
  const both = (test: string, join: (now: number, then: number) => number) => {
    const [now, then] = [value(test), before(test)];
    return now === null || then === null ? null : join(now, then);
  };
  return {
    accession,
    order,
    specimen,
    container: containers.at(-1) ?? null,
    results,
    value,
    before,
    ratio: (test) => both(test, (now, then) => (then === 0 ? 1 : now / then)),
    change: (test) => both(test, (now, then) => now - then),
    alarms: [...new Set(results.flatMap((r) => chosen(r)?.alarms ?? []))],
    holds: (test) => {
      const state = of(test)?.state;
      return state?.status === 'observed' ? state.holds.map((h) => h.id) : [];
    },
    observed: results.filter((r) => r.state.status === 'observed' && !INDICES.includes(r.test)),
    asked: (about) => view.asked[`${order.id}/${about}`] ?? null,
    notes: (what) =>
      view.notes
        .filter((n) => n.what === what && (containers.some((c) => c.id === n.about) || n.about === accession))
        .map((n) => n.says),
  };
}

export const INDICES = ['hidx', 'iidx', 'lidx'];
