import { disclaimer, type Award } from './award.ts';
import { CREDENTIALS_V2, OPEN_BADGES } from './context.ts';
import type { Json } from './token.ts';

/** What an award needs to become a credential. Addresses and moments as they stand in it. */
export type Frame = {
  id: string;
  issuer: { id: string; name: string; url: string | null };
  achievementId: string;
  /** How the learner is named: by a name of chance, or by what they agreed to: their e-mail as a hash, their name in clear. */
  subject: { id: string } | { email: { hash: string; salt: string } | null; name: string | null };
  /** Where the picture stands; null without a public address. */
  image: string | null;
  from: string;
  /** When it was decided that the learner has earned it; it may be signed later. */
  awarded: string;
  status: { list: string; place: number };
};

const given = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined && v !== null)) as T;

/** Open Badges 3.0 §B.1.12: a hash, or the plain text where the learner wants to be seen. */
const identitiesOf = ({ email, name }: Exclude<Frame['subject'], { id: string }>): Json[] => [
  ...(email
    ? [
        {
          type: 'IdentityObject',
          hashed: true,
          identityHash: `sha256$${email.hash}`,
          identityType: 'emailAddress',
          salt: email.salt,
        },
      ]
    : []),
  ...(name === null
    ? []
    : [{ type: 'IdentityObject', hashed: false, identityHash: name, identityType: 'name' }]),
];

/** The AchievementCredential (Open Badges 3.0 §B.1) of an award, without proof. */
export function credentialOf(award: Award, frame: Frame): Json {
  const { issuer, subject, status, from } = frame;
  const identity = 'id' in subject ? { id: subject.id } : { identifier: identitiesOf(subject) };
  const evidence = award.evidence?.map(({ url, ...said }) => given({ id: url, type: ['Evidence'], ...said }));
  const alignment = award.alignment?.map((each) =>
    given({
      type: ['Alignment'],
      targetName: each.name,
      targetUrl: each.url,
      targetFramework: each.framework,
      targetCode: each.code,
      targetDescription: each.description,
    }),
  );
  return given({
    '@context': [CREDENTIALS_V2, OPEN_BADGES],
    id: frame.id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: award.name,
    image: frame.image && { id: frame.image, type: 'Image' },
    issuer: given({ id: issuer.id, type: ['Profile'], name: issuer.name, url: issuer.url }),
    validFrom: from,
    validUntil: award.validUntil && `${award.validUntil}T23:59:59Z`,
    awardedDate: frame.awarded,
    credentialSubject: {
      ...identity,
      type: ['AchievementSubject'],
      narrative: disclaimer(issuer.name, award.simulated ?? false),
      achievement: given({
        id: frame.achievementId,
        type: ['Achievement'],
        achievementType: 'Badge',
        name: award.name,
        description: award.description,
        criteria: { narrative: award.criteria },
        alignment: alignment?.length ? alignment : undefined,
      }),
    },
    evidence: evidence?.length ? evidence : undefined,
    credentialStatus: {
      id: `${status.list}#${status.place}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: String(status.place),
      statusListCredential: status.list,
    },
  });
}

/** The status list (Bitstring Status List §3.2) as a credential, without proof. */
export const statusListOf = (
  address: string,
  issuer: string,
  encodedList: string,
  from: string,
  until: string,
): Json => ({
  '@context': [CREDENTIALS_V2],
  id: address,
  type: ['VerifiableCredential', 'BitstringStatusListCredential'],
  issuer,
  validFrom: from,
  validUntil: until,
  credentialSubject: {
    id: `${address}#list`,
    type: 'BitstringStatusList',
    statusPurpose: 'revocation',
    encodedList,
  },
});
