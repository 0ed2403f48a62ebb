// What somebody must still do to keep what they hold, told activity by activity, with and without script.
import { expect, test } from 'vitest';
import { answering, cookieIn, cookiesOf } from './testing/answers.ts';
import { CERTIFICATE, takeIn } from './testing/holder.ts';
import { openStage } from './testing/stage.ts';
import type { Visitor } from './testing/visitor.ts';

const stage = openStage();

const TWO_STATES = `benchpath: record/1
state: FL
credentials: [{ id: amt-mlt, issued: 2021-08-10, expires: 2027-08-31 }]
licenses:
  - { id: us-fl-technician, issued: 2021-02-01, expires: 2028-08-31, categories: [chemistry] }
  - { id: us-tn-mlt, issued: 2022-05-01, expires: 2027-04-30 }
`;

async function begin(options: { javaScriptEnabled?: boolean } = {}): Promise<Visitor> {
  const visitor = await stage.visit(options);
  await takeIn(visitor.page, TWO_STATES);
  return visitor;
}

/** The line of what is still to do for a holding. */
const todo = ({ page }: Visitor, name: string) =>
  page.getByRole('region', { name: 'What you must still do' }).locator('ol > li').filter({ hasText: name });

const button = ({ page }: Visitor, name: string) => page.getByRole('button', { name, exact: true });

test.each([true, false])(
  'one course counts for both states at once; it is changed, removed and put back with its certificate; script: %s',
  async (javaScriptEnabled) => {
    const one = await begin({ javaScriptEnabled });
    const { page } = one;
    await page.goto('/renewals');
    expect(await todo(one, 'Tennessee').innerText()).toMatch(
      /December 31, 2026\s+in 39 days\s+Up to 24 contact hours/,
    );
    expect(await todo(one, 'Florida').innerText()).toContain('August 31, 2028');
    await page.getByRole('link', { name: 'Add your first activity' }).click();
    await page.getByLabel('What was it?').fill('Coagulation');
    await page.getByLabel('Year and month').fill('2026-10');
    await page.getByLabel('Day, if you know it').fill('12');
    await page.getByLabel('Contact hours').fill('10');
    await page.getByLabel('Chemistry', { exact: true }).check();
    for (const name of ['Florida', 'Tennessee']) await page.getByLabel(name, { exact: true }).check();
    await page.setInputFiles('input[name=file]', {
      name: 'coagulation.pdf',
      mimeType: 'application/pdf',
      buffer: CERTIFICATE,
    });
    await button(one, 'Keep it').click();
    await page.getByText('added: “Coagulation”, October 12, 2026').waitFor();
    expect(await todo(one, 'Tennessee').innerText()).toContain('14 contact hours');
    expect(await todo(one, 'Florida').innerText()).toMatch(
      /14 contact hours: 1 in HIV\/AIDS, 2 in preventing medical errors, 1 in Florida laws and rules and 10 in anything that counts/,
    );
    await page.getByText(/Next best: an activity on .* approved by Tennessee/).waitFor();
    const row = page.getByRole('row').filter({ hasText: 'Coagulation' });
    expect(await row.innerText()).toMatch(/Florida, Tennessee\s+Florida, Tennessee/);
    const certificate = row.getByRole('link', { name: 'coagulation.pdf' });
    expect(
      (await stage.get((await certificate.getAttribute('href'))!, await cookiesOf(one.context))).status,
    ).toBe(200);

    await page.getByRole('link', { name: 'Change Coagulation' }).click();
    await page.getByLabel('Contact hours').fill('12.5');
    await button(one, 'Save the change').click();
    await page.getByText('changed: “Coagulation”: Hours: 12.5, before: 10').waitFor();
    expect(await todo(one, 'Tennessee').innerText()).toContain('11.5 contact hours');

    await button(one, 'Remove Coagulation').click();
    await page.getByText('removed: “Coagulation”').waitFor();
    expect(await page.getByRole('row').count()).toBe(0);
    await button(one, 'Undo').click();
    await page.getByText('Taken back.').waitFor();
    await certificate.waitFor();
    expect(await todo(one, 'Tennessee').innerText()).toContain('11.5 contact hours');
    await page.goto('/record/history');
    await page.getByText('Took back change 4').waitFor();
    await page.goto('/record/history?on=2026-11-22');
    expect(await page.locator('main').innerText()).toMatch(/Coagulation\s+.*Hours: 12\.5/);
    await page.goto('/record/evidence');
    await page.getByText('Proves: Coagulation (2026)').waitFor();
    expect(one.faults).toEqual([]);
  },
);

test('what does not count says why, what may count says what would settle it', async () => {
  const one = await begin();
  const cookie = await cookiesOf(one.context);
  const add = (fields: { [name: string]: string }) => stage.post('/renewals/activity?/add', fields, cookie);
  const course = { date: '2026-03-01', hours: '2', areas: 'chemistry' };
  for (const fields of [
    { ...course, title: 'Long ago', date: '2024-12-31', accreditation: 'us-tn' },
    { ...course, title: 'To come', date: '2026-12-01', accreditation: 'us-tn' },
    { ...course, title: 'From whom', hours: '3' },
    { ...course, title: 'Speaking', areas: 'teaching', accreditation: 'us-tn' },
    { ...course, title: 'Safety day', areas: 'safety', accreditation: 'us-tn' },
  ])
    expect((await add(fields)).status).toBe(303);
  await one.page.goto('/renewals');
  const tennessee = one.page.getByRole('region', { name: 'Tennessee Medical Laboratory Technician license' });
  await tennessee.getByText('What did not count').click();
  const said = await tennessee.innerText();
  for (const words of [
    'Does not count: “Long ago” (2 contact hours). Finished before January 1, 2025, when the period began.',
    'Does not count: “To come” (2 contact hours). Still to come on November 22, 2026; what is planned does not count.',
    'Does not count: “Speaking” (2 contact hours). Its subject is not among those that count here.',
    'May count: “Safety day” (2 contact hours). Whether this subject is among those that count here is not clear.',
    'May count: “From whom” (3 contact hours). Only hours from providers that it has approved count here. If the certificate says that it is approved here, say so.',
  ])
    expect(said.replace(/\s+/g, ' ').replace(/\.\d+(, \d+)*/g, '.')).toContain(words);
});

test('what has lapsed comes first, and a rule that nobody could read is said, not hidden', async () => {
  const one = await stage.visit();
  await takeIn(
    one.page,
    `benchpath: record/1
state: CA
credentials: [{ id: aab-mlt, expires: 2027-12-31 }, { id: ascp-mls, issued: 1990-08-01, expires: null }, { id: ascp-sbb, issued: 2024-07-01, expires: 2027-06-30 }]
licenses: [{ id: us-ca-mlt, issued: 2020-10-01, expires: 2026-09-30 }, { id: us-fl-technician, issued: 2018-01-01, expires: 2024-08-31 }]
`,
  );
  await one.page.goto('/renewals');
  const lines = await one.page
    .getByRole('region', { name: 'What you must still do' })
    .locator('ol > li')
    .allInnerTexts();
  expect(lines.map((line) => line.replace(/\s+/g, ' '))).toEqual([
    'Lapsed September 30, 2026 Up to 12 contact hours for California Medical Laboratory Technician license To bring it back: hours from the last 12 months count. Not known yet',
    'Lapsed August 31, 2024 How many hours bring it back is not on file for Florida Clinical Laboratory Technician license Ask Florida Board of Clinical Laboratory Personnel. Not known yet',
    expect.stringMatching(
      /^June 30, 2027 in about 7 months How many points it asks for is not known for sure for SBB\(ASCP\)/,
    ),
  ]);
  await one.page.getByText('Nothing more').waitFor();
  await one.page.getByText('No rule on continuing education is on file for it').waitFor();
});

test('two tabs change one activity: the second is told, loses nothing, and may still have its way', async () => {
  const one = await begin({ javaScriptEnabled: false });
  const cookie = await cookiesOf(one.context);
  await stage.post('/renewals/activity?/add', { title: 'Lupus', date: '2026-03', hours: '2' }, cookie);
  await one.page.goto('/renewals');
  await one.page.getByRole('link', { name: 'Change Lupus' }).click();
  const other = await one.context.newPage();
  await other.goto(one.page.url());
  await other.getByLabel('Contact hours').fill('3');
  await other.getByRole('button', { name: 'Save the change' }).click();
  await other.getByText('Hours: 3, before: 2').waitFor();
  await one.page.getByLabel('Who gave it?').fill('A school');
  await button(one, 'Save the change').click();
  await one.page.getByText('It was changed in the meantime').waitFor();
  await one.page.getByText('Hours: there now 3; yours 2').waitFor();
  expect(await one.page.getByLabel('Who gave it?').inputValue()).toBe('A school');
  await one.page.getByLabel('Contact hours').fill('3');
  await button(one, 'Save the change').click();
  await one.page.getByText('changed: “Lupus”: Who gave it: A school').waitFor();
  // A change that a later one touched is not taken back by itself.
  const undo = async (saved: string) => (await stage.post('/renewals?/undo', { saved }, cookie)).status;
  expect([await undo('3'), await undo('4'), await undo('2')]).toEqual([409, 303, 409]);
  expect([await undo('1e3'), await undo('-1'), await undo(''), await undo('99')]).toEqual([
    400, 400, 400, 400,
  ]);
});

test('what is sent wrong is named field by field, and what was typed stays', async () => {
  const one = await begin({ javaScriptEnabled: false });
  const { page } = one;
  await page.goto('/renewals/activity');
  await page.getByLabel('Who gave it?').fill('A school');
  await page.getByLabel('What was it?').evaluate((field) => field.removeAttribute('required'));
  await button(one, 'Keep it').click();
  const told = page.getByText('Something is not right yet; nothing was saved').locator('..');
  for (const label of ['What was it?', 'When did you finish it?', 'Contact hours'])
    await told.getByRole('link', { name: label }).waitFor();
  expect(await page.getByLabel('Who gave it?').inputValue()).toBe('A school');

  const cookie = await cookiesOf(one.context);
  const fine = { title: 'Fine', date: '2026-03', hours: '1' };
  const form = (fields: { [name: string]: string }) => {
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...fine, ...fields })) body.set(name, value);
    return body;
  };
  for (const [fields, words] of [
    [{ hours: '1e9' }, 'Write a number, like 1.5'],
    [{ hours: '1001' }, 'Write at most 1000'],
    [{ hours: '0.1' }, 'Write at least 0.25'],
    [{ hours: '1.1' }, 'Write it in quarters'],
    [{ hours: '-1' }, 'Write a number, like 1.5'],
    [{ date: '2026-02', 'date.day': '30' }, 'This is no month, or no day of it'],
    [{ date: 'someday' }, 'This is no month, or no day of it'],
    [{ title: 'x'.repeat(301) }, 'longer than 300 characters'],
    [{ provider: 'x'.repeat(301) }, 'longer than 300 characters'],
    [{ kind: 'séance' }, 'Choose one of the list'],
    [{ areas: '__proto__' }, 'Choose from the list'],
    [
      { others: 'x,'.repeat(20) + Array.from({ length: 31 }, (_, i) => `body ${i}`).join(',') },
      'Name at most 30',
    ],
    [{ minutesPerHour: '45' }, 'Write 50 or 60'],
  ] as const) {
    const answer = await stage.post('/renewals/activity?/add', form(fields), cookie);
    expect([answer.status, fields]).toEqual([400, fields]);
    expect(await answer.text()).toContain(words);
  }
  const script = form({ title: '<script>alert(1)</script>', provider: '"><img src=x onerror=alert(2)>' });
  script.set('file', new File([Buffer.from('<svg onload=alert(1)>')], 'x.svg'));
  const refused = await stage.post('/renewals/activity?/add', script, cookie);
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain('This is no whole PDF, PNG or JPEG');
  script.delete('file');
  expect((await stage.post('/renewals/activity?/add', script, cookie)).status).toBe(303);
  await page.goto('/renewals');
  await page.getByRole('rowheader').filter({ hasText: '<script>alert(1)</script>' }).waitFor();
  expect(one.faults).toEqual([]);
  for (const page of ['-1', '1e9', 'x', '0.5', '99999999999999999999'])
    expect((await stage.get(`/renewals?page=${page}&saved=${page}`, cookie)).status).toBe(200);
});

test('nobody reaches what somebody else has done', async () => {
  const mine = await begin();
  const cookie = await cookiesOf(mine.context);
  const body = new FormData();
  for (const [name, value] of Object.entries({ title: 'Mine', date: '2026-03', hours: '2' }))
    body.set(name, value);
  body.set('file', new File([CERTIFICATE], 'mine.pdf'));
  await stage.post('/renewals/activity?/add', body, cookie);
  await mine.page.goto('/renewals');
  const change = (await mine.page.getByRole('link', { name: 'Change Mine' }).getAttribute('href'))!;
  const file = (await mine.page.getByRole('link', { name: 'mine.pdf' }).getAttribute('href'))!
    .split('/')
    .at(-1)!;
  const id = new URL(change, stage.site.origin).searchParams.get('change')!;
  const { take } = answering(stage);
  const theirs = cookieIn(await take(TWO_STATES));
  const fields = { id, version: '1', title: 'Taken', date: '2026-03', hours: '1', file };
  for (const who of [theirs, '']) {
    expect((await stage.get(change, who)).status).toBe(404);
    for (const act of ['/renewals?/remove', '/renewals/activity?/change', '/renewals/activity?/detach'])
      expect([act, (await stage.post(act, fields, who)).status]).toEqual([act, 404]);
    expect((await stage.post('/renewals?/undo', { saved: '2' }, who)).status).toBe(400);
  }
  // A file of somebody else's proves nothing here.
  expect((await stage.post('/renewals/activity?/add', { title: 'Theirs', date: '2026-03', hours: '1', kept: file }, theirs)).status).toBe(303); // prettier-ignore
  expect(await (await stage.get('/renewals', theirs)).text()).not.toContain('mine.pdf');
  await mine.page.reload();
  await mine.page.getByRole('link', { name: 'mine.pdf' }).waitFor();
});

test('a career of activities is shown in pages', async () => {
  const one = await begin({ javaScriptEnabled: false });
  const cookie = await cookiesOf(one.context);
  for (let n = 1; n <= 53; n += 1)
    await stage.post(
      '/renewals/activity?/add',
      { title: `Number ${n}`, date: '2026-03', hours: '1' },
      cookie,
    );
  await one.page.goto('/renewals');
  await one.page.getByText('Page 1 of 2; 53 activities').waitFor();
  expect(await one.page.getByRole('row').count()).toBe(51);
  await one.page.getByRole('link', { name: 'Older', exact: true }).click();
  await one.page.getByText('Page 2 of 2').waitFor();
  expect(await one.page.getByRole('row').count()).toBe(4);
});
