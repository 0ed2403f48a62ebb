import { createHash } from 'node:crypto';
import { newToken, parseToken, type Token } from '#kernel/ids.ts';
import type { Person } from '#kernel/person.ts';
import type { Db } from '#storage/index.server.ts';
import { Award } from './award.ts';
import type { Issuing } from './issue.server.ts';
import type { IssuedBadge } from './issued.server.ts';
import type { Around } from './issuer.server.ts';
import type { StatusLists } from './status-lists.server.ts';

/** What an organization offers. `learner`: what it calls them; `member`: only this person may accept, null = who has the link. */
export type NewOffer = {
  organization: string;
  by: Person;
  award: Award;
  learner: string;
  member: string | null;
};

/** An offer as the organization sees it. Of a badge that was accepted its holder decides who may look at its page. */
export type Offer = {
  id: string;
  learner: string;
  award: Award;
  by: string | null;
  state: 'offered' | 'over' | 'declined' | 'accepted' | 'revoked';
  offeredAt: string;
  until: string;
  badge: { id: string; hidden: boolean } | null;
  revoked: { at: string; reason: string } | null;
};

/** An offer as the learner sees it, before they answer. */
export type Offered = {
  id: string;
  organization: { id: string; name: string };
  learner: string;
  award: Award;
  offeredAt: string;
};

/** What of the learner stands in the badge, for everybody to read: they choose when they accept. */
export type Shown = { name: boolean; email: string | null };

export const OFFER_DAYS = 60;
/** Open at once; a class has some dozens. */
export const MOST_OFFERS = 500;
const DAY_MS = 86_400_000;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Badges that organizations offer. Who may offer in whose name is asked by whoever calls. */
export function openOffers(db: Db, issuing: Issuing, lists: StatusLists, { clock, random }: Around) {
  const now = () => clock().toISOString();

  const open = () =>
    db
      .selectFrom('badge_offer')
      .innerJoin('organization', 'organization.id', 'badge_offer.organization_id')
      .select([
        'badge_offer.id',
        'badge_offer.learner',
        'badge_offer.award',
        'badge_offer.person_id',
        'badge_offer.offered_at',
        'organization.id as organization',
        'organization.name',
      ])
      .where('badge_offer.state', '=', 'offered')
      .where('badge_offer.expires_at', '>', now());

  type Row = Awaited<ReturnType<ReturnType<typeof open>['executeTakeFirstOrThrow']>>;
  const offered = ({ id, organization, name, learner, award, offered_at }: Row): Offered => ({
    id,
    organization: { id: organization, name },
    learner,
    award: Award.parse(JSON.parse(award)),
    offeredAt: offered_at,
  });

  /** By the secret of its link, or, for the member it is for, by its name in their wallet. */
  const find = async (key: string, person: Person | null): Promise<Row | undefined> => {
    const token = parseToken(key);
    const row = await open()
      .where('badge_offer.id', '=', token ? hashOf(token) : key)
      .executeTakeFirst();
    const mine = row?.person_id === null ? token !== null : row?.person_id === person?.id;
    return row && mine ? row : undefined;
  };

  return {
    /** Offers a badge. The secret of its link is given here and never again. */
    async make({ organization, by, award, learner, member }: NewOffer): Promise<{ token: Token } | null> {
      const { many } = await open()
        .where('badge_offer.organization_id', '=', organization)
        .clearSelect()
        .select((eb) => eb.fn.countAll<number | string>().as('many'))
        .executeTakeFirstOrThrow();
      if (Number(many) >= MOST_OFFERS) return null;
      const token = newToken(random);
      const expires = new Date(clock().getTime() + OFFER_DAYS * DAY_MS);
      await db
        .insertInto('badge_offer')
        .values({
          id: hashOf(token),
          organization_id: organization,
          made_by: by.id,
          person_id: member,
          record_id: null,
          badge_id: null,
          learner,
          award: JSON.stringify(award),
          state: 'offered',
          offered_at: now(),
          expires_at: expires.toISOString(),
          answered_at: null,
        })
        .execute();
      return { token };
    },

    /** Everything that an organization offered, the newest first. */
    async of(organization: string): Promise<Offer[]> {
      const rows = await db
        .selectFrom('badge_offer')
        .leftJoin('issued_badge', 'issued_badge.id', 'badge_offer.badge_id')
        .leftJoin('person', 'person.id', 'badge_offer.made_by')
        .selectAll('badge_offer')
        .select(['person.name as by', 'issued_badge.list_id', 'issued_badge.place', 'issued_badge.hidden_at'])
        .where('badge_offer.organization_id', '=', organization)
        .orderBy('offered_at', 'desc')
        .orderBy('badge_offer.id')
        .execute();
      const all: Offer[] = [];
      for (const row of rows) {
        const entry =
          row.list_id === null || row.place === null
            ? undefined
            : await lists.stateOf(row.list_id, row.place);
        const revoked =
          entry?.state === 'revoked' ? { at: entry.changed_at, reason: entry.reason ?? '' } : null;
        const over = row.state === 'offered' && row.expires_at <= now();
        all.push({
          id: row.id,
          learner: row.learner,
          award: Award.parse(JSON.parse(row.award)),
          by: row.by,
          state: revoked ? 'revoked' : over ? 'over' : (row.state as 'offered' | 'declined' | 'accepted'),
          offeredAt: row.offered_at,
          until: row.expires_at,
          badge: row.badge_id === null ? null : { id: row.badge_id, hidden: row.hidden_at !== null },
          revoked,
        });
      }
      return all;
    },

    /** Takes an offer back that nobody accepted, and forgets it. */
    async withdraw(organization: string, id: string): Promise<boolean> {
      const { numDeletedRows } = await db
        .deleteFrom('badge_offer')
        .where('organization_id', '=', organization)
        .where('id', '=', id)
        .where('state', '!=', 'accepted')
        .executeTakeFirst();
      return numDeletedRows === 1n;
    },

    /** What waits for a member. */
    waiting: async (person: Person): Promise<Offered[]> =>
      (await open().where('badge_offer.person_id', '=', person.id).orderBy('offered_at').execute()).map(
        offered,
      ),

    /** What a link leads to; null alike for one that is over, answered, withdrawn, somebody else's or never was. */
    async look(key: string, person: Person | null): Promise<Offered | null> {
      const row = await find(key, person);
      return row ? offered(row) : null;
    },

    /** Signs the badge with what the learner agreed to show. Null: it is no longer on offer to them. */
    async accept(
      key: string,
      person: Person | null,
      recordId: string,
      shown: Shown,
    ): Promise<IssuedBadge | { problem: string } | null> {
      const row = await find(key, person);
      if (!row) return null;
      const { id, organization, learner, award, offeredAt } = offered(row);
      const { email: _unasked, ...asked } = award;
      return issuing.issueWith(
        shown.email === null ? asked : { ...asked, email: shown.email },
        { recordId, organization, name: shown.name ? learner : null, awardedAt: offeredAt },
        async (tx, badge) => {
          const { numUpdatedRows } = await tx
            .updateTable('badge_offer')
            .set({ state: 'accepted', record_id: recordId, badge_id: badge, answered_at: now() })
            .where('id', '=', id)
            .where('state', '=', 'offered')
            .executeTakeFirst();
          return numUpdatedRows === 1n;
        },
      );
    },

    /** Says no; the organization sees that. */
    async decline(key: string, person: Person | null): Promise<boolean> {
      const row = await find(key, person);
      if (!row) return false;
      const { numUpdatedRows } = await db
        .updateTable('badge_offer')
        .set({ state: 'declined', answered_at: now() })
        .where('id', '=', row.id)
        .where('state', '=', 'offered')
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}
