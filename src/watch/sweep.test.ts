// The sweep on real databases: who is told what, once, whatever ends or begins at the same moment.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { mustDay } from '#kernel/dates.ts';
import { openLetters } from '#letters/index.server.ts';
import { openRecordStore, type Scope } from '#record/store.server.ts';
import { openActivities } from '#renewals/store.server.ts';
import { migrate, type Database, type Place } from '#storage/index.server.ts';
import { onEachDatabase } from '#storage/testing/each-database.server.ts';
import { changeWriters } from './mail.server.ts';
import { openNotices } from './notices.server.ts';
import { sweep } from './sweep.server.ts';
import { activitiesIn, EDITS, edited, example, worldIn, type Edit } from './testing/contents.server.ts';
import type { Person } from './world.ts';

vi.setConfig({ testTimeout: 120_000 });

const START = Date.parse('2026-11-23T08:00:00.000Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Between the third and the fifth year after the program of `lapsed`. */
const BETWEEN = '2024-01-15';
const lapsed = example('mlt-lapsed.yaml', null);
const SITE = 'https://bench.example';

onEachDatabase(({ kind, open, place }) => {
  const begin = async (where?: Place) => {
    const database = await open(where);
    const now = { ms: START };
    const clock = () => new Date(now.ms);
    await migrate(database, clock);
    const { db } = database;
    const store = openRecordStore(db, clock, randomBytes);
    const notices = openNotices(db, clock);
    const run = (edits: readonly Edit[] = [], today = BETWEEN, budgetMs = 600_000) => {
      const content = edited(edits);
      const given = {
        db,
        clock,
        today: mustDay(today),
        content,
        world: worldIn(content),
        site: SITE,
        budgetMs,
      };
      return sweep(given);
    };
    const put = async ({ record, answers }: Person, scope: Scope = { browser: store.token() }) => {
      const version = (await store.load(scope))?.version ?? 0;
      await store.save(scope, { record, answers: { ...answers, asked: [] } }, version);
      return (await store.load(scope))!.id;
    };
    const told = async (id: string) =>
      (await notices.list(id, 100)).map(({ subject, before, after }) => [subject, before, after]);
    const all = () => db.selectFrom('notice').selectAll().orderBy('id').execute();
    return { database, db, now, clock, store, notices, run, put, told, all };
  };

  const DOES_NOT = ['verdict ascp-mlt', 'You qualify: Accredited MLT program.', 'You do not qualify yet.'];
  const DOES = [DOES_NOT[0], DOES_NOT[2], DOES_NOT[1]];

  test('a changed verdict is told once, with the rule and its source; the way back too', async () => {
    const { run, put, told, now, notices } = await begin();
    const id = await put(lapsed);
    expect(await run()).toMatchObject({ swept: true, done: true, looked: 0, told: 0 });
    now.ms += MINUTE;
    expect(await run([EDITS.window])).toMatchObject({
      swept: true,
      done: true,
      looked: 1,
      told: 1,
      failed: [],
    });
    expect(await told(id)).toEqual([DOES_NOT]);
    const [notice] = await notices.list(id, 1);
    expect(notice).toMatchObject({
      name: 'MLT(ASCP)',
      made: new Date(now.ms).toISOString(),
      read: null,
      rules: [{ id: 'ascp-mlt', cite: [{ source: 's60' }, { source: 's96' }, { source: 's07' }] }],
    });
    for (let day = 0; day < 3; day += 1) {
      now.ms += DAY;
      expect(await run([EDITS.window])).toMatchObject({ swept: true, told: 0 });
    }
    // The earlier release comes back, when no server with the later one was heard of for long.
    now.ms += 3 * DAY;
    expect(await run()).toMatchObject({ swept: true, told: 1 });
    now.ms += 3 * DAY;
    expect(await run([EDITS.window])).toMatchObject({ swept: true, told: 1 });
    expect(await told(id)).toEqual([DOES_NOT, DOES, DOES_NOT]);
  });

  test('neither time nor an edit nor what concerns others is told', async () => {
    const { run, put, told, now, store } = await begin();
    const scope = { browser: store.token() };
    const id = await put(lapsed, scope);
    await run();
    // Five years pass: the program is too old under either content.
    now.ms += DAY;
    await run([], '2031-01-15');
    now.ms += DAY;
    await run([EDITS.window], '2031-01-15');
    expect(await told(id)).toEqual([]);
    // The record is changed so that nothing is met, and content changes at the same time.
    await put({ ...lapsed, record: { ...lapsed.record, education: [] } }, scope);
    now.ms += 3 * DAY;
    await run([], BETWEEN);
    expect(await told(id)).toEqual([]);
    await put(lapsed, scope);
    for (const edit of [EDITS.wording, EDITS.checked, EDITS.elsewhere]) {
      now.ms += 3 * DAY;
      // Where nothing that decides is different nobody has to be looked at.
      const looked = edit === EDITS.elsewhere ? 1 : 0;
      expect(await run([edit])).toMatchObject({ swept: true, done: true, looked, told: 0 });
    }
    expect(await told(id)).toEqual([]);
  });

  test('a plan and an allocation are told too, with the activities that are kept', async () => {
    const { run, put, told, now, db, clock } = await begin();
    const plans = await put({ ...lapsed, answers: { goal: 'ascp-mlt', own: {} } });
    const holds = await put(example('renewals/technician-of-two-states.yaml', null));
    const store = openActivities(db, clock, randomBytes);
    for (const activity of activitiesIn('renewals/technician-of-two-states.activities.yaml'))
      await store.add(holds, activity);
    await run();
    now.ms += MINUTE;
    await run([EDITS.fee, EDITS.hours], '2024-01-15');
    expect(await told(plans)).toEqual([
      ['plan', expect.stringContaining('$235'), expect.stringContaining('$310')],
    ]);
    expect((await told(holds)).map(([subject]) => subject)).toEqual(['holding us-fl-technician']);
  });

  test('who came between two sweeps is told what changed since; who came after it is not', async () => {
    const { run, put, told, now } = await begin();
    await run();
    now.ms += MINUTE;
    const before = await put(lapsed);
    now.ms += MINUTE;
    await run([EDITS.window]);
    now.ms += MINUTE;
    const after = await put(lapsed);
    now.ms += DAY;
    await run([EDITS.window]);
    expect(await told(before)).toEqual([DOES_NOT]);
    expect(await told(after)).toEqual([]);
  });

  test('while servers with two contents are at work, only the newer one tells', async () => {
    const { run, put, told, now } = await begin();
    const id = await put(lapsed);
    await run();
    now.ms += MINUTE;
    await run([EDITS.window]);
    for (let hour = 0; hour < 30; hour += 1) {
      now.ms += 60 * MINUTE;
      expect(await run()).toMatchObject({ swept: false, why: 'newer rules in use' });
      await run([EDITS.window]);
    }
    expect(await told(id)).toEqual([DOES_NOT]);
  });

  test('out of time, the next sweep goes on where this one was; the contents that nobody needs are removed', async () => {
    const { run, put, all, now, db } = await begin();
    for (let n = 0; n < 5; n += 1) await put(lapsed);
    await run();
    now.ms += MINUTE;
    for (let n = 1; n <= 4; n += 1) {
      expect(await run([EDITS.window], BETWEEN, 0)).toMatchObject({ swept: true, done: false, told: 1 });
      expect(await all()).toHaveLength(n);
    }
    await run([EDITS.window]);
    expect(await all()).toHaveLength(5);
    now.ms += 3 * DAY;
    await run([EDITS.window]);
    expect((await db.selectFrom('rules').select('digest').execute()).map((r) => r.digest)).toEqual([
      edited([EDITS.window]).digest,
    ]);
    expect(await db.selectFrom('job').select('name').execute()).toHaveLength(1);
  });

  test('a record that cannot be read holds nobody up, and a content that cannot be read any more is said', async () => {
    const { run, put, told, now, db } = await begin();
    const [broken, whole] = [await put(lapsed), await put(lapsed)];
    await db.updateTable('record').set({ content: '{"benchpath":' }).where('id', '=', broken).execute();
    await run();
    now.ms += MINUTE;
    expect(await run([EDITS.window])).toMatchObject({ done: true, told: 1, failed: [] });
    expect(await told(whole)).toEqual([DOES_NOT]);
    const { digest } = edited([EDITS.window]);
    await db
      .updateTable('rules')
      .set({ files: '[["credentials/x.yaml","nothing: of ours"]]' })
      .where('digest', '=', digest)
      .execute();
    now.ms += 3 * DAY;
    expect(await run([EDITS.fee])).toMatchObject({ done: true, told: 0, unread: [digest] });
    expect(await told(whole)).toEqual([DOES_NOT]);
  });

  test('who has an account gets one letter about all of it, unless they read it, turned it off, or never confirmed the address', async () => {
    const { run, put, now, db, clock, notices } = await begin();
    const people = ['both', 'read', 'off', 'unconfirmed'];
    const ids: { [name: string]: string } = {};
    for (const name of people) {
      const times = { created_at: clock().toISOString(), updated_at: clock().toISOString() };
      await db
        .insertInto('person')
        .values({
          id: name,
          name,
          email: `${name}@example.org`,
          email_verified: name === 'unconfirmed' ? 0 : 1,
          image: null,
          ...times,
        })
        .execute();
      ids[name] = await put({ ...lapsed, answers: { goal: 'ascp-mlt', own: {} } }, { person: name });
    }
    await notices.setByMail(ids['off']!, false);
    await run();
    now.ms += MINUTE;
    expect(await run([EDITS.window])).toMatchObject({ told: 8, waiting: 2 });
    await notices.markRead(ids['read']!, clock().toISOString());
    const sent: { to: string; text: string }[] = [];
    const letters = openLetters({
      db,
      carrier: {
        from: 'no-reply@bench.example',
        folder: null,
        carry: async ({ to, bytes }) => {
          sent.push({ to, text: bytes.toString().replaceAll(/=\r?\n/g, '') });
          return { state: 'sent' };
        },
      },
      writers: changeWriters(db, clock),
      clock,
      report: (error) => {
        throw error;
      },
    });
    await letters.work();
    expect(sent.map(({ to }) => to)).toEqual(['both@example.org']);
    expect(sent[0]!.text).toContain('2 things for you');
    for (const words of [
      'MLT(ASCP)',
      'You do not qualify yet.',
      'because Medical Laboratory Technician changed',
      `${SITE}/changes`,
    ])
      expect(sent[0]!.text).toContain(words);
    now.ms += DAY;
    expect(await run([EDITS.window])).toMatchObject({ told: 0, waiting: 0 });
    await letters.work();
    expect(sent).toHaveLength(1);
  });

  test('what an archive brought back is not told again', async () => {
    const { run, put, told, now, db } = await begin();
    const id = await put(lapsed);
    await run();
    now.ms += MINUTE;
    await run([EDITS.window]);
    // What bringing an archive in leaves: the notices as they were, and no word of what was last shown.
    await db.deleteFrom('shown').where('record_id', '=', id).execute();
    now.ms += DAY;
    expect(await run([EDITS.window])).toMatchObject({ swept: true, told: 0 });
    expect(await told(id)).toEqual([DOES_NOT]);
  });

  const MANY = 24;
  const crowd = async () => {
    const where = await place();
    const here = await begin(where);
    here.now.ms = Date.now();
    for (let n = 0; n < MANY; n += 1)
      await here.put(n % 2 ? lapsed : { ...lapsed, answers: { goal: 'ascp-mlt', own: {} } });
    await here.run();
    return { ...here, where };
  };
  const EACH = (MANY / 2) * 3;
  const process_ = (where: Place, aheadMs: number) => {
    const given = JSON.stringify({ place: where, edits: [EDITS.window], today: BETWEEN, aheadMs });
    const script = join(import.meta.dirname, 'testing', 'sweeper.server.ts');
    const child = spawn(process.execPath, ['--no-warnings', script, given], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    return { child, ended: new Promise<string>((resolve) => child.once('close', () => resolve(out))) };
  };
  const once = async (db: Database['db']) => {
    const rows = await db.selectFrom('notice').select(['record_id', 'subject']).execute();
    expect(new Set(rows.map((r) => `${r.record_id} ${r.subject}`)).size).toBe(rows.length);
    return rows.length;
  };

  test('two processes that are at it at once, one of which took the other for dead: each notice once', async () => {
    const { db, where } = await crowd();
    const [a, b] = [process_(where, 0), process_(where, 11 * MINUTE)];
    const came = await Promise.all([a.ended, b.ended]);
    const swept = came.map((out) => JSON.parse(out.split('\n')[1]!) as { swept: boolean; told: number });
    expect(await once(db)).toBe(EACH);
    expect(
      swept.reduce((n, s) => n + (s.told ?? 0), 0),
      `${kind}: ${came.join(' ')}`,
    ).toBe(EACH);
  });

  test('killed in the middle: the next one finishes it, and nothing is told twice', async () => {
    const { db, where } = await crowd();
    const first = process_(where, 0);
    for (;;) {
      const { many } = await db
        .selectFrom('notice')
        .select(({ fn }) => fn.countAll<number | string>().as('many'))
        .executeTakeFirstOrThrow();
      if (Number(many) > 0) break;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    first.child.kill('SIGKILL');
    await first.ended;
    const half = await once(db);
    expect(half).toBeGreaterThan(0);
    expect(half).toBeLessThan(EACH);
    const next = process_(where, 11 * MINUTE);
    expect(JSON.parse((await next.ended).split('\n')[1]!)).toMatchObject({ swept: true, done: true });
    expect(await once(db)).toBe(EACH);
  });
});
