import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type Migration = { name: string; sha256: string; statements: string[] };

/** The project's `migrations/`: the nearest one above this file, which a build may have moved, or above the working folder. */
export function migrationsFolder(): string {
  for (const start of [dirname(fileURLToPath(import.meta.url)), process.cwd()]) {
    for (let folder = start; ; folder = dirname(folder)) {
      const here = join(folder, 'migrations');
      if (existsSync(join(here, '0001-browser-record.sql'))) return here;
      if (folder === dirname(folder)) break;
    }
  }
  throw new Error('The folder migrations/ is missing from this copy of Benchpath.');
}

// Skips over quoted text and comments, in which a semicolon ends nothing.
const PIECES = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|;|[^'";-]+|-/g;

/** The single statements of a migration, without comments. Both drivers then run them one at a time. */
export function statementsOf(text: string): string[] {
  const statements: string[] = [''];
  for (const [piece] of text.matchAll(PIECES)) {
    if (piece === ';') statements.push('');
    else if (!piece.startsWith('--')) statements[statements.length - 1] += piece;
  }
  return statements.map((statement) => statement.trim()).filter((statement) => statement !== '');
}

/** All migrations of a folder, in order. Throws on a misnamed file or a number used twice. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  const migrations: Migration[] = [];
  for (const file of files) {
    const name = file.slice(0, -'.sql'.length);
    if (!/^\d{4}-[a-z0-9-]+$/.test(name))
      throw new Error(`migrations/${file} is not named NNNN-what-it-does.sql`);
    if (migrations.at(-1)?.name.slice(0, 4) === name.slice(0, 4))
      throw new Error(`Two migrations are numbered ${name.slice(0, 4)}`);
    // Git may check files out with other line ends; the text is the same.
    const text = (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n');
    const sha256 = createHash('sha256').update(text).digest('hex');
    migrations.push({ name, sha256, statements: statementsOf(text) });
  }
  return migrations;
}
