import type { Person } from '#kernel/person.ts';
import type { Db } from '#storage/index.server.ts';
import { isRole, type Role } from './roles.ts';

/** What somebody is in one organization. */
export type Membership = { organization: string; name: string; role: Role };
export type Member = { id: string; person: string; name: string; email: string; role: Role };

/** A role as it stands in the database, which holds no others; a row that does is damaged. */
export function mustRole(text: string): Role {
  if (!isRole(text)) throw new Error(`No role: ${text}`);
  return text;
}

/** What somebody is in an organization; null = no member, or no such organization. */
export async function roleOf(db: Db, organization: string, person: Person): Promise<Role | null> {
  const row = await db
    .selectFrom('member')
    .select('role')
    .where('organization_id', '=', organization)
    .where('person_id', '=', person.id)
    .executeTakeFirst();
  return row ? mustRole(row.role) : null;
}

export async function membershipsOf(db: Db, person: Person): Promise<Membership[]> {
  const rows = await db
    .selectFrom('member')
    .innerJoin('organization', 'organization.id', 'member.organization_id')
    .select(['organization.id as organization', 'organization.name', 'member.role'])
    .where('member.person_id', '=', person.id)
    .orderBy('organization.name')
    .orderBy('organization.id')
    .execute();
  return rows.map((row) => ({ ...row, role: mustRole(row.role) }));
}

export async function membersOf(db: Db, organization: string): Promise<Member[]> {
  const rows = await db
    .selectFrom('member')
    .innerJoin('person', 'person.id', 'member.person_id')
    .select(['member.id', 'person.id as person', 'person.name', 'person.email', 'member.role'])
    .where('member.organization_id', '=', organization)
    .orderBy('member.created_at')
    .orderBy('member.id')
    .execute();
  return rows.map((row) => ({ ...row, role: mustRole(row.role) }));
}
