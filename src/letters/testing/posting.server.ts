// A process of its own for the tests: `node posting.server.ts PLACE SMTP-URL` sends what waits, and prints what it wrote.
// A third word makes it end, as by a power cut, while it hands over its first letter.
import { openDatabase, type Place } from '#storage/index.server.ts';
import { openLetters, readCarrier } from '../index.server.ts';

const [place = '', url = '', die] = process.argv.slice(2);
const env = { BENCHPATH_SMTP: url, BENCHPATH_MAIL_FROM: 'benchpath@college.example' };
const read = readCarrier(env, '');
if ('problem' in read) throw new Error(read.problem);
const { carrier } = read;
const database = openDatabase(JSON.parse(place) as Place);
const letters = openLetters({
  db: database.db,
  carrier: {
    ...carrier,
    carry: (letter) =>
      die ? process.kill(process.pid, 'SIGKILL') && carrier.carry(letter) : carrier.carry(letter),
  },
  writers: {
    reminder: {
      keptDays: 400,
      write: async (_, { what = '' }) => {
        process.stdout.write(`${what}\n`);
        return { subject: `About ${what}`, text: `About ${what}.\n` };
      },
    },
  },
  clock: () => new Date(),
  report: (error) => console.error(error),
});
await letters.work();
await database.close();
