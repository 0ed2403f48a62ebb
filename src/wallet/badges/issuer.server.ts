import { from, generate, type KeyPair } from '@digitalbazaar/ed25519-multikey';
import type { RandomBytes } from '#kernel/ids.ts';
import type { Db } from '#storage/index.server.ts';
import { holderFor } from './addresses.ts';
import { seal, unseal } from './seal.server.ts';

/**
 * What an installation needs to issue. `secret`: its own 32 bytes or more, asked for only when a key is made or opened;
 * `origin`: its public address, if it has one.
 */
export type Around = { clock: () => Date; random: RandomBytes; secret: () => Uint8Array; origin: URL | null };

/** `key.id` is the verification method; `did` the issuer. */
export type IssuerKey = { did: string; key: KeyPair };
type Refused = { problem: string };

/** A row of `issuer_key`. */
type Row = { id: string; did: string; public_key: string; sealed: string | null };

const ANOTHER_SECRET =
  'The key of this installation’s badges was sealed with another secret. Bring back the secret file that belongs to this data, or make a new key with: benchpath issuer rotate --lost';

/** The installation's keys. One is current for each name under which it issues; the first is made when it is needed. */
export function openIssuer(db: Db, { clock, random, secret, origin }: Around) {
  const holder = holderFor(origin);
  const name = holder.kind === 'did:web' ? holder.did : 'did:key';
  const now = () => clock().toISOString();

  const currentRow = (): Promise<Row | undefined> =>
    db
      .selectFrom('issuer_key')
      .selectAll()
      .where('holder', '=', name)
      .where('state', '=', 'current')
      .executeTakeFirst();

  const made = async () => {
    const pair = await generate({ seed: random(32) });
    const { publicKeyMultibase } = pair;
    const did = holder.kind === 'did:web' ? holder.did : `did:key:${publicKeyMultibase}`;
    const { secretKeyMultibase } = await pair.export({ publicKey: true, secretKey: true });
    return {
      id: `${did}#${publicKeyMultibase}`,
      holder: name,
      did,
      public_key: publicKeyMultibase,
      sealed: await seal(String(secretKeyMultibase), secret()),
      state: 'current',
      created_at: now(),
      retired_at: null,
    };
  };

  /** Of processes that need the first key at once, one makes it and all use it. */
  const mustCurrent = async (): Promise<Row> => {
    const there = await currentRow();
    if (there) return there;
    await db
      .insertInto('issuer_key')
      .values(await made())
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return (await currentRow())!;
  };

  const opened = async (row: Row): Promise<IssuerKey | Refused> => {
    const secretKeyMultibase = row.sealed === null ? null : await unseal(row.sealed, secret());
    if (secretKeyMultibase === null) return { problem: ANOTHER_SECRET };
    const { id, did, public_key: publicKeyMultibase } = row;
    const key = await from({ type: 'Multikey', id, controller: did, publicKeyMultibase, secretKeyMultibase });
    return { did, key };
  };

  const documentOf = async (did: string): Promise<string> => {
    const rows = await db
      .selectFrom('issuer_key')
      .select(['id', 'public_key'])
      .where('did', '=', did)
      .where('state', '!=', 'lost')
      .orderBy('created_at', 'desc')
      .execute();
    const methods = rows.map((row) => ({
      id: row.id,
      type: 'Multikey',
      controller: did,
      publicKeyMultibase: row.public_key,
    }));
    const context = ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'];
    const document = {
      '@context': context,
      id: did,
      verificationMethod: methods,
      assertionMethod: rows.map((r) => r.id),
    };
    return JSON.stringify(document, null, 2);
  };

  return {
    /** The key that signs badges now. */
    current: async (): Promise<IssuerKey | Refused> => opened(await mustCurrent()),

    /** The key that signs the lists of an issuer of ours: its current one, or for a did:key its only one. */
    async keyOf(did: string): Promise<IssuerKey | Refused> {
      const row = await db
        .selectFrom('issuer_key')
        .selectAll()
        .where('did', '=', did)
        .where('sealed', 'is not', null)
        .orderBy('created_at', 'desc')
        .executeTakeFirst();
      return row ? opened(row) : { problem: `The secret half of the key of ${did} is no more.` };
    },

    /** Our DID document, which others read at `/.well-known/did.json`; null where we have no public address. */
    async document(): Promise<string | null> {
      if (holder.kind !== 'did:web') return null;
      await mustCurrent();
      return documentOf(holder.did);
    },

    documentOf,

    /** The names under which this installation ever issued. */
    async dids(): Promise<string[]> {
      const rows = await db.selectFrom('issuer_key').select('did').distinct().execute();
      return rows.map((row) => row.did);
    },

    /**
     * Makes a new key the current one. The old one's badges stay good, and its secret half is thrown away, unless it still
     * has to sign the lists of its did:key. `lost`: the old key may be in other hands; nothing signed with it holds any more.
     */
    async rotate(lost: boolean): Promise<{ did: string; before: string; id: string }> {
      const old = await mustCurrent();
      const next = await made();
      const keeps = !lost && holder.kind === 'did:key';
      await db.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('issuer_key')
          .set({ state: lost ? 'lost' : 'retired', retired_at: now(), ...(keeps ? {} : { sealed: null }) })
          .where('id', '=', old.id)
          .where('state', '=', 'current')
          .executeTakeFirst();
        // Another process may have been faster; one new key is enough.
        if (numUpdatedRows === 1n) await transaction.insertInto('issuer_key').values(next).execute();
      });
      const { id, did } = await mustCurrent();
      return { did, before: old.did, id };
    },
  };
}
export type Issuer = ReturnType<typeof openIssuer>;
