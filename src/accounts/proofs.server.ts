import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { newToken, type RandomBytes } from '#kernel/ids.ts';
import type { Db } from '#storage/index.server.ts';
import { LINK_MINUTES } from './auth.server.ts';

/** Somebody signed in wants this address for their account; whoever brings the token reads its mail. */
export type Proof = { person: string; email: string };

const nameOf = (token: string): string => `address:${createHash('sha256').update(token).digest('hex')}`;

/** Writes a proof down, beside those of better-auth; of its token only the hash is kept. */
export async function makeProof(
  db: Db,
  clock: () => Date,
  random: RandomBytes,
  proof: Proof,
): Promise<string> {
  const token = newToken(random);
  const now = clock();
  await db
    .insertInto('proof_of_mail')
    .values({
      id: Buffer.from(random(16)).toString('hex'),
      identifier: nameOf(token),
      value: JSON.stringify(proof),
      expires_at: new Date(now.getTime() + LINK_MINUTES * 60_000).toISOString(),
      created_at: now.toISOString(),
      updated_at: now.toISOString(),
    })
    .execute();
  return token;
}

/** Takes a proof of a person's, once; null where there is none, or it is too old. `another`: it is somebody else's, and stays. */
export async function takeProof(
  db: Db,
  clock: () => Date,
  token: string,
  person: string,
): Promise<Proof | 'another' | null> {
  const there = db.selectFrom('proof_of_mail').select('value').where('identifier', '=', nameOf(token));
  const row = await there.where('expires_at', '>', clock().toISOString()).executeTakeFirst();
  const proof = row && (JSON.parse(row.value) as Proof);
  if (proof && proof.person !== person) return 'another';
  const { numDeletedRows } = await db
    .deleteFrom('proof_of_mail')
    .where('identifier', '=', nameOf(token))
    .executeTakeFirst();
  return proof && numDeletedRows === 1n ? proof : null;
}

/** Ends the links to a new password that a person was sent: better-auth keeps those under the person's id. */
export async function dropResets(db: Db, person: string): Promise<void> {
  await db.deleteFrom('proof_of_mail').where('value', '=', person).execute();
}

/** What stands in a proof that names this address or person, as a pattern of `like`. */
const naming = (word: string): string => `%"${word.replace(/[\\%_]/g, '\\$&')}"%`;
const likeness = (word: string) => sql<boolean>`value like ${naming(word)} escape '\\'`;

/** Removes the proofs, ours and those of better-auth, that went to an address or are of a person. */
export async function dropProofs(
  db: Db,
  { email, person }: { email: string; person?: string },
): Promise<void> {
  await db
    .deleteFrom('proof_of_mail')
    .where((or) =>
      or.or([...(person === undefined ? [] : [or('value', '=', person), likeness(person)]), likeness(email)]),
    )
    .execute();
}
