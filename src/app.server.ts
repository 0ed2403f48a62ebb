import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openAttempts, type Attempts } from '#accounts/attempts.server.ts';
import type { Accounts } from '#accounts/index.server.ts';
import type { Library } from '#content/index.ts';
import { loadLibrary } from '#content/library.server.ts';
import { mustDay, type Day } from '#kernel/dates.ts';
import { rulebook, type Rulebook } from '#pathways/index.ts';
import type { FormulasOnFile } from '#formulas/load.server.ts';
import type { Laboratory } from '#laboratory/load.server.ts';
import type { Shift } from '#laboratory/shift/index.ts';
import { openShifts, type Shifts } from '#laboratory/shifts.server.ts';
import type { Letters } from '#letters/index.server.ts';
import { openDeletion, type Deletion } from '#record/deletion.server.ts';
import { openEvidence, type EvidenceStore } from '#record/evidence.server.ts';
import { openRecordStore, type RecordStore } from '#record/store.server.ts';
import { openChoices, type Choices } from '#renewals/choice.server.ts';
import { openFeeds, type Feeds } from '#renewals/feeds.server.ts';
import { openActivities, type ActivityStore } from '#renewals/store.server.ts';
import { reminderWriters } from '#renewals/writers.server.ts';
import { dataFolder } from '#storage/data-folder.server.ts';
import { agreeOnSecret, readSecret } from '#storage/secret.server.ts';
import { backupHours, faultOf, migrate, openDatabase, type Db } from '#storage/index.server.ts';
import { loadWages } from '#wages/load.server.ts';
import type { WageTables } from '#wages/index.ts';
import { openBadges, type Badges } from '#wallet/badges.server.ts';
import { changeWriters, openNotices, type Notices } from '#watch/index.server.ts';

/** What pages and commands work with: content read and checked, rules ready, time from outside. */
export type App = {
  library: Library;
  book: Rulebook;
  wages: WageTables;
  /** The content folder. */
  folder: string;
  today: () => Day;
  clock: () => Date;
};

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
    folder,
    clock,
    today: () => mustDay(clock().toISOString().slice(0, 10)),
  };
  made = ready;
  return ready;
}

let formulasRead: Promise<FormulasOnFile> | null = null;

/** The formulas of the bench, read at their first use: most commands and pages need none. */
export function formulas(): Promise<FormulasOnFile> {
  formulasRead ??= import('#formulas/load.server.ts').then((m) => m.soundFormulas(join(root(), 'content')));
  return formulasRead;
}

let laboratoryRead: Promise<Laboratory> | null = null;

/** The laboratory of the content: its facts, whom patients are drawn from, its scenarios. Read at its first use. */
export function laboratory(): Promise<Laboratory> {
  laboratoryRead ??= readLaboratory();
  return laboratoryRead;
}

async function readLaboratory(): Promise<Laboratory> {
  const { loadLaboratory } = await import('#laboratory/load.server.ts');
  const read = loadLaboratory(join(root(), 'content'));
  if ('laboratory' in read) return read.laboratory;
  throw new BrokenContent(read.problems.map((p) => `${p.file}:${p.line} ${p.path} ${p.message}`).join('\n'));
}

/** What a finished shift is worth: the robots play the same seed for comparison. */
async function scoreShift(shift: Shift): Promise<number | null> {
  const made = await laboratory();
  const scenario = made.scenarios.get(shift.scenario.id);
  const { scoreOf, yardstick } = await import('#laboratory/scoring/index.ts');
  return scenario ? scoreOf(shift, yardstick(scenario, shift.seed, made)).score : null;
}

/** The data cannot be used; the message is the sentence for the person. */
export class StoreRefused extends Error {}

/** Where others are served, records that nobody changed for so long are removed (docs/decisions/0006). */
const KEPT_DAYS = 180;
const DAY_MS = 86_400_000;

/**
 * For how many days after its last change an anonymous record is kept; null = until its owner deletes it. The small server
 * says whom it serves; where nobody said it, as on the command line, nothing is removed.
 */
export const keptDays = (): number | null =>
  process.env['BENCHPATH_SERVES'] === 'others' ? KEPT_DAYS : null;

/** What pages and commands keep things in: the database, opened and migrated, and the stores over it. */
export type Opened = {
  db: Db;
  dataFolder: string;
  records: RecordStore;
  evidence: EvidenceStore;
  activities: ActivityStore;
  choices: Choices;
  feeds: Feeds;
  attempts: Attempts;
  deletion: Deletion;
  badges: Badges;
  notices: Notices;
  shifts: Shifts;
};

let open: Promise<Opened> | null = null;

/** Opened at its first use: the build imports this module too. */
export function opened(): Promise<Opened> {
  open ??= openAll().catch((error: unknown) => {
    open = null; // the next request tries again: a full disk may have been emptied
    throw error;
  });
  return open;
}

export const records = async (): Promise<RecordStore> => (await opened()).records;
export const evidence = async (): Promise<EvidenceStore> => (await opened()).evidence;
export const activities = async (): Promise<ActivityStore> => (await opened()).activities;
export const badges = async (): Promise<Badges> => (await opened()).badges;
export const notices = async (): Promise<Notices> => (await opened()).notices;
export const shifts = async (): Promise<Shifts> => (await opened()).shifts;

async function openAll(): Promise<Opened> {
  const folder = dataFolder(process.env, process.platform, homedir());
  const database = openDatabase({ dataFolder: folder, databaseUrl: process.env['DATABASE_URL'] });
  const { clock } = app();
  const migrated = await migrate(database, clock);
  if (!migrated.ok) throw new StoreRefused(migrated.sentence);
  // The small server says when it closes; the database then ends its log and lets go of its files.
  process.once('sveltekit:shutdown', async () => {
    await (await mailing?.catch(() => null))?.letters.close();
    await database.close();
  });
  const { db } = database;
  const kept = openRecordStore(db, clock, randomBytes);
  const days = keptDays();
  const files = openEvidence(db, folder, clock, randomBytes);
  // Limits live by the real time, as those of accounts do.
  const attempts = openAttempts(db, () => new Date());
  await removeOld(kept, files, attempts, days);
  return {
    db,
    dataFolder: folder,
    records: kept,
    evidence: files,
    activities: openActivities(db, clock, randomBytes),
    choices: openChoices(db, clock),
    feeds: openFeeds(db, clock, randomBytes),
    attempts,
    deletion: openDeletion(database, kept, files, regularBackups()),
    badges: openBadges(db, {
      clock,
      random: randomBytes,
      secret: () => Buffer.from(readSecret(folder, process.env)),
      origin: URL.parse(process.env['ORIGIN'] ?? ''),
    }),
    notices: openNotices(db, clock),
    shifts: openShifts(db, clock, randomBytes, laboratory, scoreShift),
  };
}

/** The accounts, and the letters that go out from here. */
export type Mailing = {
  accounts: Accounts;
  letters: Letters;
  /** The folder into which letters are put where there is no mail server; null = they go out by mail. */
  outbox: string | null;
};

let mailing: Promise<Mailing> | null = null;

/** Opened at its first use, and loaded only then: commands and visitors without an account are not kept waiting by it. */
export function openedMailing(): Promise<Mailing> {
  mailing ??= openMailing().catch((error: unknown) => {
    mailing = null;
    throw error;
  });
  return mailing;
}

export const accounts = async (): Promise<Accounts> => (await openedMailing()).accounts;

/** Other processes ask for letters too, and some wait for a mail server. */
const LOOK_MS = 30_000;

async function openMailing(): Promise<Mailing> {
  const { db, dataFolder } = await opened();
  const { accountWriters, authsOf, openAccounts } = await import('#accounts/index.server.ts');
  const { openLetters, readCarrier } = await import('#letters/index.server.ts');
  const read = readCarrier(process.env, dataFolder);
  if ('problem' in read) throw new StoreRefused(read.problem);
  const { carrier } = read;
  const secret = readSecret(dataFolder, process.env);
  await agreeOnSecret(
    db,
    secret,
    !process.env['DATABASE_URL'] || process.env['BENCHPATH_SECRET_LOST'] === 'yes',
  );
  // Sessions, limits and letters live by the real time: BENCHPATH_TODAY would make them stand still.
  const clock = () => new Date();
  const report = (error: unknown) => console.error(refusalOf(error) ?? error);
  const authOf = authsOf({ db, secret, report });
  const around = { db, authOf, clock, random: randomBytes };
  const writers = { ...accountWriters(around), ...reminderWriters(db), ...changeWriters(db, clock) };
  const letters = openLetters({ db, carrier, writers, clock, report });
  const ready = openAccounts({ ...around, letters });
  const prune = () => ready.prune().catch(report);
  setInterval(() => letters.wake(), LOOK_MS).unref();
  setInterval(prune, DAY_MS).unref();
  letters.wake();
  return { accounts: ready, letters, outbox: carrier.folder };
}

/** The small server says when another process wrote down letters: they go out also where no visitor opens the accounts. */
export function sendWhatWaits(): void {
  const send = async () => (await openedMailing()).letters.wake();
  process.on('benchpath:letters', () => {
    send().catch((error: unknown) => console.error(refusalOf(error) ?? error));
  });
}

/** Now, and once a day for as long as the server runs. */
async function removeOld(
  kept: RecordStore,
  files: EvidenceStore,
  attempts: Attempts,
  days: number | null,
): Promise<void> {
  const remove = async () => {
    if (days !== null) await kept.prune(days);
    await files.sweep();
    await attempts.prune();
  };
  await remove();
  const later = () => remove().catch((error: unknown) => console.error(refusalOf(error) ?? error));
  setInterval(later, DAY_MS).unref();
}

/** Whether the server makes backups by itself, and removes old ones. */
const regularBackups = (): boolean => (backupHours(process.env) ?? 0) > 0;

/** The sentence for a person when the data cannot be used; null when the error is a bug of ours. */
export function refusalOf(error: unknown): string | null {
  if (error instanceof StoreRefused) return error.message;
  return faultOf(error, 'the data folder')?.sentence ?? null;
}

/** For whoever sends visitors to several servers: null when this one can answer them, else the sentence that says why not. */
export async function unwell(): Promise<string | null> {
  try {
    const { db } = await opened();
    await db.selectFrom('migration').select('name').limit(1).execute();
    return null;
  } catch (error) {
    return refusalOf(error) ?? 'This server has a fault that its log tells.';
  }
}
