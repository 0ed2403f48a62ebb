// At every door that leads to people's data: what somebody would send who wanted to reach another's. The owner sends the same
// at the end: an attack that does nothing even for the owner would prove nothing.
import { ACCOUNT } from './account.ts';
import type { Attack } from './attack.ts';
import { LABORATORY } from './laboratory.ts';
import { ORGANIZATIONS } from './organizations.ts';
import { PAGES } from './pages.ts';
import { RECORD } from './record.ts';
import { RENEWALS } from './renewals.ts';

export type { Attack } from './attack.ts';
export { BADGE_PAGES } from './pages.ts';

const ORDER = [undefined, 'session', 'record', 'account'];

/** In an order in which nobody loses what they need for the next. */
export const ATTACKS: readonly Attack[] = [
  ...RECORD,
  ...RENEWALS,
  ...PAGES,
  ...LABORATORY,
  ...ORGANIZATIONS,
  ...ACCOUNT,
].sort((a, b) => ORDER.indexOf(a.ends) - ORDER.indexOf(b.ends));
