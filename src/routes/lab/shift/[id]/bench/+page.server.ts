import { namesOf } from '../reasons.server.ts';
import { benchAt, doDeed } from '../shift.server.ts';
import type { Actions, PageServerLoad } from './$types';

const isIndex = (test: string) => test.endsWith('idx');

/** The bench: what was taken in, the centrifuge, and the analyzers with what they can run now. */
export const load: PageServerLoad = async (event) => {
  const { bench, view, running } = await benchAt(event);
  const { tubes } = running.shift.catalog;
  const specimens = new Map(view.specimens.map((s) => [s.accession, s]));
  const taken = view.containers.filter((c) => {
    const status = specimens.get(c.accession ?? '')?.state.status;
    return c.place !== 'gone' && (status === 'accepted' || status === 'stored');
  });
  const poured = new Set(taken.filter((c) => c.id.endsWith('a')).map((c) => c.id.slice(0, -1)));
  const openOf = (accession: string) =>
    view.results
      .filter(
        (r) =>
          r.accession === accession && !isIndex(r.test) && (r.state.status === 'pending' || r.rerun !== null),
      ) // prettier-ignore
      .map((r) => r.test);
  const shown = taken.map((c) => {
    const specimen = specimens.get(c.accession!)!;
    const order = view.orders.find((o) => o.id === specimen.order)!;
    const minutes = tubes.get(c.kind)?.spin?.minutes ?? null;
    return {
      tube: c,
      accession: specimen.accession,
      patient: order.patient.name,
      priority: order.priority,
      open: openOf(specimen.accession),
      held: specimen.held,
      poured: poured.has(c.id),
      spins: !c.spun && !c.spinning && (minutes !== null || ['gray', 'ucup'].includes(c.kind)) ? (minutes ?? 5) : null, // prettier-ignore
      drawn: specimen.collectedAt === null ? null : Math.round((view.opens + view.seconds - specimen.collectedAt) / 60), // prettier-ignore
    };
  });
  return {
    bench,
    tubes: shown,
    analyzers: view.analyzers.map((a) => ({
      id: a.id,
      name: a.name,
      busy: a.busy,
      minutes: a.minutes,
      takes: a.takes.map((kind) => tubes.get(kind)?.cap ?? kind),
      held: view.channels.filter((c) => c.analyzer === a.id && c.state.status === 'held').map((c) => c.name),
      fits: shown.filter((s) => a.takes.includes(s.tube.kind) && s.tube.place !== 'analyzer' && !s.tube.spinning && !s.poured).map((s) => {
        const open = s.open.filter((t) => a.measures.includes(t));
        const unspun = ['chem1', 'coag1'].includes(a.id) && !s.tube.spun && s.tube.kind !== 'lav';
        const ran = view.results.filter((r) => r.accession === s.accession && r.readings.length > 0 && a.measures.includes(r.test)).map((r) => r.test);
        return { id: s.tube.id, accession: s.accession, patient: s.patient, priority: s.priority, open, ran, unspun };
      }),
      lots: Object.entries(a.lots).map(([analyte, lot]) => ({ analyte, ...lot })).filter((l) => a.measures.includes(l.analyte)), // prettier-ignore
      measures: a.measures.filter((t) => !isIndex(t)),
    })), // prettier-ignore
    names: namesOf(
      running.shift,
      view.analyzers.flatMap((a) => a.measures),
    ),
    notes: view.notes.slice(-6).reverse(),
  };
};

export const actions: Actions = { do: doDeed };
