import type { View } from '#laboratory/shift/index.ts';

/** What a glance at the bench tells: how late it is, and what waits. */
export type Status = {
  time: string;
  minutes: number;
  planned: number;
  /** Tubes at reception that nobody took in or turned away. */
  tubes: number;
  /** Results that are read and wait for somebody: without a hold, and held. */
  clean: number;
  held: number;
  /** Critical calls that are not done, and minutes until the first has to be. */
  calls: number;
  callLeft: number | null;
  rings: number;
  /** Channels whose control run was rejected; messages that could not be filed. */
  stopped: number;
  parked: number;
  downtime: boolean;
  /** Minutes until something happens by itself; null = nothing is under way. */
  next: number | null;
};

/**
 * Tubes at reception that nobody took in or turned away, by id. A tube without a label has no number to be known by: so many of them
 * are settled as orders were turned away whose tube was never named.
 */
export function toReceive(view: View): Set<string> {
  const state = new Map(view.specimens.map((s) => [s.accession, s.state]));
  let settled = [...state.values()].filter((s) => s.status === 'rejected' && s.container === null).length;
  const waiting = view.containers.filter((c) => {
    if (c.place !== 'reception') return false;
    if (c.accession !== null) return ['arrived', 'expected'].includes(state.get(c.accession)?.status ?? '');
    if (c.label !== 'none' || settled === 0) return true;
    settled -= 1;
    return false;
  });
  return new Set(waiting.map((c) => c.id));
}

export const clockOf = (iso: string): string => iso.slice(11, 16);

export function statusOf(view: View): Status {
  const now = view.opens + view.seconds;
  const judged = view.results.filter((r) => r.state.status === 'observed' && !r.test.endsWith('idx'));
  const clean = judged.filter((r) => r.state.status === 'observed' && r.state.holds.length === 0).length;
  const open = view.calls.filter((c) => c.state.status !== 'done');
  return {
    time: clockOf(view.clock),
    minutes: Math.floor(view.seconds / 60),
    planned: view.scenario.minutes,
    tubes: toReceive(view).size,
    clean,
    held: judged.length - clean,
    calls: open.length,
    callLeft: open.length === 0 ? null : Math.floor((Math.min(...open.map((c) => c.by)) - now) / 60),
    rings: view.rings.filter((r) => r.answered === null).length,
    stopped: view.channels.filter((c) => c.state.status === 'held').length,
    parked: view.messages.filter((m) => m.state === 'parked').length,
    downtime: view.downtime,
    next: view.coming.nextIn === null ? null : Math.ceil(view.coming.nextIn / 60),
  };
}

/** `3 tubes`, `1 tube`. */
export const many = (n: number, one: string, more = `${one}s`): string => `${n} ${n === 1 ? one : more}`;
