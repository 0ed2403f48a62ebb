import type { RequestEvent } from '@sveltejs/kit';
import type { CheckedBadge, IssuedBadge, KeptBadge } from '#wallet/badges.server.ts';
import { plainly } from '#wallet/index.ts';
import { app, badges } from '../../../app.server.ts';
import { checkAll } from '../../badge/checking.server.ts';
import { badgeView, checksView } from '../../badge/view.ts';
import { toldBy } from '../../record.server.ts';
import { subjectsOf, type Subject } from '../../record/evidence/subjects.ts';

/** How a badge of a wallet stands, as a shape and a word, with the reason where it is not good. */
export type Standing = { verdict: 'met' | 'unmet' | 'unknown'; word: string; why: string | null };

/** A badge in a wallet as it was found just now; `href` leads to all about it. */
export type Card = {
  id: string;
  href: string;
  name: string;
  issuer: string;
  until: string | null;
  standing: Standing;
  subjects: string[];
};

const NOT_NOW: Standing = {
  verdict: 'unknown',
  word: 'Not checked now',
  why: 'Very many badges were looked at from your network just now. Open this page again in some minutes.',
};

/** @param revoked what only its holder learns: why whoever gave it took it back */
export function standingOf(
  found: CheckedBadge | null,
  revoked: IssuedBadge['revoked'] | undefined,
): Standing {
  if (!found) return NOT_NOW;
  const { verdict, checks } = found;
  if (verdict === 'valid') return { verdict: 'met', word: 'Good today', why: null };
  const outcome = verdict === 'not valid' ? 'failed' : 'skipped';
  const odd = checks.filter((each) => each.outcome === outcome);
  const why = checksView(odd)[0]?.reason ?? null;
  if (verdict === 'not known') return { verdict: 'unknown', word: 'Not known', why };
  if (revoked)
    return {
      verdict: 'unmet',
      word: 'Revoked',
      why: `Whoever gave it took it back. They say why: ${plainly(revoked.reason)}`,
    };
  const only = odd.length === 1 ? odd[0]!.check : null;
  const word = only === 'status' ? 'Revoked' : only === 'dates' ? 'Not in force' : 'Not good';
  return { verdict: 'unmet', word, why };
}

export function cardOf(
  kept: KeptBadge,
  found: CheckedBadge | null,
  revoked: IssuedBadge['revoked'] | undefined,
): Card {
  const view = found?.badge ? badgeView(found.badge) : null;
  return {
    id: kept.id,
    href: `/wallet/badges/${kept.id}`,
    name: view?.name ?? (plainly(kept.name) || 'A badge without a name'),
    issuer: view?.issuer.name ?? plainly(kept.issuer),
    until: view?.until ?? null,
    standing: standingOf(found, revoked),
    subjects: kept.subjects,
  };
}

/** Every badge of a record, each looked at now. */
export async function cardsOf(
  event: Pick<RequestEvent, 'getClientAddress'>,
  record: string,
): Promise<Card[]> {
  const store = await badges();
  const kept = await store.brought.all(record);
  const found = await checkAll(
    event,
    kept.map((each) => each.text),
  );
  const cards: Card[] = [];
  for (const [i, each] of kept.entries())
    cards.push(cardOf(each, found?.[i] ?? null, (await store.issuedTo(record, each.text))?.revoked));
  return cards;
}

/** What in a person's record a badge can prove, as evidence can. */
export async function provable(cookies: RequestEvent['cookies']): Promise<Subject[]> {
  const told = await toldBy(cookies);
  const { book } = app();
  return told ? subjectsOf(told.record, (rule) => book.goals.get(rule)?.short ?? rule) : [];
}
