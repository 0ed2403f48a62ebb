import { createHash } from 'node:crypto';
import type { Tables } from '#storage/index.server.ts';

export type EventRow = Tables['event'];

/** The hash of an event: SHA-256 (hexadecimal) of its columns and of the hash before it, as one JSON list. */
export const hashOf = (e: Omit<EventRow, 'hash'>): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        e.record_id,
        e.seq,
        e.at,
        e.who,
        e.kind,
        e.subject,
        e.before,
        e.after,
        e.undoes,
        e.hash_before,
      ]),
    )
    .digest('hex');

/**
 * Walks a record's events, in the order of their numbers, and says the first way in which their chain is not whole;
 * null = whole. A record carried over from before there were events begins later than at 1.
 * @param head the hash of the last event, as the record holds it
 */
export function brokenChain(events: readonly EventRow[], version: number, head: string): string | null {
  let before = '';
  let next = events[0]?.seq ?? version + 1;
  for (const event of events) {
    if (event.seq !== next) return `event ${next} is missing`;
    if (event.hash_before !== before) return `event ${event.seq} does not follow the one before it`;
    if (hashOf(event) !== event.hash) return `event ${event.seq} was changed`;
    [before, next] = [event.hash, next + 1];
  }
  if (events.length > 0 && next !== version + 1) return `event ${next} is missing`;
  return before === head ? null : 'the last event is not the one that the record names';
}
