import type { Person } from '#kernel/person.ts';
import type { Around } from './around.server.ts';
import { LINK_MINUTES } from './auth.server.ts';
import type { Change } from './texts.ts';

/**
 * Tells a person by letter what was changed of their account, in case it was somebody else. Who makes an account chooses a
 * password or a passkey at once, and needs no letter about it.
 */
export const openTelling =
  ({ db, letters, clock, random }: Pick<Around, 'db' | 'letters' | 'clock' | 'random'>) =>
  async (origin: string, { id, email }: Pick<Person, 'id' | 'email'>, change: Change): Promise<void> => {
    const row = await db.selectFrom('person').select('created_at').where('id', '=', id).executeTakeFirst();
    const old = new Date(clock().getTime() - LINK_MINUTES * 60_000).toISOString();
    if (change !== 'address' && row && row.created_at > old) return;
    await letters.ask({
      id: Buffer.from(random(16)).toString('hex'),
      kind: 'changed',
      address: email,
      about: { origin, change },
      person: id,
    });
  };
