// Rules change, and the person finds out: a real release over data of an earlier one, `benchpath watch`, the page, the letter.
import { expect, test } from 'vitest';
import { benchpath } from '../../src/cli/testing/process.ts';
import { EDITS, type Edit } from '../../src/watch/testing/contents.server.ts';
import { earlier } from '../../src/watch/testing/earlier.server.ts';
import { newPerson } from './testing/account.ts';
import { answering, cookieIn, cookiesOf } from './testing/answers.ts';
import { lettersTo } from './testing/mailbox.ts';
import { button } from './testing/person.ts';
import { accessible, sideways } from './testing/readable.ts';
import { TODAY } from './testing/site.ts';
import { openStage } from './testing/stage.ts';

const stage = openStage();
const { take, send } = answering(stage);

/** Finished a program four years ago: in time by the rule of five years, too late by one of three. */
const RECORD = `benchpath: record/1
state: MI
born: 1994
education:
  - { degree: associate, field: medical-laboratory-technology, completed: 2022-09, accredited: regional }
  - { program: mlt, accreditor: naacls, completed: 2022-09 }
coursework: []
experience: []
credentials: []
licenses: []
military: []
`;

/** A release after one in which the rules were others: the window three years, the fee another. */
async function release(before: readonly Edit[] = [EDITS.window, EDITS.fee]): Promise<{ told: number }> {
  const { place, origin } = stage.site;
  await earlier(place, before);
  const done = await benchpath(['watch', '--site', origin, '--data', place.dataFolder], '', {
    BENCHPATH_TODAY: TODAY,
    DATABASE_URL: place.databaseUrl ?? '',
  });
  expect(done).toMatchObject({ code: 0, err: '' });
  const came = JSON.parse(done.out) as { swept: boolean; done: boolean; failed: string[]; told: number };
  expect(came).toMatchObject({ swept: true, done: true, failed: [] });
  return came;
}

test.each([true, false])('what new rules changed is shown, with before, after and source, and marked as read; script: %s', async (javaScriptEnabled) => {
  const cookie = cookieIn(await take(RECORD));
  await send('goal', { aim: 'ascp-mlt' }, cookie);
  await stage.post('/plan?/goal', { goal: 'ascp-mlt' }, cookie);
  const { page, context, faults } = await stage.visit({ javaScriptEnabled, viewport: { width: 390, height: 800 } });
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: stage.site.origin }]);
  await page.goto('/changes');
  expect(await page.locator('main').innerText()).toContain('So far no rule that changed made a difference');
  expect((await release()).told).toBeGreaterThan(0);

  await page.goto('/record');
  await page.getByRole('link', { name: 'Two things changed for you' }).waitFor();
  await page.goto('/plan');
  await page.getByRole('link', { name: 'Two things changed for you' }).click();
  await page.getByRole('heading', { name: 'What changed for you' }).waitFor();
  const main = (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
  expect(main).toContain('MLT(ASCP) New Before You do not qualify yet. Now You qualify: Accredited MLT program.');
  expect(main).toMatch(/Your plan: Medical Laboratory Technician New Before The soonest plan: .* Now The soonest plan: reached on .*, \$235,/);
  expect(main).toMatch(/Accredited MLT program, was: .* in the last 3 years; now: .* in the last 5 years/);
  expect(main).toContain('fees, application: 310 → 235');
  // The rule, and its sources as footnotes of the page.
  expect(await page.getByRole('link', { name: 'Medical Laboratory Technician', exact: true }).first().getAttribute('href')).toBe('/credentials/ascp-mlt');
  const marks = page.locator('main sup a');
  expect(await marks.count()).toBeGreaterThan(2);
  const note = (await marks.first().getAttribute('href'))!;
  expect(await page.locator(note).count()).toBe(1);
  // axe waits for timers, which a page without script has not.
  if (javaScriptEnabled) expect(await accessible(page, '/changes')).toEqual([]);
  expect(await sideways(page)).toEqual([]);

  await button(page, 'Mark all 2 as read').click();
  await page.getByText('Marked as read.').waitFor();
  expect(await page.getByText('New', { exact: true }).count()).toBe(0);
  expect(await button(page, /^Mark/).count()).toBe(0);
  for (const path of ['/record', '/plan']) {
    await page.goto(path);
    await page.locator('h1').waitFor();
    expect(await page.getByText('changed for you').count(), path).toBe(0);
  }
  expect(faults).toEqual([]);
}); // prettier-ignore

test('somebody with an account gets one letter, and can turn them off; others see nothing of it', async () => {
  const { page, context, address, faults } = await newPerson(stage, 'Ida');
  await take(RECORD, await cookiesOf(context));
  const told = () => lettersTo(stage.site, address).filter((text) => /things? for you/.test(text));
  await release();
  await page.goto('/changes');
  expect(await page.locator('main').innerText()).toContain('You do not qualify yet.');
  // A server that has letters to send looks for them twice a minute.
  await expect.poll(() => told().length, { timeout: 60_000, interval: 1_000 }).toBe(1);
  expect(told()[0]).toContain('MLT(ASCP)');
  expect(told()[0]).toContain(`${stage.site.origin}/changes`);

  const stranger = cookieIn(await take(RECORD));
  expect(await (await stage.get('/changes', stranger)).text()).toContain('So far no rule that changed');
  const until = '2999-01-01T00:00:00.000Z';
  expect((await stage.post('/changes?/read', { until }, stranger)).status).toBe(303);
  await page.reload();
  expect(await page.getByText('New', { exact: true }).count()).toBeGreaterThan(0);
  expect((await stage.post('/changes?/mail', { mail: 'no' }, stranger)).headers.get('location')).toContain(
    '/sign-in',
  );

  await page.getByLabel('No letters').check();
  await button(page, 'Save').click();
  await page.getByText('Saved. You get no such letters.').waitFor();
  expect((await release([EDITS.closed])).told).toBeGreaterThan(0);
  await page.goto('/changes');
  await new Promise((resolve) => setTimeout(resolve, 35_000));
  expect(told()).toHaveLength(1);
  expect(faults).toEqual([]);
});

test('without a record the page says what it is for', async () => {
  const { page } = await stage.visit();
  await page.goto('/changes');
  expect(await page.locator('main').innerText()).toContain('Nothing is kept for you yet.');
  expect((await stage.post('/changes?/read', { until: 'x' })).status).toBe(400);
});
