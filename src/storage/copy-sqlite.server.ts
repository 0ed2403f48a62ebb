import Sqlite from 'better-sqlite3';
import { StorageFault } from './faults.server.ts';

/**
 * Copies a SQLite database while others use it (https://sqlite.org/backup.html). The copy is one plain file, checked
 * page by page.
 */
export async function copySqlite(file: string, copy: string): Promise<void> {
  const source = new Sqlite(file, { readonly: true, timeout: 5_000 });
  try {
    // A reader that stays on one moment: otherwise the copy starts anew with every write of somebody else.
    source.exec('begin; select count(*) from sqlite_schema');
    await source.backup(copy);
  } finally {
    source.close();
  }
  const made = new Sqlite(copy);
  try {
    // Out of WAL mode: nothing of the copy may live in a second file.
    made.pragma('journal_mode = delete');
    const verdict = made.pragma('integrity_check', { simple: true });
    if (verdict !== 'ok') throw new StorageFault('damaged', `integrity check: ${String(verdict)}`);
  } finally {
    made.close();
  }
}
