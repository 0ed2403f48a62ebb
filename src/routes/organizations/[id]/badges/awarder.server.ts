import { error } from '@sveltejs/kit';
import { mayAward } from '#accounts/index.ts';
import { signedIn, type Asking } from '../../../visit.server.ts';

const HIDDEN = 'There is no such organization, or you are not in it.';
const NOT_YOURS = 'Only owners and supervisors give badges in the name of an organization.';

/** Who asks, and the organization in whose name they may give badges; a page that says so for everybody else. */
export async function awarderOf(event: Asking & { params: { id: string } }) {
  const { accounts, visit, person } = await signedIn(event);
  const organization = await accounts.organizations.look(person, event.params.id);
  if (organization === null) error(404, HIDDEN);
  if (!mayAward(organization.role)) error(403, NOT_YOURS);
  return { person, origin: visit.origin, organization };
}
