import { canonical, sha256 } from '#kernel/digest.ts';
import type { Actor, Event, Happened, Time } from './event.ts';
import { evolve } from './evolve.ts';
import { emptyLis, type Lis } from './state.ts';

/** The chain of what happened and the state it adds up to. `append` changes both in place. */
export type Ledger = { events: Event[]; lis: Lis; hash: string };

export const newLedger = (): Ledger => ({ events: [], lis: emptyLis(), hash: '0'.repeat(64) });

export type Circumstance = {
  at: Time;
  actor: Actor;
  station: string;
  policy: string;
  causedBy: number | null;
};

/** Adds one line. Time never runs back: a line earlier than the last is a bug of the caller. */
export function append(ledger: Ledger, happened: Happened, around: Circumstance): Event {
  if (around.at < ledger.lis.now) throw new Error(`time ran back from ${ledger.lis.now} to ${around.at}`);
  const line = { ...happened, seq: ledger.events.length + 1, ...around };
  const hash = sha256(ledger.hash + canonical(line));
  const event = { ...line, hash } as Event;
  ledger.events.push(event);
  ledger.hash = hash;
  ledger.lis.now = around.at;
  evolve(ledger.lis, event);
  return event;
}

/** Adds a line that was written before, here or in another process; the sentence says why it does not follow. */
export function extend(ledger: Ledger, event: Event): string | null {
  const { hash, ...line } = event;
  const seq = ledger.events.length + 1;
  if (line.seq !== seq) return `line ${seq} says it is line ${line.seq}`;
  if (line.at < ledger.lis.now) return 'time runs back';
  if (sha256(ledger.hash + canonical(line)) !== hash) return 'its hash is not that of its text';
  ledger.events.push(event);
  ledger.hash = hash;
  ledger.lis.now = event.at;
  evolve(ledger.lis, event);
  return null;
}

/** The chain read anew: the first line that does not follow from the one before, or the ledger it adds up to. */
export function replay(events: readonly Event[]): Ledger | { broken: number; why: string } {
  const ledger = newLedger();
  for (const [i, event] of events.entries()) {
    const why = extend(ledger, event);
    if (why !== null) return { broken: i + 1, why };
  }
  return ledger;
}
