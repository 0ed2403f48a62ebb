import type { Person } from '#kernel/person.ts';
import type { Db } from '#storage/index.server.ts';
import type { Around, Limited } from './around.server.ts';
import { limits } from './limits.ts';
import {
  membersOf,
  membershipsOf,
  mustRole,
  roleOf,
  type Member,
  type Membership,
} from './members.server.ts';
import { lockOrganization, ownersBeside } from './owners.server.ts';
import { mayChange, mayGive, ROLES, seesEverybody, type Role } from './roles.ts';

/** An organization as one of its members sees it: learners see those who lead, without their addresses. */
export type Organization = {
  id: string;
  name: string;
  /** What the member is who looks. */
  role: Role;
  members: (Omit<Member, 'email'> & { email: string | null })[];
};

/**
 * `hidden`: no such thing for this person, be it that there is none or that they may not see it. `forbidden`: their role does
 * not reach so far. `last owner`: somebody else must be an owner first.
 */
export type Done = 'done' | 'hidden' | 'forbidden' | 'last owner';

export const openOrganizations = ({ db, attempts, clock, random }: Around) => {
  const newId = () => Buffer.from(random(16)).toString('hex');

  /** Does something to the organization of a member, while nobody else changes its members. */
  const within = (
    person: Person,
    organization: string,
    act: (tx: Db, role: Role) => Promise<Done>,
  ): Promise<Done> =>
    db.transaction().execute(async (tx) => {
      if (!(await lockOrganization(tx, organization))) return 'hidden';
      const role = await roleOf(tx, organization, person);
      return role === null ? 'hidden' : act(tx, role);
    });

  const change = (person: Person, organization: string, member: string, to: Role | null): Promise<Done> =>
    within(person, organization, async (tx, role) => {
      const row = await tx
        .selectFrom('member')
        .select(['id', 'person_id', 'role'])
        .where('id', '=', member)
        .where('organization_id', '=', organization)
        .executeTakeFirst();
      if (!row) return 'hidden';
      const from = mustRole(row.role);
      const self = row.person_id === person.id;
      // Everybody may leave, and may take a lesser role.
      const allowed =
        to === null
          ? self || mayGive(role, from)
          : mayChange(role, from, to) || (self && ROLES.indexOf(to) > ROLES.indexOf(from));
      if (!allowed) return 'forbidden';
      const losesOwner = from === 'owner' && to !== 'owner';
      if (losesOwner && (await ownersBeside(tx, organization, row.person_id)) === 0) return 'last owner';
      await (to === null
        ? tx.deleteFrom('member').where('id', '=', row.id).execute()
        : tx.updateTable('member').set({ role: to }).where('id', '=', row.id).execute());
      return 'done';
    });

  return {
    of: (person: Person): Promise<Membership[]> => membershipsOf(db, person),

    /** Makes an organization with its first owner. */
    async create(person: Person, name: string): Promise<{ id: string } | Limited> {
      const tried = await attempts.take(limits.organization(person.id));
      if (!tried.ok) return { why: 'limit', until: tried.until };
      const id = newId();
      const created_at = clock().toISOString();
      await db.transaction().execute(async (tx) => {
        await tx.insertInto('organization').values({ id, name, slug: id, created_at }).execute();
        const first = { id: newId(), organization_id: id, person_id: person.id, role: 'owner', created_at };
        await tx.insertInto('member').values(first).execute();
      });
      return { id };
    },

    /** Null for whoever is no member: they do not learn whether there is such an organization. */
    async look(person: Person, organization: string): Promise<Organization | null> {
      const row = await db
        .selectFrom('organization')
        .select(['id', 'name'])
        .where('id', '=', organization)
        .executeTakeFirst();
      const role = row ? await roleOf(db, organization, person) : null;
      if (!row || role === null) return null;
      const all = await membersOf(db, organization);
      const members = seesEverybody(role)
        ? all
        : all
            .filter((each) => each.role !== 'learner' || each.person === person.id)
            .map((each) => ({ ...each, email: each.person === person.id ? each.email : null }));
      return { ...row, role, members };
    },

    rename: (person: Person, organization: string, name: string): Promise<Done> =>
      within(person, organization, async (tx, role) => {
        if (role !== 'owner') return 'forbidden';
        await tx.updateTable('organization').set({ name }).where('id', '=', organization).execute();
        return 'done';
      }),

    /** @param member the id of the membership, not of the person */
    setRole: (person: Person, organization: string, member: string, to: Role) =>
      change(person, organization, member, to),

    /** Ends a membership: one's own, or of somebody whose role one may give. */
    end: (person: Person, organization: string, member: string) => change(person, organization, member, null),

    /** Removes an organization that has nobody in it but its owner. */
    dissolve: (person: Person, organization: string): Promise<Done> =>
      within(person, organization, async (tx, role) => {
        const members = await membersOf(tx, organization);
        if (role !== 'owner' || members.length > 1) return 'forbidden';
        await tx.deleteFrom('organization').where('id', '=', organization).execute();
        return 'done';
      }),
  };
};
