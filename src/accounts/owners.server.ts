import type { Db } from '#storage/index.server.ts';

/**
 * Makes whoever else would change the members of an organization wait until this transaction ends. Otherwise two owners who
 * leave at the same moment would each see the other one stay.
 */
export async function lockOrganization(tx: Db, id: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('organization')
    .set((set) => ({ name: set.ref('name') }))
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** How many other owners an organization has. */
export async function ownersBeside(tx: Db, id: string, person: string): Promise<number> {
  const others = await tx
    .selectFrom('member')
    .select('id')
    .where('organization_id', '=', id)
    .where('role', '=', 'owner')
    .where('person_id', '!=', person)
    .execute();
  return others.length;
}
