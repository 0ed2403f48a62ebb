import { networkOf } from './network.ts';

/** So many tries in so many seconds, counted for `who` under the name `what`. */
export type Limit = { what: string; who: string; most: number; seconds: number };

const QUARTER = 15 * 60;
const HOUR = 60 * 60;

/** What is counted for a browser in which somebody signed in before (`known`), and for an address, alike. */
const own = (what: string, known: string | null, address: string, most: number, seconds: number): Limit =>
  known === null
    ? { what: `${what} of address`, who: address, most, seconds }
    : { what: `${what} of browser`, who: `${known} ${address}`, most, seconds };

/**
 * The limits of each kind of try, the client's first. Successful tries are given back, so that a class of forty may sign in
 * behind one address; letters are not, and a class must be able to ask for them too. A browser that is known for the address
 * is counted by itself: who guesses at that address, or behind the same client, does not keep its person out.
 */
export const limits = {
  password: (client: string, address: string, known: string | null): Limit[] => [
    ...(known === null
      ? [{ what: 'password of client', who: networkOf(client), most: 30, seconds: QUARTER }]
      : []),
    own('password', known, address, 10, QUARTER),
  ],
  /** Somebody signed in tells their present password. */
  present: (person: string): Limit[] => [
    { what: 'present password', who: person, most: 10, seconds: QUARTER },
  ],
  passkey: (client: string): Limit[] => [
    { what: 'passkey of client', who: networkOf(client), most: 30, seconds: QUARTER },
  ],
  /** Each view of a page that asks for a passkey writes a row. */
  challenge: (client: string): Limit[] => [
    { what: 'challenge of client', who: networkOf(client), most: 120, seconds: QUARTER },
  ],
  /** Of each kind by itself: who has letters of another kind sent to somebody uses up none of their links to sign in. */
  letter: (client: string, kind: string, address: string, known: string | null): Limit[] => [
    ...(known === null
      ? [{ what: 'letter of client', who: networkOf(client), most: 60, seconds: HOUR }]
      : []),
    own(`letter ${kind}`, known, address, 4, HOUR),
  ],
  /** Addresses of calendars that open nothing. Calendar programs go on asking for those that were revoked, many behind one client. */
  calendar: (client: string): Limit[] => [
    { what: 'calendar of client', who: networkOf(client), most: 120, seconds: QUARTER },
  ],
  invitation: (person: string): Limit[] => [{ what: 'invitation', who: person, most: 30, seconds: HOUR }],
  organization: (person: string): Limit[] => [{ what: 'organization', who: person, most: 10, seconds: HOUR }],
};
