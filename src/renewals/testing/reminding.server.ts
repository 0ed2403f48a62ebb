// A process of its own for the tests: `node reminding.server.ts PLACE DAY TIMES` looks so many times who is to be
// reminded, as soon as something comes in.
import { once } from 'node:events';
import { openDatabase, type Place } from '#storage/index.server.ts';
import { beginReminders } from './person.server.ts';

const [place = '', day = '', times = '1'] = process.argv.slice(2);
const database = openDatabase(JSON.parse(place) as Place);
const { look } = beginReminders(database.db);
process.stdout.write('ready\n');
await once(process.stdin, 'data');
process.stdin.destroy();
let letters = 0;
for (let i = 0; i < Number(times); i += 1) letters += (await look(day)).letters;
process.stdout.write(`wrote ${letters}\n`);
await database.close();
