import { createHash } from 'node:crypto';
import type { Db } from '#storage/index.server.ts';
import { addressFor, isUuid, newUuid, originOf, uuidOf } from './addresses.ts';
import type { Award } from './award.ts';
import { credentialOf } from './credential.ts';
import type { Around, Issuer } from './issuer.server.ts';
import { fitted, type Badge } from './schema.ts';
import { signedText, toSecond } from './sign.server.ts';
import type { StatusLists } from './status-lists.server.ts';

/** For whom, and in whose name. `organization` null: the installation itself. */
export type AwardTo = { recordId: string; organization: { id: string; name: string } | null };

/** `address` is where everybody can look at it; null without a public address. */
export type IssuedBadge = {
  id: string;
  address: string | null;
  text: string;
  badge: Badge;
  issuedAt: string;
  revoked: { at: string; reason: string } | null;
};

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Badges that this installation gives. */
export function openIssuing(db: Db, issuer: Issuer, lists: StatusLists, { clock, random }: Around) {
  const issued = async (id: string): Promise<IssuedBadge | null> => {
    if (!isUuid(id)) return null;
    const row = await db.selectFrom('issued_badge').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) return null;
    const read = fitted(JSON.parse(row.text));
    if ('problems' in read)
      throw new Error(`badge ${id} of ours does not fit the standard: ${read.problems.join('; ')}`);
    const entry = await lists.stateOf(row.list_id, row.place);
    return {
      id,
      address: read.badge.id.startsWith('https:') ? read.badge.id : null,
      text: row.text,
      badge: read.badge,
      issuedAt: row.issued_at,
      revoked: entry?.state === 'revoked' ? { at: entry.changed_at, reason: entry.reason ?? '' } : null,
    };
  };

  return {
    issued,

    /** Signs an award and keeps it. A problem, in one sentence, when the installation's key cannot be used. */
    async issue(
      award: Award,
      { recordId, organization }: AwardTo,
    ): Promise<IssuedBadge | { problem: string }> {
      const signer = await issuer.current();
      if ('problem' in signer) return signer;
      const { did, key } = signer;
      const id = newUuid(random);
      const at = clock();
      const { list, place } = await lists.reserve(did);
      const origin = originOf(did);
      const name =
        organization?.name ??
        (origin === null ? 'A private copy of Benchpath' : `Benchpath at ${new URL(origin).host}`);
      const address = addressFor(did, 'badge', id);
      const credential = credentialOf(award, {
        id: address,
        issuer: { id: did, name, url: origin },
        // The same achievement has the same name, whoever earned it.
        achievementId: `urn:uuid:${uuidOf(sha256(JSON.stringify([did, name, award.name, award.description, award.criteria])))}`,
        subject: subjectOf(award.email, random),
        image: origin === null ? null : `${address}.png`,
        from: toSecond(at),
        status: { list: addressFor(did, 'status', list), place },
      });
      const text = await signedText(credential, key, at);
      await db
        .insertInto('issued_badge')
        .values({
          id,
          record_id: recordId,
          organization_id: organization?.id ?? null,
          key_id: key.id,
          list_id: list,
          place,
          text,
          issued_at: at.toISOString(),
        })
        .execute();
      return (await issued(id))!;
    },

    /** Revokes it for ever. `false`: it was so already; `null`: there is no such badge. */
    async revoke(id: string, reason: string): Promise<boolean | null> {
      if (!isUuid(id)) return null;
      const row = await db
        .selectFrom('issued_badge')
        .select(['list_id', 'place'])
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? lists.revoke(row.list_id, row.place, reason) : null;
    },

    /** Whose record a badge goes to: that of the account with this e-mail, or the only one that there is. */
    async recordOf(email: string | null): Promise<string | { problem: string }> {
      const asked =
        email === null
          ? db.selectFrom('record').select('record.id')
          : db
              .selectFrom('record')
              .innerJoin('person', 'person.id', 'record.person_id')
              .select('record.id')
              .where('person.email', '=', email.toLowerCase());
      const [only, another] = await asked.limit(2).execute();
      if (!only)
        return {
          problem:
            email === null
              ? 'nobody has a record here yet'
              : `no account with the e-mail ${email} has a record here`,
        };
      return another ? { problem: 'several people have records here; say whose with --to EMAIL' } : only.id;
    },
  };
}

/** An e-mail only as a hash with salt (Open Badges 3.0 §B.1.12); without one a name that is of use only with the badge. */
function subjectOf(
  email: string | undefined,
  random: Around['random'],
): { hash: string; salt: string } | { id: string } {
  if (email === undefined) return { id: `urn:uuid:${newUuid(random)}` };
  const salt = Buffer.from(random(16)).toString('hex');
  return { hash: sha256(email.toLowerCase() + salt).toString('hex'), salt };
}
