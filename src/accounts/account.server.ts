import type { Person } from '#kernel/person.ts';
import type { Around, Limited } from './around.server.ts';
import { call, type Visit } from './call.server.ts';
import { limits } from './limits.ts';
import { dropResets } from './proofs.server.ts';
import type { Sessions } from './sessions.server.ts';
import type { Session } from './sign-in.server.ts';
import { openTelling } from './telling.server.ts';

/** The ways in that an account has, beside the letter, which it always has. */
export type Keys = { password: boolean; passkeys: number };

export const openAccount = (around: Around, sessions: Sessions) => {
  const { db, authOf, attempts, clock } = around;
  const tell = openTelling(around);
  return {
    async keys(person: Pick<Person, 'id'>): Promise<Keys> {
      const password = await db
        .selectFrom('sign_in')
        .select('id')
        .where('person_id', '=', person.id)
        .where('password', 'is not', null)
        .executeTakeFirst();
      const passkeys = await db
        .selectFrom('passkey')
        .select('id')
        .where('person_id', '=', person.id)
        .execute();
      return { password: password !== undefined, passkeys: passkeys.length };
    },

    async rename(person: Person, name: string): Promise<void> {
      await db
        .updateTable('person')
        .set({ name, updated_at: clock().toISOString() })
        .where('id', '=', person.id)
        .execute();
    },

    /**
     * The first password of an account; all other sessions end. The page asks for a fresh session. `there`: it has one, which
     * must be told to change it.
     */
    async setPassword(
      visit: Visit,
      { id: here, person }: Session,
      newPassword: string,
    ): Promise<'done' | 'there'> {
      const called = await call(authOf(visit.origin), visit, (api, how) =>
        api.setPassword({ body: { newPassword }, ...how }),
      );
      if ('refused' in called) return 'there';
      await sessions.endAll(person, here);
      await dropResets(db, person.id);
      await tell(visit.origin, person, 'password');
      return 'done';
    },

    /** Another password for the present one; all other sessions end, and links to a new one. */
    async changePassword(
      visit: Visit,
      person: Person,
      currentPassword: string,
      newPassword: string,
    ): Promise<'done' | { why: 'wrong' } | Limited> {
      const taken = limits.present(person.id);
      const tried = await attempts.take(taken);
      if (!tried.ok) return { why: 'limit', until: tried.until };
      const called = await call(authOf(visit.origin), visit, (api, how) =>
        api.changePassword({ body: { currentPassword, newPassword, revokeOtherSessions: true }, ...how }),
      );
      if ('refused' in called) return { why: 'wrong' };
      await attempts.giveBack(taken);
      await dropResets(db, person.id);
      await tell(visit.origin, person, 'password');
      return 'done';
    },
  };
};
