// Several tabs of one browser at the same moment, on each database: every answer is kept, once, where it belongs.
import { describe, expect, test } from 'vitest';
import { answering, cookiesOf } from './testing/answers.ts';
import { answer } from './testing/person.ts';
import { countRows, rowOf } from './testing/rows.ts';
import { openStage } from './testing/stage.ts';

// SQLite takes one request after the other; with PostgreSQL they do cross.
describe.each(['sqlite', 'postgresql'] as const)('on %s', (kind) => {
  const stage = openStage(kind);
  const { send, kept, somebody, take } = answering(stage);

  test('two tabs that give the very first answer at once are one person', async () => {
    const { context, page } = await stage.visit();
    const other = await context.newPage();
    await page.goto('/start');
    await other.goto('/start?q=state');
    // Neither answer leaves before both are on their way.
    const { promise: both, resolve: go } = Promise.withResolvers<void>();
    let waiting = 0;
    await context.route(/\/start/, async (route) => {
      if (route.request().method() === 'POST') {
        waiting += 1;
        if (waiting === 2) go();
        await both;
      }
      await route.continue();
    });
    const before = await countRows(stage.site);
    await Promise.all([answer(page), answer(other)]);
    await page.goto('/record');
    expect(await page.locator('pre').textContent()).toContain('state: MN');
    const { answers } = await rowOf(stage.site, await cookiesOf(context));
    expect(JSON.parse(answers)).toMatchObject({ goal: 'technician-in-mn' });
    expect(await countRows(stage.site), 'and no row of a person who is nobody').toBe(before + 1);
  });

  test('tabs that answer at the same moment keep every answer, and nobody is asked to send again', async () => {
    const cookie = await somebody();
    const answers = [
      send('state', { state: 'mn' }, cookie),
      send('born', { born: '1999' }, cookie),
      send('money', { budget: '12345' }, cookie),
      send('time', { study: '21', work: '34' }, cookie),
      send('school', { school: 'associate', completed: '2019-06' }, cookie),
      send('experience', { as: 'phlebotomist', from: '2020-01' }, cookie),
    ];
    expect((await Promise.all(answers)).map((r) => r.status)).toEqual(answers.map(() => 303));
    const record = await kept(cookie);
    for (const told of [
      'state: MN',
      'born: 1999',
      'budgetUsd: 12345',
      'studyHoursPerWeek: 21',
      '2019-06',
      'phlebotomist',
    ])
      expect(record).toContain(told);
  });

  test('what is changed on the plan in several tabs at the same moment is all kept', async () => {
    const cookie = await somebody();
    const figures = ['ascp-mlt', 'amt-mlt', 'aab-mlt', 'mlt-certificate'].map((id) => `own:${id}.examFeeUsd`);
    const sent = [
      ...figures.map((name, i) => stage.post('/plan?/figures', { [name]: `${100 + i}` }, cookie)),
      stage.post('/plan?/limits', { study: '22', budget: '7777' }, cookie),
      stage.post('/plan?/goal', { goal: 'ascp-mls' }, cookie),
      send('born', { born: '1998' }, cookie),
    ];
    expect((await Promise.all(sent)).map((r) => r.status)).toEqual(sent.map(() => 303));
    const row = await rowOf(stage.site, cookie);
    expect(JSON.parse(row.record)).toMatchObject({
      born: 1998,
      limits: { studyHoursPerWeek: 22, budgetUsd: 7777 },
    });
    const { goal, own } = JSON.parse(row.answers);
    expect(goal).toBe('ascp-mls');
    expect(own).toEqual(Object.fromEntries(figures.map((name, i) => [name.slice('own:'.length), 100 + i])));
  });

  test('a file brought in while other tabs answer is not lost', async () => {
    // Who comes first is chance, so that it is tried several times.
    for (let round = 0; round < 8; round += 1) {
      const cookie = await somebody();
      const born = (year: number) => send('born', { born: `${year}` }, cookie);
      const sent = [born(1991), take('benchpath: record/1\nstate: WI\n', cookie), born(1992), born(1993)];
      expect((await Promise.all(sent)).map((r) => r.status)).toEqual([303, 303, 303, 303]);
      expect(await kept(cookie)).toContain('state: WI');
    }
  });

  test('a file brought in leaves the goal and the figures of one’s own', async () => {
    const cookie = await somebody();
    await stage.post('/plan?/figures', { 'own:ascp-mlt.examFeeUsd': '111' }, cookie);
    await take('benchpath: record/1\nstate: WI\n', cookie);
    expect(JSON.parse((await rowOf(stage.site, cookie)).answers)).toMatchObject({
      goal: 'technician-in-mn',
      own: { 'ascp-mlt.examFeeUsd': 111 },
    });
  });

  test('an entry removed in an old tab is that entry, not the one that has its place now', async () => {
    const cookie = await somebody();
    for (const as of ['phlebotomist', 'laboratory-assistant', 'supervisor'])
      await send('experience', { as, from: '2020-01' }, cookie);
    const page = await (await stage.get('/start?q=experience', cookie)).text();
    const [first, second] = [...page.matchAll(/name="do" value="(remove:[^"]*)"/g)].map((m) => m[1]!);
    await send('experience', { do: first! }, cookie);
    await send('experience', { do: second! }, cookie);
    await send('experience', { do: second! }, cookie);
    expect(await kept(cookie)).toMatch(/experience:\n +- \{ as: supervisor[^\n]*\}\n(?! +-)/);
  });
});
