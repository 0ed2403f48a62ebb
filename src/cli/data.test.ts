// backup, restore, doctor and move as a person runs them, in processes of their own, on both databases.
import { createHash, randomBytes } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openEvidence } from '#record/evidence.server.ts';
import { openRecordStore } from '#record/store.server.ts';
import { migrate, type Database, type Place } from '#storage/index.server.ts';
import { onEachDatabase } from '#storage/testing/each-database.server.ts';
import { HELP_DATA } from './help-data.ts';
import { BackupOutput, DoctorOutput, MoveOutput, RestoreOutput } from './outputs-data.ts';
import { benchpath } from './testing/process.ts';

const clock = () => new Date();
const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n');

type Told = z.infer<typeof DoctorOutput>;
const about = ({ findings }: Told, name: string) => findings.find((each) => each.about === name);

onEachDatabase(({ kind, open, place }) => {
  /** A place with three records of two changes each, and one file of evidence. */
  const begin = async () => {
    const where = await place();
    const database = await open(where);
    await migrate(database, clock);
    const store = openRecordStore(database.db, clock, randomBytes);
    const evidence = openEvidence(database.db, where.dataFolder, clock, randomBytes);
    for (let n = 0; n < 3; n++) {
      const scope = { browser: store.token() };
      await store.save(scope, { record: { state: 'MN', n }, answers: null }, 0);
      await store.save(scope, { record: { state: 'WI', n }, answers: null }, 1);
      if (n === 0) await evidence.add((await store.load(scope))!.id, 'diploma.pdf', PDF);
    }
    const run = (...words: string[]) => benchpath([...words, '--data', where.dataFolder], '', env(where));
    const doctor = async () => {
      const { code, out, err } = await run('doctor', '--json');
      if (err !== '') throw new Error(err);
      return { code, told: DoctorOutput.parse(JSON.parse(out)) };
    };
    return { where, database, run, doctor };
  };
  const env = ({ databaseUrl = '' }: Place) => ({ DATABASE_URL: databaseUrl, BENCHPATH_SECRET: '' });
  const records = async ({ db }: Database) => {
    const rows = await db.selectFrom('record').selectAll().execute();
    return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
  };

  test('backup, then restore into an empty place of each kind, then doctor there', async () => {
    const { where, database, run } = await begin();
    await writeFile(join(where.dataFolder, 'secret'), 'hidden');
    const to = join(where.dataFolder, 'usb', 'stick');
    const made = await run('backup', '--to', to, '--json');
    expect(made.err).toBe('');
    const { backup, rows, evidence } = BackupOutput.parse(JSON.parse(made.out));
    expect({ rows, evidence }).toEqual({ rows: 3 + 6 + 1, evidence: 1 });
    expect(await readdir(backup)).toEqual(
      expect.arrayContaining(['SHA256SUMS', 'evidence', 'verified.json']),
    );
    if (process.platform === 'linux')
      execFileSync('/usr/bin/sha256sum', ['--check', '--quiet', 'SHA256SUMS'], { cwd: backup });

    const url = (await place()).databaseUrl;
    const targets: Place[] = [{ dataFolder: join(to, 'as-sqlite') }];
    if (url) targets.push({ dataFolder: join(to, 'as-postgresql'), databaseUrl: url });
    for (const target of targets) {
      const into = [
        '--data',
        target.dataFolder,
        ...(target.databaseUrl ? ['--database-url', target.databaseUrl] : []),
      ];
      const restored = await benchpath(['restore', backup, ...into, '--json']);
      expect(restored.err).toBe('');
      expect(RestoreOutput.parse(JSON.parse(restored.out))).toMatchObject({
        evidence: 1,
        tables: { record: { rows: 3 }, event: { rows: 6 } },
      });
      expect(restored.out).not.toContain('benchpath:');
      const there = await open(target);
      expect(await records(there)).toEqual(await records(database));
      const doctor = await benchpath(['doctor', '--data', target.dataFolder], '', env(target));
      expect(doctor.out).toMatch(/● fine {3}chains {4}3 records, 6 changes: every chain is whole/);
      expect(doctor.out).toMatch(/● fine {3}evidence {2}1 file, each as it was attached/);
      const again = await benchpath(['restore', backup, ...into]);
      expect(again).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/empty/) });
    }
  });

  test('doctor: all fine; then each thing that can be wrong, with what to do', async () => {
    const { where, database, run, doctor } = await begin();
    const none = await doctor();
    expect(none.code).toBe(3);
    expect(about(none.told, 'backups')).toMatchObject({
      state: 'wrong',
      act: expect.stringContaining('benchpath backup'),
    });
    expect((await run('backup')).code).toBe(0);
    const well = await doctor();
    expect(well.told.findings.filter(({ state }) => state !== 'fine')).toEqual([]);
    expect(well).toMatchObject({ code: 0, told: { sound: true } });
    const plain = await run('doctor');
    expect(plain.out).toMatch(/\d+ fine, 0 to look at, 0 wrong\.\n$/);
    expect(plain.out.split('\n').filter((line) => line.length > 100)).toEqual([]);

    await mkdir(join(where.dataFolder, 'outbox'));
    await writeFile(join(where.dataFolder, 'outbox', 'a.eml'), 'Dear …');
    await writeFile(join(where.dataFolder, 'secret'), 'x'.repeat(40), { mode: 0o644 });
    await chmod(join(where.dataFolder, 'secret'), 0o644);
    const [record] = await readdir(join(where.dataFolder, 'evidence'));
    const folder = join(where.dataFolder, 'evidence', record!);
    const [file] = await readdir(folder);
    await writeFile(join(folder, 'f'.repeat(64)), 'nobody names me');
    const looked = await doctor();
    expect(looked.code).toBe(3);
    expect(about(looked.told, 'letters')).toMatchObject({ state: 'look' });
    expect(about(looked.told, 'secret')).toMatchObject({
      state: 'look',
      act: expect.stringContaining('chmod 600'),
    });
    expect(about(looked.told, 'evidence')).toMatchObject({
      state: 'wrong',
      text: expect.stringContaining('was changed'),
    });
    await rm(join(folder, 'f'.repeat(64)));
    const orphan = createHash('sha256').update('nobody names me').digest('hex');
    await writeFile(join(folder, orphan), 'nobody names me');
    expect(about((await doctor()).told, 'evidence')).toMatchObject({
      state: 'look',
      text: '2 files, 1 of no record',
    });
    await rm(join(folder, file!));
    await sql`update event set after = ${'{}'} where seq = 2`.execute(database.db);
    const wrong = await doctor();
    expect(wrong.code).toBe(3);
    expect(about(wrong.told, 'evidence')).toMatchObject({
      state: 'wrong',
      text: expect.stringContaining('is missing'),
    });
    expect(about(wrong.told, 'chains')).toMatchObject({
      state: 'wrong',
      text: expect.stringMatching(/^3 of 3 records.*event 2 was changed/),
    });
    const backup = await run('backup');
    expect(backup).toMatchObject({ code: 3, out: '', err: expect.stringContaining('it is not whole') });
    await sql`insert into migration values ('9999-later', 'x', 'y')`.execute(database.db);
    const newer = await doctor();
    expect(about(newer.told, 'schema')).toMatchObject({
      state: 'wrong',
      text: expect.stringContaining('newer'),
    });
    expect(await run('backup')).toMatchObject({ code: 2, err: expect.stringContaining('newer') });
  });

  test('backup --due makes one, then none until it is due', async () => {
    const { run, where } = await begin();
    const first = await run('backup', '--due', '24');
    expect(JSON.parse(first.out)).toMatchObject({ made: expect.stringContaining('-regular'), removed: [] });
    expect(JSON.parse((await run('backup', '--due', '24')).out)).toMatchObject({
      made: null,
      why: 'not due',
    });
    expect(await readdir(join(where.dataFolder, 'backups'))).toHaveLength(1);
    expect(await run('backup', '--due', 'daily')).toMatchObject({
      code: 2,
      err: expect.stringContaining('hours'),
    });
  });

  if (kind === 'postgresql') {
    test('move: from SQLite to PostgreSQL, the same on both sides, and the old place says where', async () => {
      const target = (await place()).databaseUrl!;
      const from = { dataFolder: (await place()).dataFolder };
      const old = await open(from);
      await migrate(old, clock);
      const store = openRecordStore(old.db, clock, randomBytes);
      const scope = { browser: store.token() };
      for (let n = 0; n < 700; n++) await store.save(scope, { record: { n }, answers: 'é' }, n);
      await old.close();
      const move = (...words: string[]) =>
        benchpath(['move', ...words, '--data', from.dataFolder], '', { DATABASE_URL: '' });
      const moved = await move('--to', target, '--json');
      expect(moved.err).toBe('');
      expect(MoveOutput.parse(JSON.parse(moved.out)).tables).toMatchObject({
        event: { rows: 700 },
        record: { rows: 1 },
      });
      // A password is never shown.
      expect(moved.out).not.toContain(new URL(target).password);
      const now = await open({ ...from, databaseUrl: target });
      const arrived = openRecordStore(now.db, clock, randomBytes);
      expect((await arrived.load(scope))?.version).toBe(700);
      expect(await arrived.broken()).toEqual([]);
      expect(await move('--to', (await place()).databaseUrl!)).toMatchObject({
        code: 2,
        err: expect.stringContaining('moved to PostgreSQL'),
      });
      const doctor = await benchpath(['doctor', '--data', from.dataFolder], '', { DATABASE_URL: '' });
      expect(doctor).toMatchObject({ code: 3, out: expect.stringContaining('moved to PostgreSQL') });
    });
  }
});

describe('what cannot be used', () => {
  const bad: [string, string[], number, RegExp][] = [
    ['nothing kept', ['backup', '--data', '/nonexistent/x'], 2, /^nothing is kept in \/nonexistent\/x; name/],
    ['no place', ['restore', 'x'], 2, /^benchpath restore needs an empty place/],
    ['no backup', ['restore'], 2, /^benchpath restore needs BACKUP/],
    [
      'no such backup',
      ['restore', '/nonexistent', '--data', '/tmp/x'],
      2,
      /^There is no backup at \/nonexistent/,
    ],
    ['a place among the code', ['restore', 'x', '--data', '.'], 2, /inside the Benchpath folder/],
    ['nowhere to move', ['move'], 2, /^benchpath move needs --to URL/],
    ['an option nobody knows', ['doctor', '--jsn'], 2, /did you mean --json/],
  ];
  test.each(bad)('%s', async (_what, words, code, err) => {
    const answer = await benchpath(words, '', { DATABASE_URL: '' });
    expect(answer).toMatchObject({ code, out: '' });
    expect(answer.err).toMatch(err);
  });

  test('a server that is away is trouble, in one sentence', async () => {
    const url = 'postgresql://ana:hidden@127.0.0.1:9/benchpath';
    const answer = await benchpath(['doctor'], '', { DATABASE_URL: url });
    expect(answer).toMatchObject({ code: 3, err: '' });
    expect(answer.out).toMatch(/cannot reach PostgreSQL at\s+127\.0\.0\.1:9/);
    const backup = await benchpath(['backup'], '', { DATABASE_URL: url });
    expect(backup).toMatchObject({ code: 3, out: '' });
    expect(backup.err).toMatch(/^Benchpath cannot reach PostgreSQL at 127\.0\.0\.1:9\/benchpath/);
    expect(answer.out + backup.err).not.toContain('hidden');
  });

  test('a damaged file is named, and what to do', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'benchpath-damaged-'));
    await writeFile(join(folder, 'benchpath.sqlite'), 'This is a letter. '.repeat(300));
    const answer = await benchpath(['doctor', '--data', folder], '', { DATABASE_URL: '' });
    expect(answer).toMatchObject({ code: 3, err: '' });
    expect(answer.out.replaceAll(/\s+/g, ' ')).toContain('put it aside and restore a backup');
    expect(await readFile(join(folder, 'benchpath.sqlite'), 'utf8')).toContain('This is a letter.');
    await rm(folder, { recursive: true });
  });
});

test('each command says how it is used, with examples', async () => {
  for (const command of Object.keys(HELP_DATA)) {
    const { code, out } = await benchpath([command, '--help']);
    expect(code).toBe(0);
    expect(out).toContain(`benchpath ${command}`);
    expect(out).toContain('Examples');
    expect(out.split('\n').filter((line) => line.length > 130)).toEqual([]);
  }
});
