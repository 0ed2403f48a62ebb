import { longDate } from '#kernel/when.ts';
import { listed, plainly, type Badge, type BadgeVerdict, type Check, type CheckName } from '#wallet/index.ts';

/** What a badge says, for a page. Every word of it is its writer's, who may be anybody. */
export type BadgeView = {
  name: string;
  description: string;
  criteria: string | null;
  criteriaUrl: string | null;
  narrative: string | null;
  issuer: { id: string; name: string };
  /** As the learner wanted to be called in it; null where it names nobody in clear. */
  earner: string | null;
  /** ISO days. */
  from: string;
  until: string | null;
  evidence: { name: string; narrative: string | null; url: string | null }[];
  alignment: { name: string; about: string; url: string | null }[];
};

/** Only addresses of the web become links: a badge could bring `javascript:` along. */
const link = (address: string | undefined): string | null =>
  /^https?:$/.test(URL.parse(address ?? '')?.protocol ?? '') ? address! : null;

const words = (text: string | undefined): string | null =>
  text === undefined ? null : plainly(text) || null;

export function badgeView(badge: Badge): BadgeView {
  const { achievement, narrative } = badge.credentialSubject;
  const issuer = typeof badge.issuer === 'string' ? { id: badge.issuer } : badge.issuer;
  const named = listed(badge.credentialSubject.identifier).find(
    (each) => !each.hashed && each.identityType === 'name',
  );
  const until = badge.validUntil ?? badge.expirationDate;
  return {
    name: words(achievement.name) ?? 'A badge without a name',
    description: plainly(achievement.description),
    criteria: words(achievement.criteria.narrative),
    criteriaUrl: link(achievement.criteria.id),
    narrative: words(narrative),
    issuer: { id: plainly(issuer.id), name: ('name' in issuer && words(issuer.name)) || plainly(issuer.id) },
    earner: words(named?.identityHash),
    from: String(badge.validFrom ?? badge.issuanceDate).slice(0, 10),
    until: until?.slice(0, 10) ?? null,
    evidence: listed(badge.evidence).map((each) => ({
      name: words(each.name) ?? words(each.genre) ?? 'Evidence',
      narrative: words(each.narrative ?? each.description),
      url: link(each.id),
    })),
    alignment: listed(achievement.alignment).map((each) => ({
      name: plainly(each.targetName),
      about: [each.targetFramework, each.targetCode, each.targetDescription]
        .flatMap((t) => words(t) ?? [])
        .join(', '),
      url: link(each.targetUrl),
    })),
  };
}

const ASKED: { [C in CheckName]: string } = {
  form: 'Can it be read?',
  schema: 'Is it complete?',
  context: 'Is it clear what its words mean?',
  dates: 'Is it in force today?',
  proof: 'Is it unchanged since it was signed?',
  issuer: 'Did its issuer sign it?',
  status: 'Does its issuer still stand by it?',
};
const ANSWER = { passed: 'Yes', failed: 'No', skipped: 'Not known' } as const;
const MARK = { passed: 'met', failed: 'unmet', skipped: 'unknown' } as const;

/** The checks as questions with answers. */
export const checksView = (checks: readonly Check[]) =>
  checks.map(({ check, outcome, reason }) => ({
    question: ASKED[check],
    verdict: MARK[outcome],
    word: ANSWER[outcome],
    reason: `${reason[0]!.toUpperCase()}${reason.slice(1)}.`.replace(/\b\d{4}-\d\d-\d\d\b/g, longDate),
  }));

export const HEADLINE: {
  [V in BadgeVerdict]: { title: string; text: string; kind: 'note' | 'caution' | 'problem' };
} = {
  valid: {
    title: 'This badge is good',
    text: 'Its issuer signed it, nothing was changed since, and it is in force today.',
    kind: 'note',
  },
  'not known': {
    title: 'Not everything could be checked here',
    text: 'Nothing speaks against this badge, but one of the answers below is missing. Ask its issuer before you rely on it.',
    kind: 'caution',
  },
  'not valid': {
    title: 'This badge is not good',
    text: 'At least one answer below is no. Do not rely on it.',
    kind: 'problem',
  },
};
