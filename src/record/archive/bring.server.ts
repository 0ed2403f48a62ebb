import type { Db, Tables } from '#storage/index.server.ts';
import type { EvidenceStore } from '../evidence.server.ts';
import { columnOf, type Scope } from '../store.server.ts';
import type { Archive } from './read.server.ts';
import { STAYS_THEIRS, TABLE_NAMES } from './tables.server.ts';

/**
 * `has one`: this browser or person has a record, of this version, and nobody said that it may go. `kept elsewhere`: the
 * record, or a part of it, is kept here by another browser or person.
 */
export type Brought =
  { brought: true } | { refused: 'has one'; version: number } | { refused: 'kept elsewhere' };

class Refused extends Error {
  readonly why: Exclude<Brought, { brought: true }>;
  constructor(why: Refused['why']) {
    super(why.refused);
    this.why = why;
  }
}

/** Few enough for the 32,766 values that SQLite takes in a statement. */
const ROWS_AT_ONCE = 500;

/**
 * Makes what an archive holds the record of a scope, under the same names, so that its chain of events stays whole.
 * @param replace the version of the present record that its owner gives up for it; null = none may be replaced
 */
export async function bringIn(
  db: Db,
  evidence: EvidenceStore,
  scope: Scope,
  { record, rows, evidence: files }: Archive,
  replace: number | null,
): Promise<Brought> {
  const place = columnOf(scope);
  if (!place) throw new Error('This is no name of a browser.');
  const present = async (within: Db) => {
    const own = await within
      .selectFrom('record')
      .select(['id', 'version'])
      .where(place.column, '=', place.value)
      .executeTakeFirst();
    if (own && own.version !== replace) throw new Refused({ refused: 'has one', version: own.version });
    const same = await within
      .selectFrom('record')
      .select('id')
      .where('id', '=', record.id)
      .executeTakeFirst();
    if (same && same.id !== own?.id) throw new Refused({ refused: 'kept elsewhere' });
    return own?.id ?? null;
  };
  try {
    // Before any file is written: nothing comes into the folder of somebody else's record.
    await present(db);
    // The files first: a row never names bytes that are not there.
    await evidence.keepFiles(record.id, files);
    const old = await db.transaction().execute(async (tx) => {
      const own = await present(tx);
      const had = await tx
        .selectFrom('evidence')
        .select('sha256')
        .where('record_id', '=', own ?? '')
        .execute();
      const theirs = own === null ? [] : await staying(tx, own);
      if (own !== null) await tx.deleteFrom('record').where('id', '=', own).execute();
      const whose = { person_id: null, browser_id: null, [place.column]: place.value };
      await insert(tx, 'record', [{ ...record, ...whose }]);
      for (const table of TABLE_NAMES) await insert(tx, table, rows[table]);
      for (const [table, stays] of theirs)
        await insert(
          tx,
          table,
          stays.map((row) => ({ ...row, record_id: record.id })),
        );
      return { own, files: had.map((row) => row.sha256) };
    });
    if (old.own === record.id)
      await evidence.dropFiles(
        old.own,
        old.files.filter((sha256) => !files.has(sha256)),
      );
    else if (old.own !== null) await evidence.forget(old.own);
    return { brought: true };
  } catch (error) {
    // A database that cannot say so any more leaves the files; a row without its file would be worse.
    const rows = await db
      .selectFrom('record')
      .select('id')
      .where('id', '=', record.id)
      .execute()
      .catch(() => null);
    if (rows?.length === 0) await evidence.forget(record.id);
    if (error instanceof Refused) return error.why;
    throw error;
  }
}

/** Rows that would go with the old record, though they are not in its archive. */
const staying = (tx: Db, record: string) =>
  Promise.all(
    STAYS_THEIRS.map(
      async (table) =>
        [table, await tx.selectFrom(table).selectAll().where('record_id', '=', record).execute()] as const,
    ),
  );

/** A row that meets another of the same name is one that somebody keeps here already. */
async function insert<Name extends keyof Tables>(
  tx: Db,
  table: Name,
  rows: readonly object[],
): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const some = rows.slice(at, at + ROWS_AT_ONCE);
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto(table)
      .values(some as never)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (Number(numInsertedOrUpdatedRows) !== some.length) throw new Refused({ refused: 'kept elsewhere' });
  }
}
