import type { Db } from '#storage/index.server.ts';
import { isUuid } from './addresses.ts';
import { fitted, type Badge } from './schema.ts';
import type { StatusLists } from './status-lists.server.ts';

/**
 * A badge that this installation signed. `address` is where everybody can look at it; null without a public address. `hidden`:
 * its holder lets nobody look.
 */
export type IssuedBadge = {
  id: string;
  address: string | null;
  text: string;
  badge: Badge;
  issuedAt: string;
  hidden: boolean;
  revoked: { at: string; reason: string } | null;
};

/** What was issued, for everybody, for its holder and for whoever gave it. */
export function openIssued(db: Db, lists: StatusLists, clock: () => Date) {
  const rows = () =>
    db.selectFrom('issued_badge').select(['id', 'text', 'list_id', 'place', 'issued_at', 'hidden_at']);

  const shown = async (
    row: Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirst']>>,
  ): Promise<IssuedBadge | null> => {
    if (!row) return null;
    const { id, text, issued_at: issuedAt, hidden_at } = row;
    const read = fitted(JSON.parse(text));
    if ('problems' in read)
      throw new Error(`badge ${id} of ours does not fit the standard: ${read.problems.join('; ')}`);
    const entry = await lists.stateOf(row.list_id, row.place);
    return {
      id,
      address: read.badge.id.startsWith('https:') ? read.badge.id : null,
      text,
      badge: read.badge,
      issuedAt,
      hidden: hidden_at !== null,
      revoked: entry?.state === 'revoked' ? { at: entry.changed_at, reason: entry.reason ?? '' } : null,
    };
  };

  return {
    issued: async (id: string): Promise<IssuedBadge | null> =>
      isUuid(id) ? shown(await rows().where('id', '=', id).executeTakeFirst()) : null,

    /** The same for its holder, by the text that they keep; null for a badge from elsewhere, or of somebody else. */
    issuedTo: async (record: string, text: string): Promise<IssuedBadge | null> =>
      shown(await rows().where('record_id', '=', record).where('text', '=', text.trim()).executeTakeFirst()),

    /** Lets everybody with the address look at the page of a badge, or nobody. False where the record has no such badge. */
    async show(record: string, id: string, open: boolean): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('issued_badge')
        .set({ hidden_at: open ? null : clock().toISOString() })
        .where('record_id', '=', record)
        .where('id', '=', id)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    /**
     * Revokes it for ever. `false`: it was so already; `null`: there is no such badge.
     * @param organization only what was given in its name; undefined = whatever this installation signed
     */
    async revoke(id: string, reason: string, organization?: string): Promise<boolean | null> {
      if (!isUuid(id)) return null;
      const query = db.selectFrom('issued_badge').select(['list_id', 'place']).where('id', '=', id);
      const row = await (
        organization === undefined ? query : query.where('organization_id', '=', organization)
      ).executeTakeFirst();
      return row ? lists.revoke(row.list_id, row.place, reason) : null;
    },
  };
}
export type Issued = ReturnType<typeof openIssued>;
