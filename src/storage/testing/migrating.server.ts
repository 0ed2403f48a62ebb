// A process of its own for the tests: `node migrating.server.ts PLACE FOLDER` prints what migrating answered, as JSON.
import { migrate, openDatabase } from '#storage/index.server.ts';
import type { Place } from '#storage/index.server.ts';

const [place = '', folder = ''] = process.argv.slice(2);
const database = openDatabase(JSON.parse(place) as Place);
const answer = await migrate(database, () => new Date(), folder);
await database.close();
process.stdout.write(JSON.stringify(answer));
