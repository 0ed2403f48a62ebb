import { error } from '@sveltejs/kit';
import { qrSvg } from '#wallet/index.ts';
import { badges } from '../../../app.server.ts';
import { badgeView, checksView, HEADLINE } from '../view.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ params, setHeaders }) => {
  const store = await badges();
  const issued = await store.issued(params.id);
  if (!issued) error(404, 'No badge of this address is on file here. Its holder may have deleted it.');
  const { verdict, checks } = await store.check(issued.text);
  // Whoever has the address may look; it is not for search engines to hand it round.
  setHeaders({ 'x-robots-tag': 'noindex', 'cache-control': 'no-cache' });
  return {
    id: issued.id,
    badge: badgeView(issued.badge),
    headline: HEADLINE[verdict],
    checks: checksView(checks),
    revokedOn: issued.revoked?.at.slice(0, 10) ?? null,
    address: issued.address,
    qr: issued.address === null ? null : qrSvg(issued.address),
  };
};
