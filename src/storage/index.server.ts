/** The door of storage. Only `*.server.ts` may come in. */
export type { Database, Db } from './database.server.ts';
export type { Tables } from './tables.ts';
export { faultOf } from './faults.server.ts';
export type { Fault } from './faults.server.ts';
export { makePrivateFolder } from './folder.server.ts';
export { migrate } from './migrate.server.ts';
export type { Migrated } from './migrate.server.ts';
export { openDatabase } from './open.server.ts';
export type { Place } from './open.server.ts';
