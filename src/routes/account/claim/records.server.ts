import { readStored, writeRecord } from '#record/index.ts';
import type { KeptRecord } from '#record/store.server.ts';
import type { Person } from '#kernel/person.ts';
import { opened } from '../../../app.server.ts';
import { browsersRecord } from '../../next.server.ts';
import type { Asking } from '../../visit.server.ts';

export type Which = 'browser' | 'account';

export const isWhich = (text: string): text is Which => text === 'browser' || text === 'account';

/** Both records, for whoever must choose; each null where there is none. */
export async function bothRecords(event: Asking, person: Person) {
  const { records } = await opened();
  const browser = await browsersRecord(event);
  const account = await records.load({ person: person.id });
  return { token: browser?.token ?? null, browser: browser?.row ?? null, account };
}

/** The record as its owner can read it: as a record file, or word for word as it is stored. */
export function textOf(row: KeptRecord): string {
  const read = readStored(row.texts.record);
  return 'record' in read ? writeRecord(read.record) : read.text;
}

/** What hangs on a record, so that nobody gives up more than they see. */
export async function summary(row: KeptRecord) {
  const { evidence } = await opened();
  return {
    changedAt: row.updatedAt,
    changes: row.version,
    files: (await evidence.list(row.id)).length,
    text: textOf(row),
  };
}

/** What somebody saw who chooses: nothing that came later is given up by that choice. */
export const seenOf = (browser: KeptRecord | null, account: KeptRecord | null): string =>
  `${browser?.version ?? 0} ${account?.version ?? 0}`;
