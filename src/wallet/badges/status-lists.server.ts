import type { RandomBytes } from '#kernel/ids.ts';
import type { Db } from '#storage/index.server.ts';
import { addressFor, newUuid } from './addresses.ts';
import { statusListOf } from './credential.ts';
import type { Around, Issuer } from './issuer.server.ts';
import { signedText, toSecond } from './sign.server.ts';
import { encodeList, PLACES } from './status.server.ts';

const DAY_MS = 86_400_000;
/** Whoever keeps a copy knows for so long that it is not old; it is signed anew every day that somebody asks. */
const HOLDS_DAYS = 30;
/** With half of its places given, a random one is free at every second try. */
const MOST_GIVEN = PLACES / 2;
const TRIES = 100;

/** 17 bits of chance: every place is as likely as any other, so that places say nothing about when or to whom. */
function randomPlace(random: RandomBytes): number {
  const [a = 0, b = 0, c = 0] = random(3);
  return ((a << 16) | (b << 8) | c) % PLACES;
}

/** The lists on which badges of ours can be revoked. */
export function openStatusLists(db: Db, issuer: Issuer, { clock, random }: Around) {
  const now = () => clock().toISOString();

  /** The list of an issuer with places left; a new one when there is none. */
  const listFor = async (did: string): Promise<string> => {
    const lists = await db.selectFrom('status_list').select('id').where('did', '=', did).execute();
    for (const { id } of lists) {
      const { given } = await db
        .selectFrom('status_entry')
        .select((eb) => eb.fn.countAll<number | string>().as('given'))
        .where('list_id', '=', id)
        .executeTakeFirstOrThrow();
      if (Number(given) < MOST_GIVEN) return id;
    }
    const id = newUuid(random);
    const fresh = { id, did, purpose: 'revocation', places: PLACES, version: 1 };
    const unsigned = { signed: null, signed_version: null, signed_key: null, signed_at: null };
    await db
      .insertInto('status_list')
      .values({ ...fresh, ...unsigned })
      .execute();
    return id;
  };

  return {
    /** A place that nobody had before. It stays given, even when no badge comes of it. */
    async reserve(did: string): Promise<{ list: string; place: number }> {
      const list = await listFor(did);
      for (let i = 0; i < TRIES; i++) {
        const place = randomPlace(random);
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('status_entry')
          .values({ list_id: list, place, state: 'given', reason: null, changed_at: now() })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if (numInsertedOrUpdatedRows === 1n) return { list, place };
      }
      throw new Error(`no free place in ${TRIES} tries, though half of the list is free`);
    },

    /** For ever. False when it was so already. */
    revoke: (list: string, place: number, reason: string): Promise<boolean> =>
      db.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('status_entry')
          .set({ state: 'revoked', reason, changed_at: now() })
          .where('list_id', '=', list)
          .where('place', '=', place)
          .where('state', '!=', 'revoked')
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        await transaction
          .updateTable('status_list')
          .set((eb) => ({ version: eb('version', '+', 1) }))
          .where('id', '=', list)
          .execute();
        return true;
      }),

    stateOf: (list: string, place: number) =>
      db
        .selectFrom('status_entry')
        .select(['state', 'reason', 'changed_at'])
        .where('list_id', '=', list)
        .where('place', '=', place)
        .executeTakeFirst(),

    /** The list as its issuer signs it now, as JSON; null when there is no such list. */
    async signed(id: string): Promise<{ text: string; address: string } | { problem: string } | null> {
      const row = await db.selectFrom('status_list').selectAll().where('id', '=', id).executeTakeFirst();
      if (!row) return null;
      const address = addressFor(row.did, 'status', id);
      const at = clock();
      const signer = await issuer.keyOf(row.did);
      if ('problem' in signer) return row.signed === null ? signer : { text: row.signed, address };
      const { key } = signer;
      const isNew = row.signed_version === row.version && row.signed_key === key.id;
      const age = at.getTime() - Date.parse(row.signed_at ?? '');
      if (row.signed !== null && isNew && age >= 0 && age < DAY_MS) return { text: row.signed, address };
      const revoked = await db
        .selectFrom('status_entry')
        .select('place')
        .where('list_id', '=', id)
        .where('state', '=', 'revoked')
        .execute();
      const bits = new Uint8Array(row.places / 8);
      for (const { place } of revoked) bits[place >> 3]! |= 128 >> (place & 7);
      const until = new Date(at.getTime() + HOLDS_DAYS * DAY_MS);
      const list = statusListOf(address, row.did, encodeList(bits), toSecond(at), toSecond(until));
      const text = await signedText(list, key, at);
      // The version that was read before the entries: what is revoked meanwhile makes a newer one, and a new signature.
      await db
        .updateTable('status_list')
        .set({ signed: text, signed_version: row.version, signed_key: key.id, signed_at: at.toISOString() })
        .where('id', '=', id)
        .execute();
      return { text, address };
    },
  };
}
export type StatusLists = ReturnType<typeof openStatusLists>;
