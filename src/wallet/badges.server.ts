/** The door of badges: checking, issuing, and what is kept of both. */
import type { Db } from '#storage/index.server.ts';
import { openBrought } from './badges/brought.server.ts';
import { openIssued } from './badges/issued.server.ts';
import { openIssuing } from './badges/issue.server.ts';
import { openIssuer, type Around } from './badges/issuer.server.ts';
import { openOffers } from './badges/offers.server.ts';
import { openPins } from './badges/pins.server.ts';
import { openStatusLists } from './badges/status-lists.server.ts';
import { addressesIn, verifyBadge, type CheckedBadge } from './badges/verify.server.ts';

export { bakedPng, bakedSvg } from './badges/bake.server.ts';
export type { KeptBadge } from './badges/brought.server.ts';
export type { IssuedBadge } from './badges/issued.server.ts';
export { MOST_OFFERS, OFFER_DAYS, type Offer } from './badges/offers.server.ts';
export { verifyBadge, type CheckedBadge } from './badges/verify.server.ts';

/** Everything about badges over one database. Nothing is written before the first key is needed. */
export function openBadges(db: Db, around: Around) {
  const issuer = openIssuer(db, around);
  const lists = openStatusLists(db, issuer, around);
  const pins = openPins(db, issuer, lists, around.clock);
  const issued = openIssued(db, lists, around.clock);
  const issuing = openIssuing(db, issuer, lists, pins, issued, around);
  return {
    ...issued,
    issue: issuing.issue,
    recordOf: issuing.recordOf,
    brought: openBrought(db, around.clock, around.random),
    offers: openOffers(db, issuing, lists, around),
    /** Looks at a badge with what is on file here. */
    check: async (given: string | Uint8Array, now: Date = around.clock()): Promise<CheckedBadge> =>
      verifyBadge(given, { pinned: await pins.at(addressesIn(given)), now }),
    pin: pins.pin,
    statusList: lists.signed,
    didDocument: issuer.document,
    rotate: issuer.rotate,
  };
}
export type Badges = ReturnType<typeof openBadges>;
