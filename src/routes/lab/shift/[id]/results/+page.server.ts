import { namesOf } from '../reasons.server.ts';
import { benchAt, doDeed } from '../shift.server.ts';
import { isIndex } from '../value.ts';
import type { Actions, PageServerLoad } from './$types';

const ORDER = ['stat', 'urgent', 'routine'];

/** The worklist: specimens with something open, by priority and then by age. */
export const load: PageServerLoad = async (event) => {
  const { bench, view, running } = await benchAt(event);
  const now = view.opens + view.seconds;
  const { targets } = running.shift.catalog.policies.turnaround;
  const rows = view.specimens.map((s) => {
    const order = view.orders.find((o) => o.id === s.order)!;
    const its = view.results.filter((r) => r.accession === s.accession && !isIndex(r.test));
    const judged = its.filter((r) => r.state.status === 'observed');
    const clean = judged.filter((r) => r.state.status === 'observed' && r.state.holds.length === 0);
    const from = 'at' in s.state && s.state.status !== 'rejected' ? s.state.at : null;
    return {
      accession: s.accession,
      status: s.state.status,
      priority: order.priority,
      patient: order.patient.name,
      ward: order.ward,
      /** Minutes in the laboratory. */
      age: from === null ? null : Math.round((now - from) / 60),
      target: order.priority === 'routine' ? targets['routine'] : targets[its.some((r) => r.test === 'wbc') ? 'stat-cbc' : its.some((r) => r.test === 'pt' || r.test === 'aptt') ? 'stat-coagulation' : 'stat-chemistry'], // prettier-ignore
      pending: its.filter((r) => r.state.status === 'pending').length,
      clean: clean.map((r) => r.key),
      held: judged.filter((r) => !clean.includes(r)).map((r) => r.test),
      reported: its.filter((r) => r.state.status === 'released').length,
      not: its.filter((r) => r.state.status === 'not-reported').length,
      reruns: its.filter((r) => r.rerun !== null).length,
    };
  });
  const open = (r: (typeof rows)[number]) => r.clean.length > 0 || r.held.length > 0 || (r.pending > 0 && ['accepted', 'stored'].includes(r.status)); // prettier-ignore
  rows.sort(
    (a, b) =>
      ORDER.indexOf(a.priority) - ORDER.indexOf(b.priority) ||
      (b.age ?? -1) - (a.age ?? -1) ||
      (a.accession < b.accession ? -1 : 1),
  );
  return {
    bench,
    open: rows.filter(open),
    rest: rows.filter((r) => !open(r)),
    names: namesOf(
      running.shift,
      rows.flatMap((r) => r.held),
    ),
  };
};

export const actions: Actions = { do: doDeed };
