import { expect, test } from 'vitest';
import { endJob, keepJob, takeJob, type Job } from './job.server.ts';
import { migrate } from './migrate.server.ts';
import { onEachDatabase } from './testing/each-database.server.ts';

const HOUR_MS = 3_600_000;
const START = Date.parse('2026-03-01T08:00:00.000Z');

onEachDatabase(({ open, place }) => {
  const begin = async () => {
    const now = { ms: START };
    const clock = () => new Date(now.ms);
    const where = await place();
    const [one, two] = [await open(where), await open(where)];
    await migrate(one, clock);
    const job = (holder: string): Job => ({
      name: 'j',
      holder,
      everyMs: 24 * HOUR_MS,
      leaseMs: HOUR_MS,
      clock,
    });
    return { now, one: one.db, two: two.db, job };
  };

  test('of many that ask at once one gets the job', async () => {
    const { one, two, job } = await begin();
    const asked = await Promise.all(
      Array.from({ length: 20 }, (_, n) => takeJob(n % 2 ? one : two, job(`h${n}`))),
    );
    expect(asked.filter(({ taken }) => taken)).toHaveLength(1);
    expect(asked.find(({ taken }) => !taken)).toEqual({ taken: false, next: new Date(START + HOUR_MS) });
  });

  test('done, it is due again after its interval; not done, after the wait; of a dead holder, after its time', async () => {
    const { now, one, two, job } = await begin();
    const [a, b] = [job('a'), job('b')];
    expect(await takeJob(one, a)).toEqual({ taken: true });
    now.ms += HOUR_MS / 2;
    expect(await keepJob(one, a)).toBe(true);
    now.ms += HOUR_MS - 1;
    expect(await takeJob(two, b)).toMatchObject({ taken: false });
    now.ms += 1;
    // Nothing was heard of `a` for an hour.
    expect(await takeJob(two, b)).toEqual({ taken: true });
    expect(await keepJob(one, a)).toBe(false);
    await endJob(one, a, { done: true, said: 'late' });
    await endJob(two, b, { done: false, said: 'the disk is full', retryMs: HOUR_MS });
    expect(await takeJob(one, a)).toEqual({ taken: false, next: new Date(now.ms + HOUR_MS) });
    now.ms += HOUR_MS;
    expect(await takeJob(one, a)).toEqual({ taken: true });
    await endJob(one, a, { done: true, said: 'well' });
    expect(await takeJob(two, b)).toEqual({ taken: false, next: new Date(now.ms + 24 * HOUR_MS) });
    now.ms += 24 * HOUR_MS;
    expect(await takeJob(two, b)).toEqual({ taken: true });
    expect(await one.selectFrom('job').selectAll().execute()).toMatchObject([{ holder: 'b', said: 'well' }]);
  });
});
