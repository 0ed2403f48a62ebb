import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Library } from '#content/index.ts';
import { loadLibrary } from '#content/library.server.ts';
import { mustDay, type Day } from '#kernel/dates.ts';
import { rulebook, type Rulebook } from '#pathways/index.ts';
import { openRecordStore, type RecordStore } from '#record/store.server.ts';
import { dataFolder } from '#storage/data-folder.server.ts';
import { migrate, openDatabase } from '#storage/index.server.ts';
import { loadWages } from '#wages/load.server.ts';
import type { WageTables } from '#wages/index.ts';

/** What pages and commands work with: content read and checked, rules ready, time from outside. */
export type App = { library: Library; book: Rulebook; wages: WageTables; today: () => Day; clock: () => Date };

/** The folder that holds content/, wherever this file was built to. */
function root(): string {
  for (let dir = dirname(fileURLToPath(import.meta.url)); ; dir = dirname(dir)) {
    if (existsSync(join(dir, 'content', 'sources'))) return dir;
    if (dir === dirname(dir)) return process.cwd();
  }
}

export class BrokenContent extends Error {}

let made: App | null = null;

/** The one place where modules meet content and the clock. BENCHPATH_TODAY fixes the date, for tests. */
export function app(): App {
  if (made) return made;
  const folder = join(root(), 'content');
  const { library, problems } = loadLibrary(folder);
  const wages = loadWages(join(folder, 'wages'), new Set(library.sources.keys()));
  problems.push(...wages.problems);
  if (problems.length > 0)
    throw new BrokenContent(problems.map((p) => `${p.file}:${p.line} ${p.path} ${p.message}`).join('\n'));
  const fixed = process.env['BENCHPATH_TODAY'];
  const clock = () => (fixed ? new Date(`${fixed}T12:00:00Z`) : new Date());
  const ready: App = {
    library,
    book: rulebook(library),
    wages: wages.tables,
    clock,
    today: () => mustDay(clock().toISOString().slice(0, 10)),
  };
  made = ready;
  return ready;
}

/** The data cannot be used; the message is the sentence for the person. */
export class StoreRefused extends Error {}

let store: Promise<RecordStore> | null = null;

/** The store of anonymous records, opened and migrated at its first use: the build imports this module too. */
export function records(): Promise<RecordStore> {
  store ??= (async () => {
    const folder = dataFolder(process.env, process.platform, homedir());
    const database = openDatabase({ dataFolder: folder, databaseUrl: process.env['DATABASE_URL'] });
    const migrated = await migrate(database, app().clock);
    if (!migrated.ok) throw new StoreRefused(migrated.sentence);
    return openRecordStore(database.db, app().clock, randomBytes);
  })();
  return store;
}
