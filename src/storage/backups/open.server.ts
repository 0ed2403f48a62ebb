import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readLines } from '../lines.server.ts';
import { Refused } from '../refused.server.ts';
import { rowsOf, type Rows } from '../rows.server.ts';
import { openSqliteCopy } from '../sqlite.server.ts';
import { differences, sha256OfFile } from './sums.server.ts';

/** A backup whose files were compared with its list. `root`: the folder that holds its `evidence/`, if there is any. */
export type Opened = { kind: 'sqlite' | 'jsonl'; database: string; root: string | null };

/** A backup's folder, or a single file as earlier versions of Benchpath made it. Throws `Refused` where it is not whole. */
export async function openBackup(path: string): Promise<Opened> {
  const found = await stat(path).catch(() => null);
  if (!found) throw new Refused(`There is no backup at ${path}.`);
  if (found.isFile()) return openSingle(path);
  const kind = (['sqlite', 'jsonl'] as const).find((each) => existsSync(join(path, `database.${each}`)));
  if (!kind) throw new Refused(`${path} is no backup: it holds neither database.sqlite nor database.jsonl.`);
  const wrong = await differences(path);
  if (wrong.length > 0)
    throw new Refused(
      `The backup ${path} is not as it was written (${wrong.slice(0, 3).join('; ')}): take another one.`,
    );
  return { kind, database: join(path, `database.${kind}`), root: path };
}

async function openSingle(path: string): Promise<Opened> {
  const kind = /\.(sqlite|jsonl)$/.exec(path)?.[1] as Opened['kind'] | undefined;
  if (!kind) throw new Refused(`${path} is no backup: name its folder.`);
  const sum = await readFile(`${path}.sha256`, 'utf8').catch(() => '');
  if (sum.slice(0, 64) !== (await sha256OfFile(path)))
    throw new Refused(
      `The backup ${path} is not as it was written (its checksum differs): take another one.`,
    );
  return { kind, database: path, root: null };
}

/** Gives all rows of a backup to `use`. */
export async function withRows<T>(backup: Opened, use: (rows: Rows) => Promise<T>): Promise<T> {
  if (backup.kind === 'jsonl') return use(await readLines(backup.database));
  const copy = openSqliteCopy(backup.database);
  try {
    return await copy.snapshot(async (transaction) => use(await rowsOf(copy, transaction)));
  } finally {
    await copy.close();
  }
}
