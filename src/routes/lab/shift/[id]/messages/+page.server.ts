import { benchAt, doDeed } from '../shift.server.ts';
import { clockOf } from '../status.ts';
import { linesOf } from './parsed.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Messages in and out: parked ones first, and one of them raw beside what it says. */
export const load: PageServerLoad = async (event) => {
  const { bench, view } = await benchAt(event);
  const all = [...view.messages].reverse();
  const asked = event.url.searchParams.get('message');
  const chosen = all.find((m) => m.id === asked) ?? all.find((m) => m.state === 'parked') ?? all[0] ?? null;
  return {
    bench,
    list: all.map(({ id, protocol, way, peer, at, state, why }) => ({ id, protocol, way, peer, at: clockOf(at), state, why })), // prettier-ignore
    chosen: chosen && { ...chosen, at: clockOf(chosen.at), lines: linesOf(chosen.protocol, chosen.raw) },
    downtime: view.downtime,
  };
};

export const actions: Actions = { do: doDeed };
