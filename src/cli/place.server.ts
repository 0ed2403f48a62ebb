import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { dataFolder } from '#storage/data-folder.server.ts';
import {
  faultOf,
  openDatabase,
  Refused,
  sqliteFile,
  standing,
  type Database,
  type Place,
} from '#storage/index.server.ts';
import { BadInput, Trouble } from './refusal.ts';

/** The real time: BENCHPATH_TODAY fixes the days of plans, not when a backup was made. */
export const clock = (): Date => new Date();

type Values = { [name: string]: unknown };

/** Where the data is: --data, or BENCHPATH_DATA, or the system's folder; and DATABASE_URL. */
export const placeFrom = (values: Values): Place => ({
  dataFolder: resolve(String(values['data'] ?? dataFolder(process.env, process.platform, homedir()))),
  databaseUrl: process.env['DATABASE_URL'] || undefined,
});

/** Whether anything was ever kept there; looking makes nothing. */
export const isBegun = ({ dataFolder: folder, databaseUrl }: Place): boolean =>
  Boolean(databaseUrl) || existsSync(sqliteFile(folder));

/** Opens a place that has data, for `use`; refuses one that has none, and one whose form this Benchpath does not know. */
export async function withData<T>(place: Place, use: (database: Database) => Promise<T>): Promise<T> {
  if (!isBegun(place))
    throw new BadInput(
      `nothing is kept in ${place.dataFolder}; name the data folder with --data, or PostgreSQL with DATABASE_URL`,
    );
  const database = openDatabase(place);
  try {
    const now = await standing(database.db);
    if (!now.ok) throw new BadInput(now.sentence);
    return await use(database);
  } finally {
    await database.close();
  }
}

/**
 * What storage throws, told in the ways of the command line.
 * @param server the database, for people @param folder where files are written
 */
export async function told<T>(server: string, folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused) throw new BadInput(error.message);
    const fault = faultOf(error, server);
    if (fault === null) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const ofFiles = code.startsWith('SQLITE_') || ['full', 'no-access', 'disk'].includes(fault.fault);
    throw new Trouble(ofFiles ? faultOf(error, folder)!.sentence : fault.sentence);
  }
}
