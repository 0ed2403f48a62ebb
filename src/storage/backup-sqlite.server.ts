import Sqlite from 'better-sqlite3';
import { writeBackup } from './backup-file.server.ts';
import { StorageFault } from './faults.server.ts';

/**
 * Copies a SQLite database while others use it (https://sqlite.org/backup.html). The copy is one plain file, checked
 * page by page before it counts as a backup. To restore, put it in an empty data folder as `benchpath.sqlite`.
 * @returns the path of the backup
 */
export function backUpSqlite(file: string, folder: string, label: string, at: Date): Promise<string> {
  return writeBackup(folder, { label, extension: 'sqlite', at }, async (partial) => {
    const source = new Sqlite(file, { readonly: true, timeout: 5_000 });
    try {
      // A reader that stays on one moment: otherwise the copy starts anew with every write of somebody else.
      source.exec('begin; select count(*) from sqlite_schema');
      await source.backup(partial);
    } finally {
      source.close();
    }
    const copy = new Sqlite(partial);
    try {
      // Out of WAL mode: nothing of the backup may live in a second file.
      copy.pragma('journal_mode = delete');
      const verdict = copy.pragma('integrity_check', { simple: true });
      if (verdict !== 'ok') throw new StorageFault('damaged', `integrity check: ${String(verdict)}`);
    } finally {
      copy.close();
    }
  });
}
