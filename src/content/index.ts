export * from './fact.ts';
export * from './condition.ts';
export * from './pathway.ts';
export * from './place.ts';
export * from './move.ts';
export * from './coverage.ts';
export * from './neighbors.ts';
export type { Library } from './library.server.ts';
export { FOREIGN_CREDENTIALS, knownCredentials } from './references.ts';
