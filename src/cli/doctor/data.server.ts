import { counted, listed } from '#kernel/names.ts';
import { soundness } from '#record/sound.server.ts';
import { backupsIn, backupsOf, standing, verifiedAt, type Database } from '#storage/index.server.ts';
import { fine, look, wrong, type Finding } from './finding.ts';

const DAY_MS = 86_400_000;
const RESTORE =
  'Stop Benchpath, put the data aside, and restore the last verified backup: benchpath restore --help.';

/** Null where the tables are as this program knows them: only then can the rest be looked at. */
export async function schema(database: Database): Promise<Finding> {
  const now = await standing(database.db);
  if (!now.ok) return wrong('schema', now.sentence, 'See the sentence; nothing else was looked at.');
  if (now.pending.length === 0) return fine('schema', 'as this program knows it');
  const names = listed(now.pending.map(({ name }) => name));
  return look(
    'schema',
    `to be brought up to date: ${names}`,
    'Start Benchpath once: it makes a backup and then does it.',
  );
}

export async function integrity(database: Database): Promise<Finding> {
  const found = await database.examine();
  const how =
    database.kind === 'sqlite'
      ? 'every page and every reference was checked'
      : 'every row was read and every reference checked';
  if (found.length === 0) return fine('integrity', how);
  return wrong('integrity', found.slice(0, 5).join('; '), RESTORE);
}

export async function records(database: Database): Promise<Finding[]> {
  const found = await soundness(database);
  const { chains, missing, changed, orphaned } = found;
  const size = `${counted(found.records, 'record')}, ${counted(found.events, 'change')}`;
  const broken = chains.slice(0, 5).map(({ id, how }) => `${id}: ${how}`);
  const files = [
    ...missing.map((file) => `${file} is missing`),
    ...changed.map((file) => `${file} was changed`),
  ];
  return [
    broken.length === 0
      ? fine('chains', `${size}: every chain is whole`)
      : wrong('chains', `${chains.length} of ${size}: ${broken.join('; ')}`, RESTORE),
    files.length > 0
      ? wrong(
          'evidence',
          files.slice(0, 5).join('; '),
          'Copy these files from evidence/ of a backup into evidence/ of the data folder.',
        )
      : orphaned.length > 0
        ? look(
            'evidence',
            `${counted(found.files, 'file')}, ${orphaned.length} of no record`,
            `Nothing is lost. If no one is attaching evidence now, delete: ${orphaned.slice(0, 5).join(', ')}.`,
          )
        : fine('evidence', `${counted(found.files, 'file')}, each as it was attached`),
  ];
}

/** @param hours how often the server makes backups; 0 = never */
export async function backups({ dataFolder }: Database, hours: number, now: Date): Promise<Finding> {
  const all = await backupsIn(backupsOf(dataFolder));
  const last = all.find(({ verified }) => verified);
  const make = 'Make one now: benchpath backup. A running server makes them by itself.';
  if (!last) return wrong('backups', `${counted(all.length, 'backup')}, none of them verified`, make);
  const days = (now.getTime() - last.at.getTime()) / DAY_MS;
  const word = await verifiedAt(last.path);
  const text = `the last verified one is ${ageText(days)} old (${last.name}, ${counted(word?.rows ?? 0, 'row')}); ${all.length} in all`;
  return days > Math.max(2, (2 * hours) / 24) ? look('backups', text, make) : fine('backups', text);
}

const ageText = (days: number): string =>
  days < 1 ? counted(Math.max(0, Math.floor(days * 24)), 'hour') : counted(Math.floor(days), 'day');
