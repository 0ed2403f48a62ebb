import { backupsIn, backupsOf, LONGEST_KEPT_DAYS, type Database } from '#storage/index.server.ts';
import type { EvidenceStore } from './evidence.server.ts';
import { columnOf, type RecordStore, type Scope } from './store.server.ts';

/**
 * Backups beside the data that were made while a record was kept. `until` is the day (ISO 8601) on which the last of them is
 * gone, by the rule that regular backups are kept by; null where none are made, so that nobody removes them.
 */
export type StillIn = { backups: number; until: string | null };

export type Deletion = {
  /** Removes a record with all that hangs on it, and its files. Resolves to whether there was one. */
  record(scope: Scope): Promise<boolean>;
  /** The same for a person: `rows` removes the account and what hangs on it in one transaction, and says whether it did. */
  person(id: string, rows: () => Promise<boolean>): Promise<boolean>;
  /** @param since when the record was begun, ISO 8601 */
  stillIn(since: string): Promise<StillIn>;
};

const DAY_MS = 86_400_000;

/** @param regular whether the server makes backups by itself, and so removes old ones */
export function openDeletion(
  database: Database,
  records: RecordStore,
  evidence: EvidenceStore,
  regular: boolean,
): Deletion {
  const idOf = async (scope: Scope): Promise<string | null> => {
    const place = columnOf(scope);
    if (!place) return null;
    const row = await database.db
      .selectFrom('record')
      .select('id')
      .where(place.column, '=', place.value)
      .executeTakeFirst();
    return row?.id ?? null;
  };

  /** The rows first: a row never names bytes that are not there. `sweep` ends what is stopped in between. */
  const remove = async (scope: Scope, rows: () => Promise<boolean>): Promise<boolean> => {
    const id = await idOf(scope);
    const done = await rows();
    if (!done) return false;
    if (id !== null) await evidence.forget(id);
    await database.scrub();
    return true;
  };

  return {
    record: (scope) => remove(scope, () => records.remove(scope)),
    person: (id, rows) => remove({ person: id }, rows),

    async stillIn(since) {
      const all = await backupsIn(backupsOf(database.dataFolder));
      const holding = all.filter(({ at }) => at.toISOString() >= since);
      const last = holding[0]?.at.getTime() ?? 0;
      const until = new Date(last + LONGEST_KEPT_DAYS * DAY_MS).toISOString().slice(0, 10);
      return { backups: holding.length, until: holding.length > 0 && regular ? until : null };
    },
  };
}
