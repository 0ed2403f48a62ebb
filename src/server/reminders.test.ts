// Reminders of running servers: real processes on one place, and a mail server of the test's own.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startMailServer } from '../letters/testing/mail-server.server.ts';
import { beginReminders, holding } from '../renewals/testing/person.server.ts';
import { migrate, type Place } from '../storage/index.server.ts';
import { onEachDatabase } from '../storage/testing/each-database.server.ts';
import { startScript } from './testing/process.ts';

const BEGIN = join(import.meta.dirname, '..', '..', 'scripts', 'begin.js');
const TODAY = '2026-08-01';
const PEOPLE = 12;

onEachDatabase(({ open, place }) => {
  const start = ({ dataFolder, databaseUrl = '' }: Place, smtp: string, today: string) =>
    startScript([BEGIN, 'start', '--port', '0', '--data', dataFolder], {
      DATABASE_URL: databaseUrl,
      ORIGIN: 'https://bench.example',
      HOST: '',
      NODE_ENV: 'production',
      BENCHPATH_TODAY: today,
      BENCHPATH_BACKUP_HOURS: '0',
      BENCHPATH_REMINDERS: '',
      BENCHPATH_SMTP: smtp,
      BENCHPATH_MAIL_FROM: 'reminders@bench.example',
      BENCHPATH_SECRET: 's'.repeat(43),
    });

  test(
    'two servers send each person one letter; started anew weeks later, one for the lead that was missed',
    { timeout: 400_000 },
    async () => {
      const where = await place();
      const { db } = await open(where).then(async (database) => {
        await migrate(database, () => new Date());
        return database;
      });
      const { person } = beginReminders(db);
      for (let i = 0; i < PEOPLE; i += 1) await person(`p${i}`, holding('2026-09-30'), [90, 30]);
      const mail = await startMailServer();
      const live = async (today: string, letters: number) => {
        const servers = [start(where, mail.url, today), start(where, mail.url, today)];
        for (const each of servers) await each.until(/Benchpath is at/);
        await expect.poll(() => mail.got.length, { timeout: 150_000 }).toBe(letters);
        // Whoever else was asked has looked by then, or looks now.
        await new Promise((resolve) => setTimeout(resolve, 15_000));
        expect(mail.got).toHaveLength(letters);
        for (const each of servers) {
          each.child.kill('SIGTERM');
          expect(await each.ended).toEqual({ code: 0, signal: null });
          expect(each.said()).not.toContain('could not be written');
        }
      };
      await live(TODAY, PEOPLE);
      expect(mail.got.map(({ to }) => to[0]).sort()).toEqual(
        Array.from({ length: PEOPLE }, (_, i) => `p${i}@example.org`).sort(),
      );
      expect(mail.got[0]!.from).toBe('reminders@bench.example');
      expect(mail.got[0]!.text.replaceAll('=\r\n', '')).toContain('https://bench.example/renewals/reminders');
      const job = db.selectFrom('job').select('said').where('name', '=', 'reminders');
      expect(await job.execute()).toEqual([{ said: `${PEOPLE} letters, 0 problems` }]);
      // As if the servers had been off for a month, and the last look long ago: the lead that was missed is told once.
      await db.deleteFrom('job').where('name', '=', 'reminders').execute();
      await live('2026-09-12', 2 * PEOPLE);
      await mail.stop();
    },
  );
});
