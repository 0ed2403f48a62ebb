import type { Person } from '#kernel/person.ts';
import type { Around, Limited } from './around.server.ts';
import type { Visit } from './call.server.ts';
import { limits } from './limits.ts';
import { dropResets, takeProof } from './proofs.server.ts';
import { openTelling } from './telling.server.ts';

type Moved = { email: string } | { why: 'expired' | 'taken' | 'another' };

/**
 * From one address to another: asked for in a fresh session, and done in a session of the same person by whoever reads the new
 * address. Reading it alone is not enough: a stranger could ask for somebody's address, have them press the button in good
 * faith, and sit in the account to which their own letters lead from then on.
 */
export const openMoving = (around: Around) => {
  const { db, attempts, letters, clock, random } = around;
  const tell = openTelling(around);
  const hasAccount = async (email: string): Promise<boolean> =>
    (await db.selectFrom('person').select('id').where('email', '=', email).executeTakeFirst()) !== undefined;
  return {
    /** A letter to a new address. The page asks for a fresh session, and says the same whether or not the address is free. */
    async ask(visit: Visit, person: Person, email: string): Promise<{ file: string | null } | Limited> {
      const tried = await attempts.take(limits.letter(visit.client, 'address', email, null));
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

    /**
     * The button behind that letter, pressed by a person who is signed in. `taken`: whoever reads this address has another
     * account with it. `another`: another account asked.
     */
    async move(visit: Visit, person: Person, token: string): Promise<Moved> {
      const proof = await takeProof(db, clock, token, person.id);
      if (proof === null || proof === 'another') return { why: proof ?? 'expired' };
      const { email } = proof;
      if (await hasAccount(email)) return { why: 'taken' };
      try {
        await db.transaction().execute(async (tx) => {
          await tx
            .updateTable('person')
            .set({ email, email_verified: 1, updated_at: clock().toISOString() })
            .where('id', '=', person.id)
            .execute();
          // A link to a new password that went to the old address opens nothing any more.
          await dropResets(tx, person.id);
        });
      } catch (error) {
        // Two who prove one address at the same moment: the table lets one of them have it.
        if (await hasAccount(email)) return { why: 'taken' };
        throw error;
      }
      await tell(visit.origin, person, 'address');
      return { email };
    },
  };
};
