import type { Person } from '#kernel/person.ts';
import { badges } from '../../../app.server.ts';

/** Badges that organizations offer to somebody, until they answer. */
export async function waitingFor(person: Person | null) {
  if (!person) return [];
  const offers = await (await badges()).offers.waiting(person);
  return offers.map(({ id, award, organization }) => ({ id, name: award.name, by: organization.name }));
}
