import { createHash } from 'node:crypto';
import type { RandomBytes, Token } from '#kernel/ids.ts';
import { newToken, parseToken } from '#kernel/ids.ts';
import type { Db } from '#storage/index.server.ts';

/** What one browser keeps here: the record, and the state of the interview. Any JSON; the reader checks it. */
export type Content = { record: unknown; answers: unknown };

/**
 * `texts` is what stands in the database; a text that is no JSON comes as `undefined` in `record` or `answers`.
 * `version` counts the saves from 1. Times are ISO 8601 in UTC.
 */
export type BrowserRecord = Content & {
  texts: { record: string; answers: string };
  version: number;
  createdAt: string;
  updatedAt: string;
};

/** `stale`: somebody (another tab) saved first; `current` is what they saved. `gone`: removed, or never there. */
export type Saved =
  | { saved: true; version: number }
  | { saved: false; why: 'stale'; current: BrowserRecord }
  | { saved: false; why: 'gone' };

/** The anonymous records of browsers. A token is taken as the browser sent it: one that cannot be one is not found. */
export type RecordStore = {
  /** A token for a browser that keeps nothing yet; nothing is written. Of a token only its SHA-256 is ever kept. */
  token(): Token;
  load(token: string): Promise<BrowserRecord | null>;
  /** Saves over `version`, the one the browser last saw; over 0, the first save, which makes the row. */
  save(token: string, content: Content, version: number): Promise<Saved>;
  /** Removes the row and looks that it is gone. Resolves to whether there was one. */
  remove(token: string): Promise<boolean>;
  /** Removes the rows whose last save is more than so many days of 24 hours ago. Resolves to their number. */
  prune(olderThanDays: number): Promise<number>;
};

const MS_PER_DAY = 86_400_000;
/** A version that no row has. */
const NONE = -1;

/** The name of a token's row. One round of SHA-256 is enough for a secret of 256 bits. */
function idOf(text: string): string | null {
  const token = parseToken(text);
  return token === null ? null : createHash('sha256').update(token).digest('hex');
}

const written = ({ record, answers }: Content) => ({
  record: JSON.stringify(record ?? null),
  answers: JSON.stringify(answers ?? null),
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param clock the present moment @param random chance for tokens; `crypto.randomBytes` in the product */
export function openRecordStore(db: Db, clock: () => Date, random: RandomBytes): RecordStore {
  const now = () => clock().toISOString();
  const load = async (token: string): Promise<BrowserRecord | null> => {
    const id = idOf(token);
    if (id === null) return null;
    const row = await db.selectFrom('browser_record').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) return null;
    return {
      record: parsed(row.record),
      answers: parsed(row.answers),
      texts: { record: row.record, answers: row.answers },
      version: row.version,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
    };
  };

  /** Of tabs that answer for the first time at once, one makes the row. */
  const begin = async (id: string, content: Content): Promise<boolean> => {
    const at = now();
    const made = await db
      .insertInto('browser_record')
      .values({ id, version: 1, created_at: at, updated_at: at, ...written(content) })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst();
    return made.numInsertedOrUpdatedRows === 1n;
  };

  /** One statement both compares and writes, so that of two tabs exactly one wins. */
  const renew = async (id: string, content: Content, version: number): Promise<boolean> => {
    const result = await db
      .updateTable('browser_record')
      .set({ ...written(content), version: version + 1, updated_at: now() })
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    return result.numUpdatedRows === 1n;
  };

  return {
    load,

    token: () => newToken(random),

    async save(token, content, version) {
      const id = idOf(token);
      if (id === null) return { saved: false, why: 'gone' };
      // A version that no row can have is as stale as any.
      const seen = Number.isInteger(version) && version >= 0 && version < 2 ** 31 - 1 ? version : NONE;
      if (seen === 0 ? await begin(id, content) : await renew(id, content, seen))
        return { saved: true, version: seen + 1 };
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
