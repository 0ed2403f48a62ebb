// A process of its own for the tests, there to be killed: `node saving.server.ts DATA-FOLDER TOKEN` saves to one browser
// record without end and prints each version once it is saved. The content says which version it belongs to.
import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openDatabase } from '#storage/index.server.ts';
import { openRecordStore } from '../store.server.ts';

const [dataFolder = '', token = ''] = process.argv.slice(2);
const scope = { browser: token };
const database = openDatabase({ dataFolder });
const store = openRecordStore(database.db, () => new Date(), randomBytes);
let version = (await store.load(scope))?.version ?? 0;
for (;;) {
  const next = version + 1;
  const saved = await store.save(
    scope,
    { record: { next }, answers: 'x'.repeat((next * 37) % 9_000) },
    version,
  );
  if (!saved.saved) throw new Error(`version ${next} was not saved: ${saved.why}`);
  version = saved.version;
  writeSync(1, `${version}\n`);
}
