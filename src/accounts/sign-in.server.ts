import type { Person } from '#kernel/person.ts';
import type { Around, Limited } from './around.server.ts';
import { catchFrom, FRESH_SECONDS } from './auth.server.ts';
import { call, type Called, type Visit } from './call.server.ts';
import { limits } from './limits.ts';
import { dropResets } from './proofs.server.ts';
import { openTelling } from './telling.server.ts';

/** Somebody who is signed in. `fresh`: so lately that they may change how they sign in. */
export type Session = { id: string; person: Person; fresh: boolean };

/** Where the letter lies when there is no mail server. Said alike whether or not there will be one. */
export type LetterAsked = { file: string | null };

/** Two links to one new address, opened at the same moment: the table lets one of them make the person. Both databases say so. */
function madeMeanwhile(error: unknown): { refused: string } {
  if (error instanceof Error && /unique constraint.*person[._]email/i.test(error.message))
    return { refused: 'MADE_MEANWHILE' };
  throw error;
}

export const openSignIn = (around: Around) => {
  const { db, authOf, attempts, known, letters, clock, random } = around;
  const tell = openTelling(around);

  const session = async (visit: Visit): Promise<Session | null> => {
    const called = await call(authOf(visit.origin), visit, (api, how) => api.getSession(how));
    if ('refused' in called || called.answer === null) return null;
    const { session: row, user } = called.answer;
    const age = clock().getTime() - new Date(row.createdAt).getTime();
    return {
      id: row.id,
      person: { id: user.id, name: user.name, email: user.email },
      fresh: age < FRESH_SECONDS * 1000,
    };
  };

  /** Somebody signs in. A browser has one session: who signs in anew leaves none behind. */
  const replacing = async <T extends { user: { email: string } }>(
    visit: Visit,
    act: () => Promise<Called<T>>,
  ): Promise<Called<T>> => {
    const before = await session(visit);
    const called = await act();
    if ('refused' in called) return called;
    if (before) await db.deleteFrom('session').where('id', '=', before.id).execute();
    await known.remember(visit, called.answer.user.email);
    return called;
  };

  const askLetter = async (
    visit: Visit,
    kind: 'sign-in' | 'reset',
    email: string,
    about: { [name: string]: string },
  ): Promise<LetterAsked | Limited> => {
    const name = await known.nameFor(visit, email);
    const tried = await attempts.take(limits.letter(visit.client, kind, email, name));
    if (!tried.ok) return { why: 'limit', until: tried.until };
    const id = Buffer.from(random(16)).toString('hex');
    const { file } = await letters.ask({
      id,
      kind,
      address: email,
      about: { origin: visit.origin, ...about },
    });
    return { file };
  };

  return {
    session,
    replacing,

    /** A letter with a link that signs in, and that makes the account of an address that has none. */
    askLink: (visit: Visit, email: string, next: string) => askLetter(visit, 'sign-in', email, { next }),

    /** The button behind that link. `expired`: used, too old, or never there. */
    async enter(visit: Visit, token: string): Promise<{ person: string } | { why: 'expired' }> {
      const called = await replacing(visit, () =>
        call(authOf(visit.origin), visit, (api, how) => api.magicLinkVerify({ query: { token }, ...how })),
      ).catch(madeMeanwhile);
      return 'refused' in called ? { why: 'expired' } : { person: called.answer.user.id };
    },

    /** `wrong`: no such account, or another password; nobody learns which, not by the time it takes either. */
    async signIn(
      visit: Visit,
      email: string,
      password: string,
    ): Promise<{ person: string } | { why: 'wrong' } | Limited> {
      const taken = limits.password(visit.client, email, await known.nameFor(visit, email));
      const tried = await attempts.take(taken);
      if (!tried.ok) return { why: 'limit', until: tried.until };
      const called = await replacing(visit, () =>
        call(authOf(visit.origin), visit, (api, how) =>
          api.signInEmail({ body: { email, password }, ...how }),
        ),
      );
      if ('refused' in called) return { why: 'wrong' };
      await attempts.giveBack(taken);
      return { person: called.answer.user.id };
    },

    /** A letter with a link behind which a new password is chosen; to nobody where no account has the address. */
    askReset: (visit: Visit, email: string) => askLetter(visit, 'reset', email, {}),

    /** Sets a new password by the token of a letter, once; ends all sessions, and other such links. */
    async reset(visit: Visit, token: string, newPassword: string): Promise<'done' | 'expired'> {
      const { answer, caught } = await catchFrom(() =>
        call(authOf(visit.origin), visit, (api, how) =>
          api.resetPassword({ body: { token, newPassword }, ...how }),
        ),
      );
      if ('refused' in answer || caught.reset === null) return 'expired';
      await dropResets(db, caught.reset.id);
      await tell(visit.origin, caught.reset, 'password');
      return 'done';
    },

    /** Nobody who had an account in this browser is known to it any more. */
    forgetBrowser: (visit: Visit): void => known.forget(visit),

    async signOut(visit: Visit): Promise<void> {
      await call(authOf(visit.origin), visit, (api, how) => api.signOut(how));
    },
  };
};

export type SignIn = ReturnType<typeof openSignIn>;
