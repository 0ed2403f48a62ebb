// A process of its own, there to be killed: `node writer.ts PLACE NAME TOKENS [MANY]` saves to the records of these tokens by
// turns, without end or so many times. Prints a line for each save once it is acknowledged, as JSON (`Said`).
import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { faultOf, openDatabase, type Place } from '../../src/storage/index.server.ts';
import { openRecordStore } from '../../src/record/store.server.ts';

/** `ack`: kept. `unsure`: the server went away before it answered. `fault`: the disk or the server refuses; the writer ends. */
export type Said =
  { ack: string; token: string; version: number } | { unsure: string } | { fault: string; sentence: string };

const [place = '', name = '', tokens = '', many = 'Infinity'] = process.argv.slice(2);
const where = JSON.parse(place) as Place;
const names = JSON.parse(tokens) as string[];
const database = openDatabase(where);
const store = openRecordStore(database.db, () => new Date(), randomBytes);
const say = (said: Said): void => void writeSync(1, `${JSON.stringify(said)}\n`);
const seen = new Map<string, number>();

/** A record that the pages can read, too, with a mark in it and a size of its own. */
const content = (mark: string, n: number) => ({
  record: { benchpath: 'record/1', state: 'MN', limits: { studyHoursPerWeek: n % 80 } },
  answers: { goal: null, asked: [mark, 'x'.repeat((n * 997) % 9_000)], own: {} },
});

async function save(mark: string, n: number): Promise<void> {
  const token = names[n % names.length]!;
  const scope = { browser: token };
  for (;;) {
    const version = seen.get(token) ?? (await store.load(scope))?.version ?? 0;
    const saved = await store.save(scope, content(mark, n), version);
    if (saved.saved) {
      seen.set(token, saved.version);
      return say({ ack: mark, token, version: saved.version });
    }
    seen.delete(token);
  }
}

for (let n = 0; n < Number(many); n++) {
  const mark = `mark:${name}-${n}.`;
  try {
    await save(mark, n);
  } catch (error) {
    const fault = faultOf(error, database.where);
    if (fault === null) throw error;
    if (fault.fault !== 'unreachable') {
      say({ fault: fault.fault, sentence: fault.sentence });
      process.exit(2);
    }
    say({ unsure: mark });
    seen.clear();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
await database.close();
