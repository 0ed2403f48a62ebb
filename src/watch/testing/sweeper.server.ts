// Run as a child process by sweep.test.ts: one sweep under a content with some edits, by a clock that may be ahead; prints what
// came of it.
import { mustDay } from '#kernel/dates.ts';
import { openDatabase, type Place } from '#storage/index.server.ts';
import { sweep } from '../sweep.server.ts';
import { edited, worldIn, type Edit } from './contents.server.ts';

const given = JSON.parse(process.argv[2]!) as { place: Place; edits: Edit[]; today: string; aheadMs: number };
const content = edited(given.edits);
const world = worldIn(content);
const database = openDatabase(given.place);
console.log('ready');
const swept = await sweep({
  db: database.db,
  clock: () => new Date(Date.now() + given.aheadMs),
  today: mustDay(given.today),
  content,
  world,
  site: 'https://bench.example',
  budgetMs: 600_000,
});
console.log(JSON.stringify(swept));
await database.close();
