import type { Db } from '#storage/index.server.ts';
import { hashOf } from './chain.server.ts';
import type { Difference } from './parts.ts';
import type { Kind } from './store.server.ts';

/** Where the chain of a record ends, and whose it is. */
export type ChainEnd = { record: string; version: number; head: string; who: string };

/** Another change of the same record came first; the transaction is to be tried again. */
export class Overtaken extends Error {}

/** Read it first in the transaction: what is then changed is what stood there at this end. Null = no such record. */
export async function chainEnd(tx: Db, record: string): Promise<ChainEnd | null> {
  const row = await tx
    .selectFrom('record')
    .select(['version', 'head', 'person_id'])
    .where('id', '=', record)
    .executeTakeFirst();
  return row ? { record, version: row.version, head: row.head, who: row.person_id ?? 'this browser' } : null;
}

/**
 * Writes a change of something that is kept beside a record's own content as the next event of its chain, within the
 * transaction that makes the change, and before it. Resolves to the event's number.
 * @param at ISO 8601, UTC
 */
export async function writeEvent(
  tx: Db,
  end: ChainEnd,
  at: string,
  change: Difference,
  how: { kind: Kind; undoes?: number } = { kind: 'told' },
): Promise<number> {
  const seq = end.version + 1;
  const names = new Set([...Object.keys(change.before), ...Object.keys(change.after)]);
  const event = {
    record_id: end.record,
    seq,
    at,
    who: end.who,
    kind: how.kind,
    subject: [...names].sort().join(' '),
    before: JSON.stringify(change.before),
    after: JSON.stringify(change.after),
    undoes: how.undoes ?? null,
    hash_before: end.head,
  };
  const hash = hashOf(event);
  // The record's row first: whoever else changes anything of this record waits here, or comes too late.
  const { numUpdatedRows } = await tx
    .updateTable('record')
    .set({ version: seq, head: hash, updated_at: at })
    .where('id', '=', end.record)
    .where('version', '=', end.version)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Overtaken('Another change came first.');
  await tx
    .insertInto('event')
    .values({ ...event, hash })
    .execute();
  return seq;
}
