/** The door of the wallet: what is pure. What touches keys and the database is at `badges.server.ts`. */
export { ownName } from './badges/addresses.ts';
export { Award } from './badges/award.ts';
export {
  CHECKS,
  plainly,
  type BadgeVerdict,
  type Check,
  type CheckName,
  type Outcome,
} from './badges/checks.ts';
export { reasonToRefuse } from './badges/keeping.ts';
export { LARGEST_PICTURE, LONGEST_BADGE, type Form } from './badges/read.ts';
export { qrSvg } from './badges/qr.ts';
export { Badge, listed } from './badges/schema.ts';
export { holdingsOf, type Held, type Opened } from './holdings.ts';
