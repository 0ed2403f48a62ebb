import { shortName } from '#accounts/index.ts';
import type { LayoutServerLoad } from './$types';
import { accountsAt } from './visit.server.ts';

/** Who is signed in, for the line at the top; `none` where there are no accounts at all. */
export const load: LayoutServerLoad = ({ locals: { person }, url }) => ({
  account: person ? { name: shortName(person) } : accountsAt(url) ? ('nobody' as const) : ('none' as const),
});
