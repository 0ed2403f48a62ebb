import { error } from '@sveltejs/kit';
import { namesOf } from '../../reasons.server.ts';
import { benchAt, doDeed } from '../../shift.server.ts';
import { isIndex } from '../../value.ts';
import type { Actions, PageServerLoad } from './$types';

/** All results of one specimen, and one of them opened. */
export const load: PageServerLoad = async (event) => {
  const { bench, view, running } = await benchAt(event);
  const specimen = view.specimens.find((s) => s.accession === event.params.accession);
  if (!specimen) error(404, 'There is no such specimen in this shift.');
  const order = view.orders.find((o) => o.id === specimen.order)!;
  const own = view.results.filter((r) => r.accession === specimen.accession);
  const results = own.filter((r) => !isIndex(r.test));
  const asked = event.url.searchParams.get('test');
  const open = results.filter((r) => r.state.status === 'observed');
  const test =
    results.find((r) => r.test === asked) ??
    open.find((r) => r.state.status === 'observed' && r.state.holds.length > 0) ??
    open[0] ??
    results[0];
  const container =
    view.containers.find((c) => c.accession === specimen.accession && c.id.endsWith('a')) ??
    view.containers.find((c) => c.accession === specimen.accession) ??
    null;
  const analyzers = view.analyzers
    .filter((a) => test && container && a.measures.includes(test.test) && a.takes.includes(container.kind))
    .map(({ id, name }) => ({ id, name }));
  const channel = test?.analyzer ? view.channels.find((c) => c.key === `${test.analyzer}/${test.test}`) : undefined; // prettier-ignore
  return {
    bench,
    specimen,
    order,
    container: container && { id: container.id, kind: container.kind, place: container.place, sees: container.sees }, // prettier-ignore
    results,
    indices: own.filter((r) => isIndex(r.test) && r.readings.length > 0),
    test: test ?? null,
    analyzers,
    control: channel ? { key: channel.key, status: channel.state.status, run: channel.run } : null,
    names: namesOf(
      running.shift,
      view.results.map((r) => r.test),
    ),
    notes: view.notes.filter((n) => n.about === container?.id || n.about === specimen.accession),
    treatments: view.treatments[specimen.mrn] ?? [],
    asked: Object.entries(view.asked).filter(([k]) => k.startsWith(`${order.id}/`)).map(([k, says]) => ({ about: k.slice(order.id.length + 1), says })), // prettier-ignore
    addable: [...running.shift.catalog.panels.values()]
      .filter((p) => p.tube === specimen.tube || (specimen.tube === 'gold' && p.tube === 'ltgreen'))
      .map(({ id, name }) => ({ id, name })),
    call: view.calls.filter((c) => c.accession === specimen.accession && c.state.status !== 'done').length,
    escalations: view.escalations.filter((e) => e.subject === specimen.accession),
  };
};

export const actions: Actions = { do: doDeed };
