// Every command on a data folder of two people: it acts on the one who is named, and neither prints nor touches the other.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { inside, root } from '../../src/cli/testing/process.ts';
import { issuerOf } from '../../src/wallet/testing/badges.server.ts';
import { openDatabase, type Place } from '../../src/storage/index.server.ts';
import { onEachDatabase } from '../../src/storage/testing/each-database.server.ts';
import { twoOwners } from './owned.ts';
import type { Owner } from './owner.ts';
import { wholeOf, type Whole } from './whole.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });
const folder = mkdtempSync(join(tmpdir(), 'benchpath-commands-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());
let many = 0;
const fresh = (name: string): string => join(folder, `${(many += 1)}-${name}`);

/** The commands, as the command line itself lists them. */
const COMMANDS = [
  ...readFileSync(join(root, 'src', 'cli', 'answer.ts'), 'utf8').matchAll(
    /^ {2}'?([a-z0-9 ]+)'?: async \(\)/gm,
  ),
].map(([, name = '']) => name);

/** Why a command names nobody. */
const NOBODYS: { [command: string]: string } = {
  assess: 'reads a file',
  plan: 'reads a file',
  renewals: 'reads files',
  'rules list': 'reads the content',
  'rules show': 'reads the content',
  'rules check': 'reads the content',
  'rules stale': 'reads the content',
  'rules diff': 'reads the content, and files',
  qc: 'reads a file',
  calc: 'reads the content',
  'hl7 parse': 'reads a file',
  'hl7 check': 'reads a file',
  'astm parse': 'reads a file',
  'astm check': 'reads a file',
  'fhir check': 'reads a file',
  'lab list': 'reads the content',
  'lab run': 'plays a scenario by itself',
  'lab replay': 'reads a file',
  'lab serve': 'keeps a practice LIS of the installation; nobody owns it',
  open: 'unpacks a file',
  restore: 'fills an empty place with a whole copy',
  move: 'carries everything to another database; its own tests compare every row',
};

test('every command is tried here, or acts on nobody', () => {
  expect(COMMANDS.length).toBeGreaterThan(20);
  const tried = readFileSync(import.meta.filename, 'utf8');
  const known = COMMANDS.filter((name) => name in NOBODYS || tried.includes(`run('${name}`));
  expect(COMMANDS.filter((name) => !known.includes(name))).toEqual([]);
});

onEachDatabase(({ place: newPlace }) => {
  async function begin() {
    const place = await newPlace();
    const [ana, bo] = await twoOwners(place);
    vi.stubEnv('DATABASE_URL', place.databaseUrl ?? '');
    /** Runs a command, and says what became of each and whether the other was named. */
    const run = async (command: string, ...words: string[]) => {
      const before = [await whole(place, ana), await whole(place, bo)];
      const { code, out, err } = await inside([...command.split(' '), ...words, '--data', place.dataFolder]);
      const after = [await whole(place, ana), await whole(place, bo)];
      const touched = [ana, bo].filter((_, i) => JSON.stringify(before[i]) !== JSON.stringify(after[i]));
      const text = (out + err).toLowerCase();
      for (const word of words)
        if (word.includes('@')) expect(text.replaceAll(word, '')).not.toMatch(/quokkari|bilbywort/);
      return {
        code,
        touched: touched.map((one) => one.mark),
        told: [ana, bo]
          .filter((one) => text.includes(one.mark) || text.includes(one.record))
          .map((one) => one.mark),
      };
    };
    return { place, ana, bo, run };
  }

  const whole = async (place: Place, of: Owner): Promise<Whole> => {
    const database = openDatabase(place);
    return wholeOf({ place }, database.db, of).finally(() => database.close());
  };

  test('export and import: whose record is named is meant, and nobody else’s is in the file', async () => {
    const { ana, bo, run } = await begin();
    const [zip, second] = [fresh('ana.zip'), fresh('second.zip')];
    const nothing = { touched: [], told: [] };
    expect(await run('export', '--to', zip, '--person', 'quokkari@example.org')).toMatchObject({
      code: 0,
      touched: [],
    });
    expect(await run('export', '--to', second, '--record', ana.record)).toMatchObject({
      code: 0,
      touched: [],
    });
    for (const one of [zip, second]) {
      const opened = fresh('opened');
      expect((await inside(['open', one, '--to', opened])).code).toBe(0);
      const texts = filesIn(opened);
      expect(texts).toContain(`${ana.mark}title`);
      for (const other of [bo.mark, bo.record, ...bo.things['evidence']!]) expect(texts).not.toContain(other);
    }
    expect(await run('export', '--to', fresh('x.zip'), '--person', 'nobody@example.org')).toEqual({
      code: 2,
      ...nothing,
    });
    // A record has one owner: another gets it by no way, and gives up nothing of their own for it.
    for (const more of [[], ['--replace']]) {
      const done = await run('import', zip, '--person', 'bilbywort@example.org', ...more);
      expect(done).toMatchObject({ code: 2, touched: [] });
    }
    expect(await run('import', zip, '--person', 'quokkari@example.org', '--replace')).toMatchObject({
      code: 0,
    });
    expect((await run('import', zip, '--person', 'quokkari@example.org', '--replace')).touched).not.toContain(
      bo.mark,
    );
  });

  test('badges go to who is named, and are taken from nobody else', async () => {
    const { ana, bo, run } = await begin();
    const award = fresh('award.yaml');
    writeFileSync(award, 'name: Week\ndescription: A week.\ncriteria: Do it.\n');
    expect(await run('badge issue', award), 'nobody is guessed').toEqual({ code: 2, touched: [], told: [] });
    expect(await run('badge issue', award, '--to', 'bilbywort@example.org')).toEqual({
      code: 0,
      touched: [bo.mark],
      told: [],
    });
    const [badge = ''] = ana.things['issued badge']!;
    expect(await run('badge show', badge)).toEqual({ code: 0, touched: [], told: [ana.mark] });
    expect(await run('badge show', ana.things['brought badge']![0]!.replace(/^./, '0'))).toEqual({
      code: 2,
      touched: [],
      told: [],
    });
    expect(await run('badge revoke', badge, '--reason', 'no longer')).toEqual({
      code: 0,
      touched: [ana.mark],
      told: [],
    });
    const document = fresh('did.json');
    writeFileSync(document, JSON.stringify((await issuerOf(9, 'did:web:elsewhere.example')).document));
    expect(await run('badge check', document)).toMatchObject({ touched: [], told: [] });
    expect(await run('badge pin', document)).toMatchObject({ touched: [], told: [] });
    expect(await run('issuer rotate')).toEqual({ code: 0, touched: [], told: [] });
  });

  test('what looks after everything names nobody, and changes nothing of anybody', async () => {
    const { run } = await begin();
    const site = ['--site', 'https://bench.example'];
    mkdirSync(join(folder, 'out'), { recursive: true });
    for (const done of [
      await run('doctor'),
      await run('backup'),
      await run('remind', ...site),
      await run('watch', ...site),
    ])
      expect(done).toMatchObject({ touched: [], told: [] });
  });
});

/** Every file of a folder as one text. */
function filesIn(from: string): string {
  const { readdirSync } = process.getBuiltinModule('node:fs');
  return readdirSync(from, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}
