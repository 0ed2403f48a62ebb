import { createHash } from 'node:crypto';
import type { RandomBytes } from '#kernel/ids.ts';
import type { Db } from '#storage/index.server.ts';
import { newUuid } from './addresses.ts';
import type { BadgeVerdict, Check } from './checks.ts';
import type { CheckedBadge } from './verify.server.ts';

/** A badge that somebody brought into their record: `text` as it came, without its picture; found = what a check said then. */
export type BroughtBadge = {
  id: string;
  form: string;
  text: string;
  name: string;
  issuer: string;
  validFrom: string | null;
  validUntil: string | null;
  verdict: BadgeVerdict;
  checks: Check[];
  checkedAt: string;
  addedAt: string;
};

/** Badges from elsewhere that people keep. Every question is asked for one record; nobody reaches another's. */
export function openBrought(db: Db, clock: () => Date, random: RandomBytes) {
  const of = (recordId: string) => db.selectFrom('badge').selectAll().where('record_id', '=', recordId);
  return {
    /** Keeps a badge; the same one again is checked anew, not kept twice. Null for what is no badge. */
    async keep(
      recordId: string,
      { badge, text, form, verdict, checks }: CheckedBadge,
    ): Promise<string | null> {
      if (!badge || text === null || form === null) return null;
      const at = clock().toISOString();
      const found = { verdict, checks: JSON.stringify(checks), checked_at: at };
      const { issuer } = badge;
      const row = {
        id: newUuid(random),
        record_id: recordId,
        form,
        text,
        sha256: createHash('sha256').update(text).digest('hex'),
        name: badge.credentialSubject.achievement.name,
        issuer: typeof issuer === 'string' ? issuer : (issuer.name ?? issuer.id),
        valid_from: badge.validFrom ?? badge.issuanceDate ?? null,
        valid_until: badge.validUntil ?? badge.expirationDate ?? null,
        added_at: at,
        ...found,
      };
      const { id } = await db
        .insertInto('badge')
        .values(row)
        .onConflict((conflict) => conflict.columns(['record_id', 'sha256']).doUpdateSet(found))
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    },

    async all(recordId: string): Promise<BroughtBadge[]> {
      const rows = await of(recordId).orderBy('added_at').orderBy('id').execute();
      return rows.map((row) => ({
        id: row.id,
        form: row.form,
        text: row.text,
        name: row.name,
        issuer: row.issuer,
        validFrom: row.valid_from,
        validUntil: row.valid_until,
        verdict: row.verdict as BadgeVerdict,
        checks: JSON.parse(row.checks) as Check[],
        checkedAt: row.checked_at,
        addedAt: row.added_at,
      }));
    },

    /** False when this record has no such badge. */
    async remove(recordId: string, id: string): Promise<boolean> {
      const { numDeletedRows } = await db
        .deleteFrom('badge')
        .where('record_id', '=', recordId)
        .where('id', '=', id)
        .executeTakeFirst();
      return numDeletedRows === 1n;
    },
  };
}
