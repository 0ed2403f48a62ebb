import type { Writers } from '#letters/index.server.ts';
import type { Db } from '#storage/index.server.ts';
import { catchFrom, type Auth } from './auth.server.ts';
import { dropProofs, makeProof } from './proofs.server.ts';
import {
  addressLetter,
  changedLetter,
  CHANGES,
  linkTo,
  resetLetter,
  signInLetter,
  type Change,
} from './texts.ts';
import type { RandomBytes } from '#kernel/ids.ts';

type Around = { db: Db; authOf: (origin: string) => Auth; clock: () => Date; random: RandomBytes };

const headers = (): Headers => new Headers();
/** For so long we can say which letters of accounts went out. */
const KEPT_DAYS = 7;

/**
 * Who writes the letters of accounts. Only here, when a letter goes out and nobody waits for it, is looked up whether anybody
 * has the address; what the page did before was the same for all.
 */
export function accountWriters({ db, authOf, clock, random }: Around): Writers {
  const accountOf = async (email: string): Promise<string | undefined> =>
    (await db.selectFrom('person').select('id').where('email', '=', email).executeTakeFirst())?.id;

  return {
    'sign-in': {
      keptDays: KEPT_DAYS,
      async write(email, { origin = '', next = '' }) {
        const person = await accountOf(email);
        const { caught } = await catchFrom(() =>
          authOf(origin).api.signInMagicLink({ body: { email }, headers: headers() }),
        );
        if (caught.token === null) throw new Error('No link was made.');
        const link = linkTo(origin, '/sign-in/link', { token: caught.token, next });
        const takeBack = () => dropProofs(db, { email });
        return { ...signInLetter(origin, link, person !== undefined), takeBack };
      },
    },
    reset: {
      keptDays: KEPT_DAYS,
      async write(email, { origin = '' }) {
        const person = await accountOf(email);
        const { caught } = await catchFrom(() =>
          authOf(origin).api.requestPasswordReset({ body: { email }, headers: headers() }),
        );
        if (caught.token === null) return null;
        const takeBack = () => dropProofs(db, { email, ...(person && { person }) });
        return { ...resetLetter(origin, linkTo(origin, '/reset', { token: caught.token })), takeBack };
      },
    },
    address: {
      keptDays: KEPT_DAYS,
      async write(email, { origin = '', person = '' }) {
        const token = await makeProof(db, clock, random, { person, email });
        const takeBack = () => dropProofs(db, { email });
        return { ...addressLetter(origin, linkTo(origin, '/account/address', { token })), takeBack };
      },
    },
    changed: {
      keptDays: KEPT_DAYS,
      async write(_, { origin = '', change = '' }) {
        return change in CHANGES ? changedLetter(origin, change as Change) : null;
      },
    },
  };
}
