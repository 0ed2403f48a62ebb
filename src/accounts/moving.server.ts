import type { Person } from '#kernel/person.ts';
import type { Around, Limited } from './around.server.ts';
import type { Visit } from './call.server.ts';
import { limits } from './limits.ts';
import { takeProof } from './proofs.server.ts';
import { openTelling } from './telling.server.ts';

/** From one address to another: asked for in a fresh session, and done by whoever reads the new address. */
export const openMoving = (around: Around) => {
  const { db, attempts, letters, clock, random } = around;
  const tell = openTelling(around);
  return {
    /** A letter to a new address. The page asks for a fresh session, and says the same whether or not the address is free. */
    async ask(visit: Visit, person: Person, email: string): Promise<{ file: string | null } | Limited> {
      const tried = await attempts.take(limits.letter(visit.client, email));
      if (!tried.ok) return { why: 'limit', until: tried.until };
      const about = { origin: visit.origin, person: person.id };
      const { file } = await letters.ask({
        id: Buffer.from(random(16)).toString('hex'),
        kind: 'address',
        address: email,
        about,
        person: person.id,
      });
      return { file };
    },

    /** The button behind that letter. `taken`: whoever reads this address has another account with it. */
    async move(visit: Visit, token: string): Promise<{ email: string } | { why: 'expired' | 'taken' }> {
      const proof = await takeProof(db, clock, token);
      if (proof === null) return { why: 'expired' };
      const { email } = proof;
      const before = await db.transaction().execute(async (tx) => {
        const person = await tx
          .selectFrom('person')
          .select(['id', 'name', 'email'])
          .where('id', '=', proof.person)
          .executeTakeFirst();
        const other = await tx
          .selectFrom('person')
          .select('id')
          .where('email', '=', email)
          .executeTakeFirst();
        if (!person || other) return person ? 'taken' : 'expired';
        await tx
          .updateTable('person')
          .set({ email, email_verified: 1, updated_at: clock().toISOString() })
          .where('id', '=', person.id)
          .execute();
        // A link to a new password that went to the old address opens nothing any more.
        await tx.deleteFrom('proof_of_mail').where('value', '=', person.id).execute();
        return person;
      });
      if (typeof before === 'string') return { why: before };
      await tell(visit.origin, before, 'address');
      return { email };
    },
  };
};
