import type { Db, Tables } from '#storage/index.server.ts';
import type { Outcome } from './carrier.server.ts';
import type { Asked, State } from './letter.ts';

/** A letter that one process has taken to send. */
export type Claimed = {
  id: string;
  kind: string;
  address: string;
  about: string;
  askedAt: string;
  attempts: number;
};

/** Longer than any carrier takes. */
const CLAIM_MS = 10 * 60_000;
/** Waits between tries, in minutes; after the last one a letter is given up, a day after it was asked for. */
const AGAIN = [1, 5, 15, 60, 180, 420, 780];
const DAY_MS = 86_400_000;
/** A letter that did not arrive is worth knowing for so long. */
const TROUBLE_DAYS = 90;

const later = (now: Date, ms: number): string => new Date(now.getTime() + ms).toISOString();

/** The rows of the letters that somebody is to get. */
export const openQueue = (db: Db, clock: () => Date) => ({
  /** Writes down that a letter is to go out. False: a letter about the same was asked for before. */
  async put({ id, kind, address, about, record, person }: Asked, at: string): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('mail')
      .values({
        id,
        record_id: record ?? null,
        person_id: person ?? null,
        kind,
        address,
        about: JSON.stringify(about),
        state: 'waiting' satisfies State,
        attempts: 0,
        not_before: at,
        created_at: at,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  },

  /** Takes the letter that waits longest; of several processes exactly one gets it. Null: none is due. */
  async claim(): Promise<Claimed | null> {
    for (;;) {
      const now = clock();
      const due = db
        .selectFrom('mail')
        .select('id')
        .where('state', '=', 'waiting')
        .where('not_before', '<=', now.toISOString())
        .orderBy('not_before')
        .orderBy('id')
        .limit(1);
      const row = await db
        .updateTable('mail')
        .set((set) => ({
          state: 'sending' satisfies State,
          claimed_until: later(now, CLAIM_MS),
          attempts: set('attempts', '+', 1),
        }))
        .where('id', '=', due)
        .where('state', '=', 'waiting')
        .returningAll()
        .executeTakeFirst();
      if (row) return claimed(row);
      // Another process was quicker with this one; is there another?
      if ((await due.executeTakeFirst()) === undefined) return null;
    }
  },

  /** Writes down what became of a letter. Its words are wiped once they are of no more use. */
  async settle({ id, attempts }: Claimed, outcome: Outcome): Promise<void> {
    const now = clock();
    const minutes = AGAIN[attempts - 1];
    const problem = outcome.state === 'sent' ? null : outcome.problem;
    const row =
      outcome.state === 'later' && minutes !== undefined
        ? { state: 'waiting' satisfies State, not_before: later(now, minutes * 60_000) }
        : {
            state: (outcome.state === 'later' ? 'refused' : outcome.state) satisfies State,
            settled_at: now.toISOString(),
            about: '',
          };
    await db
      .updateTable('mail')
      .set({ ...row, claimed_until: null, problem })
      .where('id', '=', id)
      .where('state', '=', 'sending')
      .execute();
  },

  /** Whether a letter is still to go out: its address may have been forgotten meanwhile. */
  async stands(id: string): Promise<boolean> {
    return (await db.selectFrom('mail').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
  },

  /** A letter that nobody is to get after all. */
  async drop(id: string): Promise<void> {
    await db.deleteFrom('mail').where('id', '=', id).execute();
  },

  /** What a process began and did not end within its claim may have gone out, or not. */
  async markUnsure(): Promise<void> {
    const at = clock().toISOString();
    await db
      .updateTable('mail')
      .set({
        state: 'unsure' satisfies State,
        claimed_until: null,
        settled_at: at,
        about: '',
        problem: 'The program ended while this letter was being sent.',
      })
      .where('state', '=', 'sending')
      .where('claimed_until', '<', at)
      .execute();
  },

  /** The letters of some states, the oldest first. */
  async standing(states: State[]) {
    return db
      .selectFrom('mail')
      .select(['id', 'kind', 'address', 'state', 'problem', 'attempts', 'created_at as askedAt'])
      .where('state', 'in', states)
      .orderBy('created_at')
      .execute();
  },

  /** Removes everything about one address; gives what names the files of its letters. */
  async forget(address: string): Promise<{ id: string; kind: string; askedAt: string }[]> {
    return db
      .deleteFrom('mail')
      .where('address', '=', address)
      .returning(['id', 'kind', 'created_at as askedAt'])
      .execute();
  },

  /** Removes old rows: sent letters of a kind after so many days, those that did not arrive after `TROUBLE_DAYS`. */
  async prune(keptDays: { [kind: string]: number }): Promise<void> {
    const now = clock();
    for (const [kind, days] of Object.entries(keptDays))
      await db
        .deleteFrom('mail')
        .where('kind', '=', kind)
        .where('state', '=', 'sent')
        .where('settled_at', '<', later(now, -days * DAY_MS))
        .execute();
    await db
      .deleteFrom('mail')
      .where('state', 'in', ['refused', 'unsure'])
      .where('settled_at', '<', later(now, -TROUBLE_DAYS * DAY_MS))
      .execute();
  },
});

const claimed = (row: Tables['mail']): Claimed => ({
  id: row.id,
  kind: row.kind,
  address: row.address,
  about: row.about,
  askedAt: row.created_at,
  attempts: row.attempts,
});
