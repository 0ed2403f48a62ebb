import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { migrate } from '#storage/index.server.ts';
import { onEachDatabase } from '#storage/testing/each-database.server.ts';
import { startScript } from '#server/testing/process.ts';
import { openLetters, readCarrier, type Carrier, type Letters, type Writers } from './index.server.ts';
import { startMailServer } from './testing/mail-server.server.ts';

const SECRET = 'token-in-the-letter';

onEachDatabase(({ open, place }) => {
  const begin = async (carrierOf: (dataFolder: string) => Carrier, writers: Writers = plain) => {
    const where = await place();
    const database = await open(where);
    const time = { now: Date.parse('2026-03-01T08:00:00.000Z') };
    const clock = () => new Date(time.now);
    expect(await migrate(database, clock)).toMatchObject({ ok: true });
    const reported: unknown[] = [];
    const carrier = carrierOf(where.dataFolder);
    const report = (error: unknown) => void reported.push(error);
    const letters = openLetters({ db: database.db, carrier, writers, clock, report });
    const rows = () => database.db.selectFrom('mail').selectAll().orderBy('id').execute();
    return { where, database, time, letters, rows, reported };
  };
  const bySmtp = (url: string) => (): Carrier => {
    const read = readCarrier({ BENCHPATH_SMTP: url, BENCHPATH_MAIL_FROM: 'benchpath@college.example' }, '');
    if ('problem' in read) throw new Error(read.problem);
    return read.carrier;
  };
  const byFile = (dataFolder: string): Carrier => {
    const read = readCarrier({}, dataFolder);
    if ('problem' in read) throw new Error(read.problem);
    return read.carrier;
  };
  const one = (about: { [name: string]: string } = {}) => ({
    id: randomBytes(16).toString('hex'),
    kind: 'plain',
    address: 'ana@example.org',
    about,
  });
  const plain: Writers = {
    plain: {
      keptDays: 7,
      write: async (_, about) => ({ subject: 'Hello', text: `Open ${SECRET}. ${about['note'] ?? ''}\n` }),
    },
  };
  const tryOnce = (letters: Letters) => letters.work();

  test('a letter whose address is forgotten while it is written goes nowhere, and leaves nothing behind', async () => {
    const [writing, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let tokens = 0;
    const writers: Writers = {
      plain: {
        keptDays: 7,
        async write() {
          writing.resolve();
          await goOn.promise;
          tokens++;
          return { subject: 'Hello', text: SECRET, takeBack: async () => void tokens-- };
        },
      },
    };
    const { letters, rows, where, reported } = await begin(byFile, writers);
    await letters.ask(one());
    await writing.promise;
    await letters.forget('ana@example.org');
    goOn.resolve();
    await letters.work();
    expect({ tokens, rows: await rows(), reported }).toEqual({ tokens: 0, rows: [], reported: [] });
    expect(existsSync(join(where.dataFolder, 'outbox'))).toBe(false);
  });

  test('without a mail server a letter is a file that only its owner reads, named beforehand', async () => {
    const { letters, rows, where } = await begin(byFile);
    const asked = await letters.ask(one({ note: 'secret note' }));
    await letters.work();
    const [name = ''] = readdirSync(join(where.dataFolder, 'outbox'));
    expect(asked).toEqual({ asked: true, file: join(where.dataFolder, 'outbox', name) });
    expect(name).toMatch(/^2026-03-01-plain-[0-9a-f]{12}\.eml$/);
    expect(statSync(asked.file!).mode & 0o777).toBe(0o600);
    const text = readFileSync(asked.file!, 'utf8');
    expect(text).toMatch(/^To: ana@example.org\r$/m);
    expect(text).toMatch(/^Subject: Hello\r$/m);
    expect(text).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(text).toContain(SECRET);
    const [row] = await rows();
    expect(row).toMatchObject({ state: 'sent', attempts: 1, about: '', claimed_until: null });
    expect(JSON.stringify(row)).not.toMatch(/secret/i);
    await letters.forget('ana@example.org');
    expect([await rows(), readdirSync(join(where.dataFolder, 'outbox'))]).toEqual([[], []]);
  });

  test('a letter about one thing is asked for once', async () => {
    const { letters, rows } = await begin(byFile);
    const same = one();
    const asked = await Promise.all(Array.from({ length: 20 }, () => letters.ask(same)));
    expect(asked.filter((each) => each.asked)).toHaveLength(1);
    await letters.work();
    expect(await rows()).toHaveLength(1);
  });

  test('nobody gets a letter that its writer does not write, and nothing of it stays', async () => {
    const { letters, rows } = await begin(byFile, { plain: { keptDays: 1, write: async () => null } });
    await letters.ask(one());
    await letters.work();
    expect(await rows()).toEqual([]);
  });

  test('a letter that cannot be written waits, and the error is told', async () => {
    const broken = new Error('no');
    const { letters, rows, reported } = await begin(byFile, {
      plain: { keptDays: 1, write: () => Promise.reject(broken) },
    });
    await letters.ask(one());
    await letters.work();
    expect(reported).toEqual([broken]);
    expect(await rows()).toMatchObject([{ state: 'waiting', not_before: '2026-03-01T08:01:00.000Z' }]);
  });

  test('a mail server gets each letter whole, from us, to one person', async () => {
    const server = await startMailServer();
    const { letters, rows, time } = await begin(bySmtp(server.url));
    await letters.ask({ ...one(), address: 'bo@example.org' });
    await letters.work();
    expect(server.got).toHaveLength(1);
    expect(server.got[0]).toMatchObject({ from: 'benchpath@college.example', to: ['bo@example.org'] });
    expect(server.got[0]!.text).toContain(SECRET);
    expect(await rows()).toMatchObject([{ state: 'sent', settled_at: '2026-03-01T08:00:00.000Z' }]);
    // A week later it is forgotten.
    time.now += 8 * 86_400_000;
    await letters.work();
    expect(await rows()).toEqual([]);
    await server.stop();
  });

  test('neither an address nor a subject brings another recipient or header', async () => {
    const server = await startMailServer();
    const { letters } = await begin(bySmtp(server.url), {
      plain: {
        keptDays: 1,
        write: async () => ({ subject: 'a\r\nBcc: evil@example.org', text: 'x\r\n.\r\ny\n' }),
      },
    });
    for (const address of ['a@example.org\r\nBcc: all@example.org', 'Ana <ana@example.org>, b@example.org'])
      await letters.ask({ ...one(), address });
    await letters.work();
    for (const { to, text } of server.got) {
      expect(to).toHaveLength(1);
      expect(text).not.toMatch(/^Bcc/m);
    }
    await server.stop();
  });

  test('try again later, a day at most: 4xx, what is wrong with us, a server that is away', async () => {
    for (const trouble of ['451 at RCPT', '452 at DATA', '535 at AUTH', '550 at MAIL', 'away'] as const) {
      const server = await startMailServer(trouble);
      const { letters, rows, time } = await begin(bySmtp(server.url));
      await letters.ask(one());
      const times: number[] = [];
      for (let i = 0; i < 20 && (await rows())[0]?.state !== 'refused'; i++) {
        await tryOnce(letters);
        const [row] = await rows();
        if (row?.state === 'waiting') {
          times.push((Date.parse(row.not_before) - time.now) / 60_000);
          time.now = Date.parse(row.not_before);
        }
      }
      expect(times, trouble).toEqual([1, 5, 15, 60, 180, 420, 780]);
      expect(await rows(), trouble).toMatchObject([{ state: 'refused', about: '', attempts: 8 }]);
      expect((await letters.standing(['refused']))[0]?.problem, trouble).toBeTruthy();
      expect(server.got).toEqual([]);
      await server.stop();
    }
  });

  test('a letter that waited goes out when the server is back', async () => {
    const server = await startMailServer('451 at RCPT');
    const { letters, time } = await begin(bySmtp(server.url));
    await letters.ask(one());
    await letters.work();
    await letters.work();
    expect(server.got).toEqual([]);
    server.be('well');
    time.now += 60_000;
    await letters.work();
    expect(server.got).toHaveLength(1);
    await server.stop();
  });

  test('5xx to the letter itself is final', async () => {
    for (const trouble of ['550 at RCPT', '554 at DATA'] as const) {
      const server = await startMailServer(trouble);
      const { letters, rows } = await begin(bySmtp(server.url));
      await letters.ask(one());
      await letters.work();
      expect(await rows(), trouble).toMatchObject([{ state: 'refused', attempts: 1, about: '' }]);
      await server.stop();
    }
  });

  test('a connection that ends before the text went out is tried again; after it, nobody knows, and it is seen', async () => {
    const before = await startMailServer('gone at RCPT');
    const one1 = await begin(bySmtp(before.url));
    await one1.letters.ask(one());
    await one1.letters.work();
    expect(await one1.rows()).toMatchObject([{ state: 'waiting' }]);
    await before.stop();

    const after = await startMailServer('gone after DATA');
    const { letters, rows, time } = await begin(bySmtp(after.url));
    await letters.ask(one());
    await letters.work();
    time.now += 30 * 86_400_000;
    await letters.work();
    expect(await rows()).toMatchObject([{ state: 'unsure', attempts: 1, about: '' }]);
    expect(await letters.standing(['unsure'])).toMatchObject([{ address: 'ana@example.org', kind: 'plain' }]);
    await after.stop();
  });

  test('two processes send each letter once; what one of them began when it was killed stays unsure', async () => {
    const server = await startMailServer();
    const { database, where, rows, letters, time } = await begin(bySmtp(server.url));
    time.now = Date.now();
    for (let i = 0; i < 60; i++)
      await database.db
        .insertInto('mail')
        .values({
          id: `r${i}`,
          kind: 'reminder',
          address: `p${i}@example.org`,
          about: JSON.stringify({ what: `r${i}` }),
          state: 'waiting',
          attempts: 0,
          not_before: '2026-01-01T00:00:00.000Z',
          created_at: '2026-01-01T00:00:00.000Z',
        })
        .execute();
    const script = fileURLToPath(new URL('./testing/posting.server.ts', import.meta.url));
    const post = (...more: string[]) => startScript([script, JSON.stringify(where), server.url, ...more]);
    const killed = post('and die');
    expect((await killed.ended).signal).toBe('SIGKILL');
    const both = [post(), post()];
    for (const each of both) expect((await each.ended).code, each.said()).toBe(0);
    const wrote = both.map((each) => each.said().trim().split('\n').length);
    expect(Math.min(...wrote), 'both worked').toBeGreaterThan(0);
    expect(new Set(server.got.map(({ to }) => to[0])).size).toBe(59);
    expect(server.got).toHaveLength(59);
    // Its claim ends, and it is neither sent again nor forgotten.
    time.now += 11 * 60_000;
    await letters.work();
    expect((await rows()).filter((row) => row.state !== 'sent')).toMatchObject([
      { state: 'unsure', kind: 'reminder', about: '' },
    ]);
    expect(server.got).toHaveLength(59);
    await server.stop();
  }, 60_000);

  test('closing finishes the letter under way and begins no other', async () => {
    const server = await startMailServer();
    const { letters, rows } = await begin(bySmtp(server.url));
    for (let i = 0; i < 10; i++) await letters.ask(one());
    await letters.close();
    const states = (await rows()).map((row) => row.state);
    expect(states.filter((state) => state === 'sending')).toEqual([]);
    expect(states.filter((state) => state === 'sent')).toHaveLength(server.got.length);
    await server.stop();
  });
});

test('settings that cannot be used are told in a sentence that holds no password', () => {
  for (const url of ['nonsense', 'smtp://', 'http://mail.example', 'smtps://u:hush@host:99999']) {
    const read = readCarrier({ BENCHPATH_SMTP: url, BENCHPATH_MAIL_FROM: 'a@b.example' }, '/data');
    expect(read, url).toMatchObject({ problem: expect.stringContaining('BENCHPATH_SMTP') as string });
    expect(JSON.stringify(read)).not.toContain('hush');
  }
  const smtp = { BENCHPATH_SMTP: 'smtp://u:p%40ss@mail.example' };
  expect(readCarrier(smtp, '/data')).toMatchObject({
    problem: expect.stringContaining('BENCHPATH_MAIL_FROM') as string,
  });
  expect(readCarrier({ ...smtp, ORIGIN: 'https://bench.example' }, '/data')).toMatchObject({
    carrier: { from: 'no-reply@bench.example', folder: null },
  });
  expect(readCarrier({ ORIGIN: '' }, '/data')).toMatchObject({ carrier: { folder: '/data/outbox' } });
});
