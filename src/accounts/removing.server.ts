import type { Person } from '#kernel/person.ts';
import type { Around } from './around.server.ts';
import { lockOrganization, ownersBeside } from './owners.server.ts';
import { dropProofs } from './proofs.server.ts';

/**
 * Removes a person and, by the tables' own rules, everything that hangs on them: record, events, sessions, keys, memberships.
 * `alone`: the names of organizations that would have no owner left; nothing is removed then.
 */
export const openRemoving =
  ({ db, letters }: Pick<Around, 'db' | 'letters'>) =>
  async (person: Person): Promise<{ removed: true } | { alone: string[] }> => {
    const alone = await db.transaction().execute(async (tx) => {
      const owned = await tx
        .selectFrom('member')
        .innerJoin('organization', 'organization.id', 'member.organization_id')
        .select(['organization.id', 'organization.name'])
        .where('member.person_id', '=', person.id)
        .where('member.role', '=', 'owner')
        // Always in one order, so that two who leave at once do not wait for each other.
        .orderBy('organization.id')
        .execute();
      const left: string[] = [];
      for (const { id, name } of owned) {
        await lockOrganization(tx, id);
        if ((await ownersBeside(tx, id, person.id)) === 0) left.push(name);
      }
      if (left.length > 0) return left;
      await tx.deleteFrom('person').where('id', '=', person.id).execute();
      await dropProofs(tx, { email: person.email, person: person.id });
      return [];
    });
    if (alone.length > 0) return { alone };
    await letters.forget(person.email);
    // A letter that was under way may have made one meanwhile; a later one is no more written (see `takeBack`).
    await dropProofs(db, { email: person.email, person: person.id });
    return { removed: true };
  };
