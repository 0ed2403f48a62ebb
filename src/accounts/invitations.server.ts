import { createHash } from 'node:crypto';
import { newToken, parseToken } from '#kernel/ids.ts';
import type { Person } from '#kernel/person.ts';
import type { Db } from '#storage/index.server.ts';
import type { Around, Limited } from './around.server.ts';
import { limits } from './limits.ts';
import { mustRole, roleOf } from './members.server.ts';
import { lockOrganization } from './owners.server.ts';
import { mayGive, type Role } from './roles.ts';

/** A link that is still good. `id` is the hash of its secret, which nobody can turn back into the link. */
export type Invitation = { id: string; role: Role; by: string; usesLeft: number; until: string };

/** What somebody sees who opens a link. */
export type Invited = { organization: string; name: string; role: Role; by: string };

export const MOST_USES = 200;
export const LONGEST_DAYS = 30;

const idOf = (token: string): string | null =>
  parseToken(token) && createHash('sha256').update(token).digest('hex');

export const openInvitations = ({ db, attempts, clock, random }: Around) => {
  const now = () => clock().toISOString();

  /** A link that is good: not used up, not over, and whoever made it could still give that role. */
  const good = async (within: Db, token: string) => {
    const id = idOf(token);
    if (id === null) return null;
    const row = await within
      .selectFrom('invitation_link')
      .innerJoin('organization', 'organization.id', 'invitation_link.organization_id')
      .innerJoin('person', 'person.id', 'invitation_link.made_by')
      .innerJoin('member', (join) =>
        join
          .onRef('member.organization_id', '=', 'invitation_link.organization_id')
          .onRef('member.person_id', '=', 'invitation_link.made_by'),
      )
      .select([
        'invitation_link.id',
        'invitation_link.role',
        'organization.id as organization',
        'organization.name',
        'person.name as by',
        'member.role as makersRole',
      ])
      .where('invitation_link.id', '=', id)
      .where('invitation_link.uses_left', '>', 0)
      .where('invitation_link.expires_at', '>', now())
      .executeTakeFirst();
    if (!row) return null;
    const role = mustRole(row.role);
    return mayGive(mustRole(row.makersRole), role) ? { ...row, role } : null;
  };

  return {
    /** Makes a link; its secret is given here and never again. Null: this person may not invite to that role. */
    async make(
      person: Person,
      organization: string,
      { role, uses, days }: { role: Role; uses: number; days: number },
    ): Promise<{ token: string } | Limited | null> {
      const own = await roleOf(db, organization, person);
      if (own === null || !mayGive(own, role)) return null;
      const tried = await attempts.take(limits.invitation(person.id));
      if (!tried.ok) return { why: 'limit', until: tried.until };
      const token = newToken(random);
      await db
        .insertInto('invitation_link')
        .values({
          id: idOf(token)!,
          organization_id: organization,
          role,
          made_by: person.id,
          // One link makes one owner: who got hold of it second gets nothing.
          uses_left: role === 'owner' ? 1 : Math.min(uses, MOST_USES),
          expires_at: new Date(clock().getTime() + Math.min(days, LONGEST_DAYS) * 86_400_000).toISOString(),
          created_at: now(),
        })
        .execute();
      return { token };
    },

    /** The good links to roles that this person could give. */
    async list(person: Person, organization: string): Promise<Invitation[]> {
      const own = await roleOf(db, organization, person);
      if (own === null) return [];
      const rows = await db
        .selectFrom('invitation_link')
        .innerJoin('person', 'person.id', 'invitation_link.made_by')
        .select(['invitation_link.id', 'role', 'person.name as by', 'uses_left', 'expires_at'])
        .where('organization_id', '=', organization)
        .where('uses_left', '>', 0)
        .where('expires_at', '>', now())
        .orderBy('invitation_link.created_at', 'desc')
        .execute();
      return rows
        .map(({ id, role, by, uses_left, expires_at }) => ({
          id,
          role: mustRole(role),
          by,
          usesLeft: uses_left,
          until: expires_at,
        }))
        .filter(({ role }) => mayGive(own, role));
    },

    /** Ends a link to a role that this person could give. */
    async revoke(person: Person, organization: string, id: string): Promise<boolean> {
      const own = await roleOf(db, organization, person);
      const row = await db
        .selectFrom('invitation_link')
        .select('role')
        .where('id', '=', id)
        .where('organization_id', '=', organization)
        .executeTakeFirst();
      if (own === null || !row || !mayGive(own, mustRole(row.role))) return false;
      await db.deleteFrom('invitation_link').where('id', '=', id).execute();
      return true;
    },

    /** What a link leads to; null alike for one that is used up, over, revoked or never was. */
    async look(token: string): Promise<Invited | null> {
      const found = await good(db, token);
      return found && { organization: found.organization, name: found.name, role: found.role, by: found.by };
    },

    /** Makes somebody a member by a link. Who is one already stays what they are, and uses nothing up. */
    async join(person: Person, token: string): Promise<{ organization: string } | null> {
      return db.transaction().execute(async (tx) => {
        const organization = (await good(tx, token))?.organization;
        if (organization === undefined || !(await lockOrganization(tx, organization))) return null;
        // Whoever made the link may have lost their role while we waited.
        const found = await good(tx, token);
        if (!found) return null;
        if ((await roleOf(tx, organization, person)) !== null) return { organization };
        const { numUpdatedRows } = await tx
          .updateTable('invitation_link')
          .set((set) => ({ uses_left: set('uses_left', '-', 1) }))
          .where('id', '=', found.id)
          .where('uses_left', '>', 0)
          .executeTakeFirst();
        if (numUpdatedRows !== 1n) return null;
        await tx
          .insertInto('member')
          .values({
            id: Buffer.from(random(16)).toString('hex'),
            organization_id: organization,
            person_id: person.id,
            role: found.role,
            created_at: now(),
          })
          .execute();
        return { organization };
      });
    },

    /** Removes what is over. */
    async prune(): Promise<void> {
      await db
        .deleteFrom('invitation_link')
        .where((or) => or.or([or('expires_at', '<=', now()), or('uses_left', '<=', 0)]))
        .execute();
    },
  };
};
