import { networkOf } from './network.ts';

/** So many tries in so many seconds, counted for `who` under the name `what`. */
export type Limit = { what: string; who: string; most: number; seconds: number };

const QUARTER = 15 * 60;
const HOUR = 60 * 60;

/**
 * The limits of each kind of try, the client's first. Successful tries are given back, so that a class of forty may sign in
 * behind one address; letters are not, and a class must be able to ask for them too.
 */
export const limits = {
  password: (client: string, address: string): Limit[] => [
    { what: 'password of client', who: networkOf(client), most: 30, seconds: QUARTER },
    { what: 'password of address', who: address, most: 10, seconds: QUARTER },
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
  letter: (client: string, address: string): Limit[] => [
    { what: 'letter of client', who: networkOf(client), most: 60, seconds: HOUR },
    { what: 'letter of address', who: address, most: 4, seconds: HOUR },
  ],
  /** Addresses of calendars that open nothing. Calendar programs go on asking for those that were revoked, many behind one client. */
  calendar: (client: string): Limit[] => [
    { what: 'calendar of client', who: networkOf(client), most: 120, seconds: QUARTER },
  ],
  organization: (person: string): Limit[] => [{ what: 'organization', who: person, most: 10, seconds: HOUR }],
};
