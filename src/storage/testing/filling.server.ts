// A process of its own for the tests: `node filling.server.ts DATA-FOLDER` migrates, then saves two rows in one transaction
// at a time until the disk refuses. Prints each pair once it is saved, and at the end what went wrong, as JSON.
import { writeSync } from 'node:fs';
import { faultOf, migrate, openDatabase } from '#storage/index.server.ts';

const [dataFolder = ''] = process.argv.slice(2);
const database = openDatabase({ dataFolder });
const say = (what: object) => writeSync(1, `${JSON.stringify(what)}\n`);
const migrated = await migrate(database, () => new Date());
if (!migrated.ok) say({ refused: migrated });
for (let pair = 0; migrated.ok; pair++) {
  const row = (half: string) => ({
    id: `${pair}-${half}`,
    content: 'x'.repeat((pair * 997) % 9_000),
    answers: '{}',
    head: '',
    version: 1,
    created_at: 'c',
    updated_at: 'u',
  });
  try {
    await database.db.transaction().execute(async (transaction) => {
      await transaction.insertInto('record').values(row('a')).execute();
      await transaction.insertInto('record').values(row('b')).execute();
    });
  } catch (error) {
    say({ fault: faultOf(error, dataFolder), error: String(error) });
    break;
  }
  say({ pair });
}
process.exit();
