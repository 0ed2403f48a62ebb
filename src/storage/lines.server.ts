import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Database } from './database.server.ts';
import { Refused } from './refused.server.ts';
import { ROWS_AT_ONCE, rowsOf, type Batch, type Row, type Rows } from './rows.server.ts';

/**
 * The logical copy: JSON lines, readable without a database. The first line names the migrations, the last one
 * counts the rows, so that a shortened file is seen; between them `{ "table": …, "row": { … } }`.
 */
const FORMAT = 'backup/1';

type Line =
  | { benchpath: typeof FORMAT; at: string; migrations: string[] }
  | { table: string; row: Row }
  | { rows: Record<string, number> };

/** Writes all rows of a database as of one moment, while others go on writing. */
export async function writeLines(database: Database, path: string, at: Date): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  const write = (lines: Line[]) => file.appendFile(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  try {
    await database.snapshot(async (transaction) => {
      const { migrations, batches } = await rowsOf(database, transaction);
      await write([{ benchpath: FORMAT, at: at.toISOString(), migrations }]);
      const counts: Record<string, number> = {};
      for await (const { table, rows } of batches) {
        await write(rows.map((row) => ({ table, row })));
        counts[table] = (counts[table] ?? 0) + rows.length;
      }
      await write([{ rows: counts }]);
    });
  } finally {
    await file.close();
  }
}

/** The rows of a logical copy; reading them throws `Refused` where it was cut or does not count up. */
export async function readLines(path: string): Promise<Rows> {
  const lines = linesOf(path);
  const first = await lines.next();
  if (first.done || !('benchpath' in first.value) || first.value.benchpath !== FORMAT)
    throw new Refused(`${path} is no backup that this Benchpath can read.`);
  return { migrations: first.value.migrations, batches: batched(path, lines) };
}

async function* linesOf(path: string): AsyncGenerator<Line> {
  for await (const text of createInterface({ input: createReadStream(path) })) {
    try {
      yield JSON.parse(text) as Line;
    } catch {
      throw new Refused(`${path} has a line that cannot be read.`);
    }
  }
}

async function* batched(path: string, lines: AsyncIterable<Line>): AsyncGenerator<Batch> {
  const counts: Record<string, number> = {};
  let batch: Batch | null = null;
  for await (const line of lines) {
    if ('row' in line) {
      if (batch && (batch.table !== line.table || batch.rows.length === ROWS_AT_ONCE)) {
        yield batch;
        batch = null;
      }
      batch ??= { table: line.table, rows: [] };
      batch.rows.push(line.row);
      counts[line.table] = (counts[line.table] ?? 0) + 1;
    }
    if ('rows' in line) {
      if (batch) yield batch;
      for (const [table, count] of Object.entries(line.rows))
        if (count !== (counts[table] ?? 0)) throw new Refused(`The backup lacks rows of ${table}.`);
      return;
    }
  }
  throw new Refused(`${path} ends too early.`);
}
