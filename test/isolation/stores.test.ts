// No act of anybody on any store reveals or changes what is another's, whatever name they bring; and this law finds a store
// that forgets to ask whose something is, in each of its queries.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test, vi } from 'vitest';
import { openDatabase, type Db, type Place } from '../../src/storage/index.server.ts';
import { onEachDatabase } from '../../src/storage/testing/each-database.server.ts';
import { ACTS, openStores, type Stores } from './acts.ts';
import { forgetful, listening } from './faulty.ts';
import { namesIn, twoOwners } from './owned.ts';
import type { Owner } from './owner.ts';
import { wholeOf } from './whole.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

/** What happened is read when all has happened; after the others nothing is left to act with. */
const LAST = [
  'records.history',
  'organizations.end',
  'organizations.dissolve',
  'sessions.endAll',
  'evidence.forget',
  'records.remove',
];
const names = Object.keys(ACTS).sort((a, b) => LAST.indexOf(a) - LAST.indexOf(b));

/** Names of somebody's that an answer to another would tell; their evidence names what the other did. */
const ownOf = ({ mark, things }: Owner): string[] => [
  mark,
  ...Object.entries(things).flatMap(([what, list]) => (/activity|change/.test(what) ? [] : list)),
];

/** What an answer says of somebody else, other than the name that was brought. */
function said(answer: unknown, other: Owner, brought: string): string[] {
  const text = (JSON.stringify(answer) ?? '').toLowerCase().replaceAll(brought.toLowerCase(), '·');
  return ownOf(other).filter((own) => text.includes(own.toLowerCase()));
}

/** One person does everything that can be done, with every name that another has. Resolves to what came of it; null = nothing. */
async function crossing(
  stores: Stores,
  place: Place,
  db: Db,
  me: Owner,
  other: Owner,
): Promise<string | null> {
  const before = await wholeOf({ place }, db, other);
  const brought = await namesIn(db);
  const numbers = [...(other.things['change'] ?? []), ...(other.things['change of an activity'] ?? [])].map(
    Number,
  );
  for (const name of names) {
    const act = ACTS[name]!;
    for (const [i, id] of (act.length > 2 ? brought : brought.slice(0, numbers.length)).entries()) {
      const told = said(await act(stores, me, id, numbers[i % numbers.length]!), other, id);
      if (told.length > 0) return `${name} tells ${told.join(', ')}`;
    }
    const after = await wholeOf({ place }, db, other);
    if (JSON.stringify(after) !== JSON.stringify(before)) return `${name} changes it`;
  }
  return null;
}

onEachDatabase(({ place: newPlace, open }) => {
  test('whatever one does with the names of another, nothing of theirs is told or changed', async () => {
    const place = await newPlace();
    const [ana, bo] = await twoOwners(place);
    const { db } = await open(place);
    expect(await crossing(openStores(db, place), place, db, bo, ana)).toBeNull();
  });

  test('any acts of two people in any order: each touches their own alone', async () => {
    const place = await newPlace();
    const owners = await twoOwners(place);
    const { db } = await open(place);
    const stores = openStores(db, place);
    const step = fc.record({
      who: fc.constantFrom(0, 1),
      name: fc.constantFrom(...names.filter((name) => !LAST.includes(name))),
      pick: fc.nat(),
      n: fc.nat({ max: 30 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        for (const { who, name, pick, n } of steps) {
          const [me, other] = [owners[who]!, owners[1 - who]!];
          const all = await namesIn(db);
          const id = all[pick % all.length]!;
          const before = await wholeOf({ place }, db, other);
          expect(said(await ACTS[name]!(stores, me, id, n), other, id), name).toEqual([]);
          expect(await wholeOf({ place }, db, other), name).toEqual(before);
        }
      }),
      { numRuns: 25 },
    );
  });
});

/** Conditions whose loss nobody could notice, and why. */
const FOUND = 'what it is about was found for its record just before, in the same act';
const NUMBER = 'a number or yes or no comes of it, and its own tests look which';
const PICKED = 'of what comes, only what belongs to the record’s own files and badges is taken';
const BESIDES: { [kind: string]: string } = {
  'select evidence_use by record_id': PICKED,
  'select lab_deed by record_id': 'of what comes, only the counts of the record’s own shifts are taken',
  'select lab_deed by number, record_id, shift_id': FOUND,
  'select badge_use by record_id': PICKED,
  'update activity by id, record_id': FOUND,
  'delete activity by id, record_id': FOUND,
  'delete evidence by id, record_id': FOUND,
  'delete evidence_use by evidence_id, record_id, subject': FOUND,
  'delete badge by id, record_id': FOUND,
  'delete badge_use by badge_id, record_id, subject': FOUND,
  'select notice by read_at, record_id': NUMBER,
  'select notice_choice by record_id': NUMBER,
  'select member by organization_id, person_id, role':
    'whether another owner stays: of one’s own organization',
};

const folder = mkdtempSync(join(tmpdir(), 'benchpath-isolation-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a store that forgets in one query whose something is, is found', async () => {
  const whole: Place = { dataFolder: join(folder, 'whole') };
  const [ana, bo] = await twoOwners(whole);
  let many = 0;
  /** The same acts on a copy, with a database that may have a fault. */
  const tried = async (fault: (db: Db) => Db) => {
    const place: Place = { dataFolder: join(folder, `copy-${(many += 1)}`) };
    cpSync(whole.dataFolder, place.dataFolder, { recursive: true });
    const database = openDatabase(place);
    try {
      return await crossing(openStores(fault(database.db), place), place, database.db, bo, ana);
    } catch (error) {
      return `breaks: ${String(error)}`;
    } finally {
      await database.close();
      rmSync(place.dataFolder, { recursive: true });
    }
  };
  const kinds = new Set<string>();
  expect(await tried((db) => listening(db, kinds))).toBeNull();
  expect(kinds.size).toBeGreaterThan(25);
  const unseen: string[] = [];
  for (const kind of kinds) {
    const found = await tried((db) => forgetful(db, kind));
    if ((found === null) !== kind in BESIDES) unseen.push(`${kind}: ${found ?? 'nobody noticed'}`);
  }
  expect(unseen).toEqual([]);
  expect(Object.keys(BESIDES).filter((kind) => !kinds.has(kind))).toEqual([]);
});
