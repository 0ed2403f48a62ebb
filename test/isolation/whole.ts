// All that is kept of somebody, row for row and byte for byte, whatever tables there are.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from '../../src/storage/index.server.ts';
import type { Site } from '../browser/testing/site.ts';
import type { Owner } from './owner.ts';

/** `table: row` and `file: hash`, sorted: equal lists are an untouched owner. */
export type Whole = string[];

/** Tables whose rows are nobody's: counters of tries, leases, the installation's own keys and lists. */
export const NOBODYS: { [table: string]: string } = {
  attempt: 'counts tries by the hash of who is tried',
  installation: 'one value for all',
  issuer_key: 'keys of the installation',
  job: 'who does what at this moment',
  migration: 'the form of the database',
  pinned_document: 'keys and lists of other issuers',
  shown: 'when the server last looked at a record, which it does by itself',
  status_list: 'a bit for each badge, whoever holds it; the bits of a badge stand in status_entry',
  status_entry: 'found by the badges that stand in it, below',
};

/** A row is somebody's when any of their names stands in it: the record, the person, the organization, the address. */
const namesOf = (of: Owner): string[] => [
  of.record,
  ...['person', 'organization', 'email'].flatMap((what) => of.things[what] ?? []),
];

export async function wholeOf(site: Pick<Site, 'place'>, db: Db, of: Owner): Promise<Whole> {
  const names = namesOf(of);
  const found: Whole = [];
  for (const { name } of await db.introspection.getTables()) {
    if (name in NOBODYS) continue;
    const rows = await db
      .selectFrom(name as 'record')
      .selectAll()
      .execute();
    for (const row of rows) {
      const text = JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
      if (names.some((one) => text.includes(one)) || text.toLowerCase().includes(of.mark))
        found.push(`${name}: ${text}`);
    }
  }
  const places = await db
    .selectFrom('status_entry')
    .innerJoin('issued_badge', (on) =>
      on
        .onRef('issued_badge.list_id', '=', 'status_entry.list_id')
        .onRef('issued_badge.place', '=', 'status_entry.place'),
    )
    .select(['issued_badge.id', 'state', 'reason', 'changed_at'])
    .where('record_id', '=', of.record)
    .execute();
  found.push(...places.map((place) => `status: ${JSON.stringify(place)}`));
  const folder = join(site.place.dataFolder, 'evidence', of.record);
  for (const file of existsSync(folder) ? readdirSync(folder) : [])
    found.push(
      `${file}: ${createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest('hex')}`,
    );
  return found.sort();
}
