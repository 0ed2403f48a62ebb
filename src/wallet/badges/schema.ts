import { z } from 'zod';
import { failed, passed, type Check } from './checks.ts';
import { MOMENT, momentOf } from './dates.ts';
import type { Json } from './token.ts';

/**
 * What Open Badges 3.0 asks of an AchievementCredential (§B.1), as a credential of VC 2.0 (`validFrom`) or of VC 1.1
 * (`issuanceDate`). Our own reading of the standard: loose about what a badge may add, strict about what is looked at here.
 */
const text = z.string().max(20_000);
const address = z
  .string()
  .max(2000)
  .regex(/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/, 'is no address');
const moment = z.string().regex(MOMENT, 'is no date with time and zone').refine((t) => momentOf(t) !== null, 'is no day of the calendar'); // prettier-ignore
const some = <T extends z.ZodType>(one: T) => z.union([one, z.array(one).max(200)]);
const types = (...names: [string, ...string[]]) =>
  z
    .union([z.string(), z.array(z.string()).min(1).max(20)])
    .refine((t) => names.some((name) => [t].flat().includes(name)), `is not ${names.join(' or ')}`);

const Image = z.union([
  address,
  z.looseObject({ id: address, type: types('Image'), caption: text.optional() }),
]);
const Profile = z.looseObject({
  id: address,
  type: types('Profile'),
  name: text.optional(),
  url: address.optional(),
  email: text.optional(),
  image: Image.optional(),
});
const Alignment = z.looseObject({
  type: types('Alignment'),
  targetName: text,
  targetUrl: address,
  targetCode: text.optional(),
  targetDescription: text.optional(),
  targetFramework: text.optional(),
});
const Achievement = z.looseObject({
  id: address,
  type: types('Achievement'),
  name: text,
  description: text,
  criteria: z.looseObject({ id: address.optional(), narrative: text.optional() }),
  achievementType: text.optional(),
  alignment: some(Alignment).optional(),
  image: Image.optional(),
});
const Identity = z.looseObject({
  type: types('IdentityObject'),
  hashed: z.boolean(),
  identityHash: text,
  identityType: text,
  salt: text.optional(),
});
const Subject = z
  .looseObject({
    id: address.optional(),
    type: types('AchievementSubject'),
    identifier: some(Identity).optional(),
    achievement: Achievement,
    narrative: text.optional(),
  })
  .refine((s) => s.id !== undefined || s.identifier !== undefined, 'names nobody who earned it');
const Evidence = z.looseObject({
  id: address.optional(),
  type: types('Evidence'),
  name: text.optional(),
  description: text.optional(),
  narrative: text.optional(),
  genre: text.optional(),
  audience: text.optional(),
});
const Status = z.looseObject({ id: address.optional(), type: z.string().max(200) });
const Proof = z.looseObject({
  type: z.string().max(200),
  cryptosuite: z.string().max(200).optional(),
  created: moment.optional(),
  expires: moment.optional(),
  proofPurpose: z.string().max(200),
  verificationMethod: address,
  proofValue: z.string().max(2000),
});

export const Badge = z
  .looseObject({
    '@context': z.array(z.string()).min(2).max(10),
    id: address,
    type: types('OpenBadgeCredential', 'AchievementCredential').refine(
      (t) => [t].flat().includes('VerifiableCredential'),
      'is not VerifiableCredential',
    ),
    issuer: z.union([address, Profile]),
    name: text.optional(),
    description: text.optional(),
    validFrom: moment.optional(),
    validUntil: moment.optional(),
    issuanceDate: moment.optional(),
    expirationDate: moment.optional(),
    awardedDate: moment.optional(),
    credentialSubject: Subject,
    evidence: some(Evidence).optional(),
    credentialStatus: some(Status).optional(),
    proof: some(Proof).optional(),
  })
  .refine(
    (b) => b.validFrom !== undefined || b.issuanceDate !== undefined,
    'does not say from when it holds',
  );
export type Badge = z.infer<typeof Badge>;

const MOST_TOLD = 5;

/** The badge as its schema has it, or what does not fit in words, the first few of it. */
export function fitted(credential: unknown): { badge: Badge } | { problems: string[] } {
  const read = Badge.safeParse(credential);
  if (read.success) return { badge: read.data };
  const problems = read.error.issues.map(
    (issue) => `${issue.path.join('.') || 'the badge'}: ${plain(issue)}`,
  );
  return { problems: [...new Set(problems)].slice(0, MOST_TOLD) };
}

/** Zod's own sentences speak to programmers; ours stand in the schema. */
function plain({ code, message }: z.core.$ZodIssue): string {
  if (message.endsWith('received undefined')) return 'is missing';
  if (code === 'invalid_type' || code === 'invalid_union' || code === 'invalid_value')
    return 'is not what stands there in a badge';
  if (code === 'too_big') return 'is too long';
  return code === 'too_small' ? 'is too short' : message;
}

/** The one entry or the entries, as a list. */
export const listed = <T>(value: T | T[] | undefined): T[] =>
  value === undefined ? [] : ([value].flat() as T[]);

export function schemaCheck(credential: Json): Check {
  const read = fitted(credential);
  if ('badge' in read) return passed('schema', 'it has all that Open Badges 3.0 asks for');
  return failed('schema', hint(credential) ?? read.problems.join('; '));
}

/** Badges of the older standard look like nothing of the new one; a list of missing parts would say little. */
function hint(credential: Json): string | null {
  const older = JSON.stringify(credential['@context'])?.includes('w3id.org/openbadges/v');
  return older ? 'it is a badge of Open Badges 1 or 2; only 3.0 is checked here' : null;
}
