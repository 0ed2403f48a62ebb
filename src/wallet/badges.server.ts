/** The door of badges: checking and issuing. Only `*.server.ts`, routes and commands may come in. */
export { addressesIn, verifyBadge, type CheckedBadge } from './badges/verify.server.ts';
