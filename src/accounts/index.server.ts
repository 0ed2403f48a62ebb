import type { RandomBytes } from '#kernel/ids.ts';
import type { Letters } from '#letters/index.server.ts';
import type { Db } from '#storage/index.server.ts';
import { openAccount } from './account.server.ts';
import type { Around } from './around.server.ts';
import { openAttempts } from './attempts.server.ts';
import type { Auth } from './auth.server.ts';
import { openInvitations } from './invitations.server.ts';
import { openKnown } from './known.server.ts';
import { openMoving } from './moving.server.ts';
import { openOrganizations } from './organizations.server.ts';
import { openPasskeys } from './passkeys.server.ts';
import { openRemoving } from './removing.server.ts';
import { openSessions } from './sessions.server.ts';
import { openSignIn } from './sign-in.server.ts';

export type { Limited } from './around.server.ts';
export { authsOf, LINK_MINUTES } from './auth.server.ts';
export type { Visit } from './call.server.ts';
export { LONGEST_DAYS, MOST_USES } from './invitations.server.ts';
export type { Done, Organization } from './organizations.server.ts';
export type { Session } from './sign-in.server.ts';
export { accountWriters } from './writers.server.ts';

/** @param clock the real one: better-auth knows no other */
export function openAccounts(given: {
  db: Db;
  authOf: (origin: string) => Auth;
  letters: Letters;
  clock: () => Date;
  random: RandomBytes;
}) {
  const attempts = openAttempts(given.db, given.clock);
  const around: Around = { ...given, attempts, known: openKnown(given) };
  const signIn = openSignIn(around);
  const sessions = openSessions(given.db, given.clock);
  const invitations = openInvitations(around);
  return {
    signIn,
    passkeys: openPasskeys(around, signIn),
    sessions,
    account: openAccount(around, sessions),
    address: openMoving(around),
    remove: openRemoving(around),
    organizations: openOrganizations(around),
    invitations,
    /** Removes what is over, in all tables of accounts. */
    async prune(): Promise<void> {
      for (const each of [attempts, sessions, invitations]) await each.prune();
    },
  };
}

export type Accounts = ReturnType<typeof openAccounts>;
