import { ownName, qrSvg } from '#wallet/index.ts';
import { badges } from '../../../app.server.ts';
import { badgeAt } from '../file.server.ts';
import { badgeView, checksView, HEADLINE } from '../view.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ params, setHeaders }) => {
  const issued = await badgeAt(params.id);
  const { verdict, checks } = await (await badges()).check(issued.text);
  // Whoever has the address may look; it is not for search engines to hand it round.
  setHeaders({ 'x-robots-tag': 'noindex', 'cache-control': 'no-cache' });
  const badge = badgeView(issued.badge);
  return {
    id: issued.id,
    badge,
    /** Given in the name of an organization, whose members chose that name themselves. */
    named: badge.issuer.name !== ownName(badge.issuer.id),
    headline: HEADLINE[verdict],
    checks: checksView(checks),
    revokedOn: issued.revoked?.at.slice(0, 10) ?? null,
    address: issued.address,
    qr: issued.address === null ? null : qrSvg(issued.address),
  };
};
