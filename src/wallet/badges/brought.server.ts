import { createHash } from 'node:crypto';
import type { RandomBytes } from '#kernel/ids.ts';
import type { Db } from '#storage/index.server.ts';
import { newUuid } from './addresses.ts';
import { reasonToRefuse } from './keeping.ts';
import type { CheckedBadge } from './verify.server.ts';

/**
 * A badge in the wallet of a record: `text` as it came, without its picture; `subjects` is what it proves. `name` and `issuer`
 * are as its writer gave them when it came. No verdict is read back: a badge kept last year may have ended or been revoked, and
 * what an archive says of it may be anything. Whoever shows a badge checks its text anew.
 */
export type KeptBadge = {
  id: string;
  text: string;
  name: string;
  issuer: string;
  addedAt: string;
  subjects: string[];
};

export type Kept = { kept: string } | { refused: string };

/** More would make the page of a wallet slow: each of them is checked whenever it is shown. */
export const MOST_KEPT = 60;

const sumOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The row of a badge as it comes into a wallet, with what a check found that day. */
export function rowOf(record: string, checked: CheckedBadge, id: string, at: string) {
  const { badge, text, form, verdict, checks } = checked;
  if (!badge || text === null || form === null) throw new Error('What is no badge cannot be kept.');
  const { issuer } = badge;
  return {
    id,
    record_id: record,
    form,
    text,
    sha256: sumOf(text),
    name: badge.credentialSubject.achievement.name,
    issuer: typeof issuer === 'string' ? issuer : (issuer.name ?? issuer.id),
    valid_from: badge.validFrom ?? badge.issuanceDate ?? null,
    valid_until: badge.validUntil ?? badge.expirationDate ?? null,
    verdict,
    checks: JSON.stringify(checks),
    checked_at: at,
    added_at: at,
  };
}

/** Badges that people keep, from here and from elsewhere. Every question is asked for one record; nobody reaches another's. */
export function openBrought(db: Db, clock: () => Date, random: RandomBytes) {
  const of = (record: string) =>
    db
      .selectFrom('badge')
      .select(['id', 'text', 'name', 'issuer', 'added_at'])
      .where('record_id', '=', record);

  const all = async (record: string): Promise<KeptBadge[]> => {
    const rows = await of(record).orderBy('added_at').orderBy('id').execute();
    const uses = await db.selectFrom('badge_use').selectAll().where('record_id', '=', record).execute();
    return rows.map(({ id, text, name, issuer, added_at }) => ({
      id,
      text,
      name,
      issuer,
      addedAt: added_at,
      subjects: uses.filter((use) => use.badge_id === id).map((use) => use.subject),
    }));
  };

  const find = async (record: string, id: string): Promise<KeptBadge | null> =>
    (await all(record)).find((one) => one.id === id) ?? null;

  return {
    all,
    find,

    /** Keeps a badge; the same one again is not kept twice. Refused, in a sentence: what is no badge, or was changed. */
    async keep(record: string, checked: CheckedBadge): Promise<Kept> {
      const refused = reasonToRefuse(checked);
      if (refused !== null) return { refused };
      const at = clock().toISOString();
      const row = rowOf(record, checked, newUuid(random), at);
      const same = await of(record).where('sha256', '=', row.sha256).executeTakeFirst();
      if (!same) {
        const { many } = await db
          .selectFrom('badge')
          .select((eb) => eb.fn.countAll<number | string>().as('many'))
          .where('record_id', '=', record)
          .executeTakeFirstOrThrow();
        if (Number(many) >= MOST_KEPT)
          return { refused: `You keep ${MOST_KEPT} badges, and more do not fit. Remove one first.` };
      }
      const { verdict, checks, checked_at } = row;
      const { id } = await db
        .insertInto('badge')
        .values(row)
        .onConflict((conflict) =>
          conflict.columns(['record_id', 'sha256']).doUpdateSet({ verdict, checks, checked_at }),
        )
        .returning('id')
        .executeTakeFirstOrThrow();
      return { kept: id };
    },

    /** Says what a badge proves: a subject such as `credential ascp-mlt`, or that it no longer does. */
    async mark(record: string, id: string, subject: string, proves: boolean): Promise<boolean> {
      if (!(await find(record, id))) return false;
      if (proves)
        await db
          .insertInto('badge_use')
          .values({ badge_id: id, record_id: record, subject })
          .onConflict((conflict) => conflict.columns(['badge_id', 'subject']).doNothing())
          .execute();
      else
        await db
          .deleteFrom('badge_use')
          .where('badge_id', '=', id)
          .where('record_id', '=', record)
          .where('subject', '=', subject)
          .execute();
      return true;
    },

    /** What was removed, so that it can be put back; null when this record has no such badge. */
    async remove(record: string, id: string): Promise<KeptBadge | null> {
      const kept = await find(record, id);
      if (kept) await db.deleteFrom('badge').where('record_id', '=', record).where('id', '=', id).execute();
      return kept;
    },
  };
}
