import { mkdtempSync, rmSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Db } from '#storage/index.server.ts';
import { onEachDatabase } from '#storage/testing/each-database.server.ts';
import { openDatabase } from '#storage/index.server.ts';
import { startPostgres } from '#storage/testing/postgres.server.ts';
import { bringIn, readArchive, writeArchive, type Archive } from './archive.server.ts';
import { MANIFEST, manifestOf } from './archive/format.server.ts';
import { STAYS, TABLE_NAMES } from './archive/tables.server.ts';
import { installation, signedFor, type Installation } from './testing/whole.server.ts';
import { unzip, zipOf } from './zip.server.ts';

const folders: string[] = [];
const folder = () => {
  folders.push(mkdtempSync(join(tmpdir(), 'benchpath-archive-')));
  return folders.at(-1)!;
};
afterAll(() => folders.forEach((path) => rmSync(path, { recursive: true, force: true })));

const must = async (bytes: Buffer): Promise<Archive> => {
  const read = await readArchive(bytes);
  if ('wrong' in read) throw new Error(read.wrong);
  return read.archive;
};
const why = async (bytes: Buffer) => {
  const read = await readArchive(bytes);
  return 'wrong' in read ? read.wrong : 'taken';
};

/** Every row of a record, in each table that has one; without whose it is. */
async function rowsOf(db: Db, id: string): Promise<{ [table: string]: unknown[] }> {
  const {
    person_id: _p,
    browser_id: _b,
    ...record
  } = await db.selectFrom('record').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const all: { [table: string]: unknown[] } = { record: [record] };
  for (const table of TABLE_NAMES) {
    const rows = await db.selectFrom(table).selectAll().where('record_id', '=', id).execute();
    all[table] = rows.map((row) => JSON.stringify(row, Object.keys(row).sort())).sort();
  }
  return all;
}

/** The same archive with some files changed and a manifest that fits: what somebody makes on purpose. */
async function forged(bytes: Buffer, change: (name: string, content: string) => string | Buffer | null) {
  const unpacked = await unzip(bytes, /./);
  if ('wrong' in unpacked) throw new Error(unpacked.wrong);
  const files = new Map<string, Buffer>();
  for (const [name, content] of unpacked.files) {
    const next = change(name, content.toString('utf8'));
    if (next !== null)
      files.set(
        name,
        typeof next === 'string' ? (next === content.toString('utf8') ? content : Buffer.from(next)) : next,
      );
  }
  files.delete(MANIFEST);
  files.set(MANIFEST, Buffer.from(manifestOf(files)));
  return zipOf(files);
}
const at = (file: string, from: string | RegExp, to: string) => (name: string, content: string) =>
  name === file ? content.replace(from, to) : content;

onEachDatabase(({ open }) => {
  const begin = async (): Promise<Installation> => installation(await open());

  test('every table of a record goes with it, or is said to stay', async () => {
    const { db } = await begin();
    const known = new Set<string>([...TABLE_NAMES, ...Object.keys(STAYS)]);
    const tables = (await db.introspection.getTables()).filter(
      ({ name, columns }) => name !== 'record' && columns.some((column) => column.name === 'record_id'),
    );
    expect(tables.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
  });

  test('a record comes back whole into an installation that never had it', async () => {
    const [here, there] = [await begin(), await begin()];
    const id = await here.fill(here.browser());
    const bytes = (await writeArchive(here.db, here.evidence, id))!;
    expect(await writeArchive(here.db, here.evidence, id), 'the same record is the same bytes').toEqual(
      bytes,
    );
    const scope = there.browser();
    expect(await bringIn(there.db, there.evidence, scope, await must(bytes), null)).toEqual({
      brought: true,
    });
    expect(await rowsOf(there.db, id)).toEqual(await rowsOf(here.db, id));
    expect(await there.store.broken()).toEqual([]);
    expect((await there.store.history(scope, 9)).length).toBe(3);
    const files = (await readdir(join(here.folder, 'evidence', id))).sort();
    expect((await readdir(join(there.folder, 'evidence', id))).sort()).toEqual(files);
    for (const file of files)
      expect(await readFile(join(there.folder, 'evidence', id, file))).toEqual(
        await readFile(join(here.folder, 'evidence', id, file)),
      );
    expect(await writeArchive(there.db, there.evidence, id)).toEqual(bytes);
    // The chain goes on where it stood.
    expect(await there.store.save(scope, { record: { state: 'WI' }, answers: null }, 3)).toMatchObject({
      saved: true,
    });
    expect(await there.store.broken()).toEqual([]);
  });

  test('where a record is already kept it is replaced only when its owner says which', async () => {
    const [here, there] = [await begin(), await begin()];
    const archive = await must(
      (await writeArchive(here.db, here.evidence, await here.fill(here.browser())))!,
    );
    const scope = there.browser();
    const old = await there.fill(scope, 'old');
    const other = await there.fill(there.browser(), 'somebody else');
    const before = [await rowsOf(there.db, old), await rowsOf(there.db, other)];
    for (const seen of [null, 2])
      expect(await bringIn(there.db, there.evidence, scope, archive, seen)).toEqual({
        refused: 'has one',
        version: 3,
      });
    expect([await rowsOf(there.db, old), await rowsOf(there.db, other)]).toEqual(before);
    expect((await readdir(join(there.folder, 'evidence'))).sort()).toEqual([old, other].sort());
    expect(await bringIn(there.db, there.evidence, scope, archive, 3)).toEqual({ brought: true });
    expect((await there.store.load(scope))!.id).toBe(archive.record.id);
    for (const table of TABLE_NAMES)
      expect(
        await there.db.selectFrom(table).selectAll().where('record_id', '=', old).execute(),
        table,
      ).toEqual([]);
    expect(await rowsOf(there.db, other)).toEqual(before[1]);
    expect((await readdir(join(there.folder, 'evidence'))).sort()).toEqual([archive.record.id, other].sort());
  });

  test('an older state of the same record is brought back over it', async () => {
    const here = await begin();
    const scope = here.browser();
    const id = await here.fill(scope);
    const before = await rowsOf(here.db, id);
    const archive = await must((await writeArchive(here.db, here.evidence, id))!);
    await here.store.save(scope, { record: null, answers: null }, 3);
    const [first] = await here.evidence.list(id);
    await here.evidence.remove(id, first!.id);
    await here.evidence.add(id, 'later.pdf', Buffer.from('%PDF-1.4 later %%EOF'));
    expect(await bringIn(here.db, here.evidence, scope, archive, 4)).toEqual({ brought: true });
    expect(await rowsOf(here.db, id)).toEqual(before);
    expect((await readdir(join(here.folder, 'evidence', id))).length).toBe(2);
  });

  test('what this installation signed stays its person’s when an archive takes the place of their record', async () => {
    const here = await begin();
    const scope = here.browser();
    const id = await here.fill(scope);
    const bytes = (await writeArchive(here.db, here.evidence, id))!;
    await signedFor(here.db, id);
    expect(await bringIn(here.db, here.evidence, scope, await must(bytes), 3)).toEqual({ brought: true });
    const rows = () => here.db.selectFrom('issued_badge').select(['id', 'record_id']).execute();
    expect(await rows()).toEqual([{ id: 'signed', record_id: id }]);
    // Also where the archive is of another record, which takes its place.
    const elsewhere = await begin();
    const other = await elsewhere.fill(elsewhere.browser());
    const brought = await must((await writeArchive(elsewhere.db, elsewhere.evidence, other))!);
    expect(await bringIn(here.db, here.evidence, scope, brought, 3)).toEqual({ brought: true });
    expect(await rows()).toEqual([{ id: 'signed', record_id: other }]);
    expect(await here.db.selectFrom('badge_offer').select(['badge_id', 'record_id']).execute()).toEqual([
      { badge_id: 'signed', record_id: other },
    ]);
  });

  test('an archive that says what a badge proves which it does not hold is refused', async () => {
    const here = await begin();
    const bytes = (await writeArchive(here.db, here.evidence, await here.fill(here.browser())))!;
    const cut = await forged(bytes, (name, content) => (name === 'data/badge.jsonl' ? '' : content));
    expect(await why(cut)).toBe('says what a badge proves that it does not hold');
  });

  test('what somebody else keeps here cannot be taken from them by a file, nor be made the folder of a stranger', async () => {
    const here = await begin();
    const id = await here.fill(here.browser());
    const bytes = (await writeArchive(here.db, here.evidence, id))!;
    const before = await rowsOf(here.db, id);
    const thief = here.browser();
    expect(await bringIn(here.db, here.evidence, thief, await must(bytes), null)).toEqual({
      refused: 'kept elsewhere',
    });
    // Under another name, but with the names of rows that are kept here: nothing of it stays.
    const archive = await must(bytes);
    const other = 'a'.repeat(32);
    const renamed: Archive = {
      ...archive,
      record: { ...archive.record, id: other, version: 1, head: '' },
      rows: {
        ...archive.rows,
        event: [],
        evidence: archive.rows.evidence.map((r) => ({ ...r, record_id: other })),
      },
    };
    expect(await bringIn(here.db, here.evidence, thief, renamed, null)).toEqual({
      refused: 'kept elsewhere',
    });
    expect(await here.store.load(thief)).toBeNull();
    expect(await rowsOf(here.db, id)).toEqual(before);
    expect(await readdir(join(here.folder, 'evidence'))).toEqual([id]);
  });

  test('of two that bring in the same at once, one does', async () => {
    const [here, there] = [await begin(), await begin()];
    const id = await here.fill(here.browser());
    const archive = await must((await writeArchive(here.db, here.evidence, id))!);
    const both = await Promise.all(
      [there.browser(), there.browser()].map((s) => bringIn(there.db, there.evidence, s, archive, null)),
    );
    expect(both.map((one) => 'brought' in one).sort()).toEqual([false, true]);
    expect(await rowsOf(there.db, id)).toEqual(await rowsOf(here.db, id));
    expect((await readdir(join(there.folder, 'evidence', id))).length).toBe(2);
  });

  test('evidence whose bytes were lost is named in the zip, and the rest can still be brought in', async () => {
    const [here, there] = [await begin(), await begin()];
    const id = await here.fill(here.browser());
    const [first, second] = await here.evidence.list(id);
    await rm(join(here.folder, 'evidence', id, first!.sha256));
    // As long as before, but not what it was.
    const torn = join(here.folder, 'evidence', id, second!.sha256);
    await writeFile(torn, Buffer.alloc(second!.bytes));
    const bytes = (await writeArchive(here.db, here.evidence, id))!;
    const unpacked = await unzip(bytes, /./);
    const said = 'files' in unpacked ? unpacked.files.get('README.txt')!.toString() : '';
    for (const { name } of [first!, second!]) expect(said).toContain(`- ${name}\n`);
    const scope = there.browser();
    expect(await bringIn(there.db, there.evidence, scope, await must(bytes), null)).toEqual({
      brought: true,
    });
    expect(await there.evidence.list(id)).toEqual([]);
  });

  test('a record that cannot be read goes along word for word', async () => {
    const [here, there] = [await begin(), await begin()];
    const id = await here.fill(here.browser());
    const torn = { content: '{"benchpath":"record/1","sta', answers: 'much' };
    await here.db.updateTable('record').set(torn).where('id', '=', id).execute();
    const scope = there.browser();
    const archive = await must((await writeArchive(here.db, here.evidence, id))!);
    expect(await bringIn(there.db, there.evidence, scope, archive, null)).toEqual({ brought: true });
    expect((await there.store.load(scope))!.texts).toEqual({ record: torn.content, answers: torn.answers });
  });

  test('what was changed on purpose, with a manifest that fits, is still refused where it cannot be true', async () => {
    const here = await begin();
    const id = await here.fill(here.browser());
    const bytes = (await writeArchive(here.db, here.evidence, id))!;
    const pdf = 'files' in (await unzip(bytes, /./)) ? /^evidence\// : /^$/;
    const cases: [string, (name: string, content: string) => string | Buffer | null, RegExp][] = [
      [
        'a past change',
        at('data/event.jsonl', '1991', '1971'),
        /history that is not whole: event 2 was changed/,
      ],
      ['a change left out', at('data/event.jsonl', /^.*\n/, ''), /history that is not whole/],
      ['another head', at('data/record.jsonl', /"head":"./, '"head":"'), /record\.jsonl, line 1: head/],
      ['a column more', at('data/record.jsonl', '{', '{"person_id":"p",'), /Unrecognized key/],
      ['another record', at('data/badge.jsonl', id, 'f'.repeat(32)), /rows of another record/],
      ['a path for a name', at('data/evidence.jsonl', 'other.pdf', '../other.pdf'), /line \d: name/],
      ['a name that ends otherwise', at('data/evidence.jsonl', 'other.pdf', 'other.html'), /other evidence/],
      ['other bytes', (name, c) => (pdf.test(name) ? `${c}x` : c), /other evidence than it says/],
      ['a file left out', (name, c) => (pdf.test(name) ? null : c), /lacks evidence/],
      ['a row twice', (name, c) => (name === 'data/badge.jsonl' ? c + c : c), /row twice/],
      ['no record', (name, c) => (name === 'data/record.jsonl' ? '' : c), /one record/],
      ['a line without its end', (name, c) => (name === 'data/badge.jsonl' ? c.trimEnd() : c), /cut off/],
      ['no text', (name, c) => (name === 'data/badge.jsonl' ? Buffer.from([255]) : c), /no text/],
      ['U+0000 inside', at('data/badge.jsonl', 'Ütica', '\\u0000'), /badge\.jsonl, line 1/],
      [
        'what proves nothing here',
        at('data/evidence_use.jsonl', /("evidence_id":")\w/, '$1x'),
        /what evidence proves/,
      ],
    ];
    for (const [what, change, refusal] of cases)
      expect(await why(await forged(bytes, change)), what).toMatch(refusal);
    expect(await why(await forged(bytes, (_, c) => c)), 'nothing changed').toBe('taken');
  });

  test('a record of many changes goes over in one piece', async () => {
    const [here, there] = [await begin(), await begin()];
    const id = await here.fill(here.browser(), 'x', 1_100);
    const bytes = (await writeArchive(here.db, here.evidence, id))!;
    expect(await bringIn(there.db, there.evidence, there.browser(), await must(bytes), null)).toEqual({
      brought: true,
    });
    expect(await rowsOf(there.db, id)).toEqual(await rowsOf(here.db, id));
  });
});

test('from SQLite to PostgreSQL and back every row and every byte is the same', async () => {
  const server = await startPostgres();
  const places = [
    openDatabase({ dataFolder: folder() }),
    openDatabase({ dataFolder: folder(), databaseUrl: await server.freshDatabase() }),
    openDatabase({ dataFolder: folder() }),
  ];
  try {
    const [first, second, third] = (await Promise.all(places.map(installation))) as [
      Installation,
      Installation,
      Installation,
    ];
    const id = await first.fill(first.browser(), 'Ångström 𝛼 é e\u0301 "quoted" \\ / \t', 12);
    const bytes = (await writeArchive(first.db, first.evidence, id))!;
    for (const next of [second, third])
      expect(await bringIn(next.db, next.evidence, next.browser(), await must(bytes), null)).toEqual({
        brought: true,
      });
    const before = await rowsOf(first.db, id);
    for (const next of [second, third]) {
      expect(await rowsOf(next.db, id)).toEqual(before);
      expect(await writeArchive(next.db, next.evidence, id)).toEqual(bytes);
    }
  } finally {
    for (const database of places) await database.close();
    await server.stop();
  }
});

test('a thousand zips with bytes changed, cut or moved: none is taken in unless it means the same, none is an exception', async () => {
  const database = openDatabase({ dataFolder: folder() });
  try {
    const here = await installation(database);
    const bytes = (await writeArchive(here.db, here.evidence, await here.fill(here.browser())))!;
    const good = await must(bytes);
    let seed = 1;
    const chance = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const changes: ((b: Buffer) => Buffer)[] = [
      (b) => ((b[chance(b.length)]! ^= 1 << chance(8)), b),
      (b) => (b.fill(chance(256), chance(b.length)), b),
      (b) => b.subarray(0, chance(b.length)),
      (b) => b.subarray(chance(b.length)),
      (b) => Buffer.concat([b.subarray(0, chance(b.length)), b.subarray(chance(b.length))]),
      (b) => (b.writeUInt32LE(chance(2 ** 31), chance(b.length - 4)), b),
    ];
    let taken = 0;
    for (let n = 0; n < 1_000; n += 1) {
      const read = await readArchive(changes[n % changes.length]!(Buffer.from(bytes)));
      if ('wrong' in read) continue;
      taken += 1;
      expect(read.archive, `mutation ${n}`).toEqual(good);
    }
    // Some touch only what a zip says of times and systems: those mean the same.
    expect(taken).toBeGreaterThan(0);
    expect(taken).toBeLessThan(200);
  } finally {
    await database.close();
  }
});
