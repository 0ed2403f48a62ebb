import { namesOf, reasonsOf } from './reasons.server.ts';
import { benchAt, doDeed } from './shift.server.ts';
import { toReceive } from './status.ts';
import type { Actions, PageServerLoad } from './$types';

/** Reception: the tubes that came, one of them at hand, and the orders they may belong to. */
export const load: PageServerLoad = async (event) => {
  const { bench, view, running } = await benchAt(event);
  const tubes = view.containers.filter((c) => c.place !== 'gone' && !c.id.endsWith('a'));
  const state = new Map(view.specimens.map((s) => [s.accession, s]));
  const waiting = toReceive(view);
  const toDo = (c: (typeof tubes)[number]) => waiting.has(c.id);
  const urgent = (c: (typeof tubes)[number]) =>
    view.orders.find((o) => o.id === state.get(c.accession ?? '')?.order)?.priority ?? 'routine';
  const order = ['stat', 'urgent', 'routine'];
  const sorted = tubes.sort(
    (a, b) =>
      Number(toDo(b)) - Number(toDo(a)) ||
      order.indexOf(urgent(a)) - order.indexOf(urgent(b)) ||
      a.arrivedAt - b.arrivedAt,
  );
  const asked = event.url.searchParams.get('tube');
  const chosen = sorted.find((c) => c.id === asked) ?? sorted[0] ?? null;
  const specimen = chosen?.accession ? (state.get(chosen.accession) ?? null) : null;
  const its = specimen && view.orders.find((o) => o.id === specimen.order);
  return {
    bench,
    rack: sorted.map((c) => ({ tube: c, toDo: toDo(c), priority: urgent(c), status: state.get(c.accession ?? '')?.state.status ?? null })), // prettier-ignore
    chosen: chosen && {
      tube: chosen,
      arrived: Math.floor((view.seconds - chosen.arrivedAt) / 60),
      specimen,
      order: its ?? null,
      drawn: specimen?.collectedAt ? new Date(specimen.collectedAt * 1000).toISOString() : null,
      asked: its ? Object.entries(view.asked).filter(([k]) => k.startsWith(`${its.id}/`)).map(([k, says]) => ({ about: k.slice(its.id.length + 1), says })) : [], // prettier-ignore
    },
    expected: view.specimens
      .filter((s) => s.state.status === 'expected' || (s.state.status === 'rejected' && s.again === null))
      .map((s) => {
        const o = view.orders.find((one) => one.id === s.order)!;
        return {
          accession: s.accession,
          tube: s.tube,
          status: s.state.status,
          tests: s.tests,
          priority: o.priority,
          ward: o.ward,
          patient: o.patient,
          drawn: s.collectedAt === null ? null : new Date(s.collectedAt * 1000).toISOString(),
        };
      }),
    names: namesOf(
      running.shift,
      view.specimens.flatMap((s) => s.tests),
    ),
    caps: Object.fromEntries([...running.shift.catalog.tubes].map(([id, t]) => [id, t.cap])),
    reasons: reasonsOf(running.shift),
  };
};

export const actions: Actions = { do: doDeed };
