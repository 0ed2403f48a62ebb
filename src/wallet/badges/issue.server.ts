import { createHash } from 'node:crypto';
import type { Db } from '#storage/index.server.ts';
import { addressFor, newUuid, originOf, ownName, uuidOf } from './addresses.ts';
import type { Award } from './award.ts';
import { rowOf } from './brought.server.ts';
import { credentialOf, type Frame } from './credential.ts';
import type { Issued, IssuedBadge } from './issued.server.ts';
import type { Around, Issuer } from './issuer.server.ts';
import type { Pins } from './pins.server.ts';
import { signedText, toSecond } from './sign.server.ts';
import type { StatusLists } from './status-lists.server.ts';
import { addressesIn, verifyBadge } from './verify.server.ts';

/**
 * For whom, and in whose name. `organization` null: the installation itself. `name`: as the learner agreed to be called in the
 * badge, for everybody to read. `awardedAt`: when it was decided, ISO 8601; now unless told.
 */
export type AwardTo = {
  recordId: string;
  organization: { id: string; name: string } | null;
  name?: string | null;
  awardedAt?: string;
};

/** What else has to be true when a badge is written; false = it is not, and no badge comes of it. */
type Beside = (tx: Db, id: string) => Promise<boolean>;

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Makes badges: signed, with a place in a list, and put into the wallet of whom they are for. */
export function openIssuing(
  db: Db,
  issuer: Issuer,
  lists: StatusLists,
  pins: Pins,
  issued: Issued,
  { clock, random }: Around,
) {
  /** Signs an award and keeps it. Null where `beside` did not hold; a problem where the installation's key cannot be used. */
  async function issueWith(
    award: Award,
    { recordId, organization, name: shownName = null, awardedAt }: AwardTo,
    beside: Beside,
  ): Promise<IssuedBadge | { problem: string } | null> {
    const signer = await issuer.current();
    if ('problem' in signer) return signer;
    const { did, key } = signer;
    const id = newUuid(random);
    const at = clock();
    const { list, place } = await lists.reserve(did);
    const origin = originOf(did);
    const name = organization?.name ?? ownName(did);
    const address = addressFor(did, 'badge', id);
    const credential = credentialOf(award, {
      id: address,
      issuer: { id: did, name, url: origin },
      // The same achievement has the same name, whoever earned it.
      achievementId: `urn:uuid:${uuidOf(sha256(JSON.stringify([did, name, award.name, award.description, award.criteria])))}`,
      subject: subjectOf(award.email, shownName, random),
      image: origin === null ? null : `${address}.png`,
      from: toSecond(at),
      awarded: toSecond(awardedAt === undefined ? at : new Date(awardedAt)),
      status: { list: addressFor(did, 'status', list), place },
    });
    const text = await signedText(credential, key, at);
    const checked = await verifyBadge(text, { pinned: await pins.at(addressesIn(text)), now: at });
    const row = {
      id,
      record_id: recordId,
      organization_id: organization?.id ?? null,
      key_id: key.id,
      list_id: list,
      place,
      text,
      issued_at: at.toISOString(),
      hidden_at: null,
    };
    const written = await db.transaction().execute(async (tx) => {
      await tx.insertInto('issued_badge').values(row).execute();
      if (!(await beside(tx, id))) {
        await tx.deleteFrom('issued_badge').where('id', '=', id).execute();
        return false;
      }
      await tx
        .insertInto('badge')
        .values(rowOf(recordId, checked, newUuid(random), row.issued_at))
        .execute();
      return true;
    });
    return written ? issued.issued(id) : null;
  }

  return {
    issueWith,

    issue: async (award: Award, to: AwardTo): Promise<IssuedBadge | { problem: string }> =>
      (await issueWith(award, to, async () => true))!,

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
export type Issuing = ReturnType<typeof openIssuing>;

/** An e-mail only as a hash with salt (Open Badges 3.0 §B.1.12); with nothing agreed to, a name that is of use only with the badge. */
function subjectOf(
  email: string | undefined,
  name: string | null,
  random: Around['random'],
): Frame['subject'] {
  if (email === undefined && name === null) return { id: `urn:uuid:${newUuid(random)}` };
  if (email === undefined) return { email: null, name };
  const salt = Buffer.from(random(16)).toString('hex');
  return { email: { hash: sha256(email.toLowerCase() + salt).toString('hex'), salt }, name };
}
