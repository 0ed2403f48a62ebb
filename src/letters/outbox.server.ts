import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Carrier } from './carrier.server.ts';

/** Without a mail server: each letter is a file that only this account can read, and that any mail program opens. */
export function outbox(dataFolder: string, from: string): Carrier {
  const folder = join(dataFolder, 'outbox');
  return {
    from,
    folder,
    async carry({ file, bytes }) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const unfinished = join(folder, `.${file}.part`);
      try {
        writeFileSync(unfinished, bytes, { mode: 0o600 });
        renameSync(unfinished, join(folder, file));
        return { state: 'sent' };
      } catch (error) {
        rmSync(unfinished, { force: true });
        return { state: 'later', problem: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}
