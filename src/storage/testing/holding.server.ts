// A process of its own for the tests: `node holding.server.ts DATA-FOLDER` opens the data, says so, and lets go of it when its
// standard input ends.
import { openDatabase } from '#storage/index.server.ts';

const [dataFolder = ''] = process.argv.slice(2);
const database = openDatabase({ dataFolder });
await database.db.selectFrom('record').select('id').limit(1).execute();
process.stdout.write('open\n');
process.stdin.resume().once('end', () => void database.close());
