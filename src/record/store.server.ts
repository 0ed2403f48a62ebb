import { createHash } from 'node:crypto';
import type { RandomBytes, Token } from '#kernel/ids.ts';
import { newToken, parseToken } from '#kernel/ids.ts';
import type { Db } from '#storage/index.server.ts';

/** What one browser keeps here: the record, and the state of the interview. Any JSON; the reader checks it. */
export type Content = { record: unknown; answers: unknown };

/** `version` counts the saves from 1. Times are ISO 8601 in UTC. */
export type BrowserRecord = Content & { version: number; createdAt: string; updatedAt: string };

/** `stale`: somebody (another tab) saved first; `current` is what they saved. `gone`: removed, or never there. */
export type Saved =
  | { saved: true; version: number }
  | { saved: false; why: 'stale'; current: BrowserRecord }
  | { saved: false; why: 'gone' };

/** The anonymous records of browsers. A token is taken as the browser sent it: one that cannot be one is not found. */
export type RecordStore = {
  /** A new row at version 1. The token is nowhere else: only its SHA-256 is kept. */
  create(content?: Content): Promise<{ token: Token; version: 1 }>;
  load(token: string): Promise<BrowserRecord | null>;
  /** Saves over `version`, the one the browser last saw. */
  save(token: string, content: Content, version: number): Promise<Saved>;
  /** Removes the row and looks that it is gone. Resolves to whether there was one. */
  remove(token: string): Promise<boolean>;
  /** Removes the rows whose last save is more than so many days of 24 hours ago. Resolves to their number. */
  prune(olderThanDays: number): Promise<number>;
};

const MS_PER_DAY = 86_400_000;
const EMPTY: Content = { record: null, answers: null };

/** The name of a token's row. One round of SHA-256 is enough for a secret of 256 bits. */
function idOf(text: string): string | null {
  const token = parseToken(text);
  return token === null ? null : createHash('sha256').update(token).digest('hex');
}

const written = ({ record, answers }: Content) => ({
  record: JSON.stringify(record ?? null),
  answers: JSON.stringify(answers ?? null),
});

/** @param clock the present moment @param random chance for tokens; `crypto.randomBytes` in the product */
export function openRecordStore(db: Db, clock: () => Date, random: RandomBytes): RecordStore {
  const now = () => clock().toISOString();
  const load = async (token: string): Promise<BrowserRecord | null> => {
    const id = idOf(token);
    if (id === null) return null;
    const row = await db.selectFrom('browser_record').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) return null;
    return {
      record: JSON.parse(row.record),
      answers: JSON.parse(row.answers),
      version: row.version,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
    };
  };
  return {
    load,

    async create(content = EMPTY) {
      const token = newToken(random);
      const at = now();
      const row = { id: idOf(token) as string, version: 1, created_at: at, updated_at: at };
      await db
        .insertInto('browser_record')
        .values({ ...row, ...written(content) })
        .execute();
      return { token, version: 1 };
    },

    async save(token, content, version) {
      const id = idOf(token);
      if (id === null) return { saved: false, why: 'gone' };
      // A version comes from a form, where it can be anything; one that no row can have is as stale as any.
      const seen = Number.isInteger(version) && version > 0 && version < 2 ** 31 - 1 ? version : 0;
      // One statement both compares and writes, so that of two tabs exactly one wins.
      const result = await db
        .updateTable('browser_record')
        .set({ ...written(content), version: seen + 1, updated_at: now() })
        .where('id', '=', id)
        .where('version', '=', seen)
        .executeTakeFirst();
      if (result.numUpdatedRows === 1n) return { saved: true, version: seen + 1 };
      const current = await load(token);
      return current === null ? { saved: false, why: 'gone' } : { saved: false, why: 'stale', current };
    },

    async remove(token) {
      const id = idOf(token);
      if (id === null) return false;
      const { numDeletedRows } = await db
        .deleteFrom('browser_record')
        .where('id', '=', id)
        .executeTakeFirst();
      if ((await load(token)) !== null) throw new Error('A removed browser record is still there.');
      return numDeletedRows === 1n;
    },

    async prune(olderThanDays) {
      const before = new Date(clock().getTime() - olderThanDays * MS_PER_DAY).toISOString();
      const result = await db
        .deleteFrom('browser_record')
        .where('updated_at', '<', before)
        .executeTakeFirst();
      return Number(result.numDeletedRows);
    },
  };
}
