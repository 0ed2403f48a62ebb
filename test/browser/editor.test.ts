// Everything in a record is told, changed, removed and taken back on its own page, with script and without.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { answering, cookiesOf } from './testing/answers.ts';
import { button, pathOf } from './testing/person.ts';
import { accessible, sideways } from './testing/readable.ts';
import { countRows, leaveIn, rowOf } from './testing/rows.ts';
import { openStage } from './testing/stage.ts';

const stage = openStage();
const { kept, take } = answering(stage);

const HEAD = 'benchpath: record/1\n';

/** A browser whose record is what a file says. */
async function owner(file: string, options: { javaScriptEnabled?: boolean } = {}) {
  const cookie = (await take(HEAD + file)).headers.get('set-cookie')!.split(';')[0]!;
  const visitor = await stage.visit(options);
  const [name = '', value = ''] = cookie.split('=');
  await visitor.context.addCookies([{ name, value, url: stage.site.origin }]);
  return { ...visitor, cookie };
}
const record = async (page: Page) => (await kept(await cookiesOf(page.context()))).replace(HEAD, '');
const group = (page: Page, name: string) => page.getByRole('group', { name, exact: true });
const dated = async (page: Page, name: string, month: string, day = '') => {
  await group(page, name).getByLabel('Year and month').fill(month);
  await group(page, name).getByLabel('Day').fill(day);
};
const says = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

/** What is typed on each page, and what stands in the file afterwards. */
const TELL: [address: string, tell: (page: Page) => Promise<unknown>, written: string][] = [
  [
    'person',
    async (page) => {
      await page.getByLabel('State or territory').selectOption('Minnesota');
      await dated(page, 'Living there since', '2019-06');
      await page.getByLabel('Year of birth').fill('1999');
    },
    'state: MN\nstateSince: 2019-06\nborn: 1999\n',
  ],
  [
    'education?add=degree',
    async (page) => {
      await page.getByLabel('Associate degree').check();
      await page.getByLabel('Field', { exact: true }).selectOption('Biology');
      await dated(page, 'Finished', '2019-06', '5');
      await page.getByLabel('Yes, regionally accredited').check();
    },
    '  - { degree: associate, field: biology, completed: 2019-06-05, accredited: regional }\n',
  ],
  [
    'education?add=program',
    async (page) => {
      await page.getByLabel('Program', { exact: true }).selectOption('Phlebotomy');
      await page.getByLabel('Hours of training').fill('120.5');
      await page.getByLabel('None of these').check();
    },
    '  - { program: phlebotomy, clockHours: 120.5, rotations: [] }\n',
  ],
  [
    'coursework',
    async (page) => {
      await page.getByLabel('Subject', { exact: true }).selectOption('Chemistry');
      await page.getByLabel('Quarter hours').fill('24');
      await page.getByLabel('Organic chemistry', { exact: true }).check();
      await page.getByLabel('Others, with commas').fill('Biochemistry, the chemistry of blood');
    },
    '  - { subject: chemistry, quarterHours: 24, includes: [ organic-chemistry, biochemistry, the chemistry of blood ] }\n',
  ],
  [
    'experience',
    async (page) => {
      await page.getByLabel('Your work').selectOption('Phlebotomist');
      await page.getByLabel('Where', { exact: true }).selectOption('Clinic');
      await dated(page, 'From', '2020-01');
      await page.getByLabel('I still work there').check();
      await page.getByLabel('Hours a week').fill('36');
      await page.getByLabel('Phlebotomy', { exact: true }).check();
      await page.getByLabel('Waived tests only').check();
      await page.getByLabel('State', { exact: true }).selectOption('Wisconsin');
      await page.getByLabel('Pay a year').fill('41000');
    },
    '  - { as: phlebotomist, setting: clinic, from: 2020-01, to: null, hoursPerWeek: 36, disciplines: [ phlebotomy ], complexity: waived, state: WI, payUsdPerYear: 41000 }\n',
  ],
  [
    'credentials',
    async (page) => {
      await page.getByLabel('Which').selectOption('ascp-pbt');
      await dated(page, 'Issued', '2021-02', '28');
      await dated(page, 'Expires', '2024-02', '29');
      await page.getByLabel('Number').fill('0012-345');
      await page.getByLabel('Expired').check();
    },
    '  - { id: ascp-pbt, issued: 2021-02-28, expires: 2024-02-29, number: 0012-345, status: expired }\n',
  ],
  [
    'licenses',
    async (page) => {
      await page.getByLabel('Which').selectOption('us-ca-mlt');
      await page.getByLabel('It does not expire').check();
      await page.getByLabel('Hematology').check();
    },
    '  - { id: us-ca-mlt, expires: null, categories: [ hematology ] }\n',
  ],
  [
    'military',
    async (page) => {
      await page.getByLabel('Army 68K').check();
      await page.getByLabel('Length').fill('52');
    },
    '  - { course: army-68k, weeks: 52 }\n',
  ],
  [
    'training',
    async (page) => {
      await page.getByLabel('Or in your own words').fill('point of care');
      await page.getByLabel('Weeks').fill('2');
    },
    '  - { topic: point-of-care, weeks: 2 }\n',
  ],
  [
    'procedures',
    async (page) => {
      await page.getByLabel('Venipunctures').check();
      await page.getByLabel('How many').fill('100');
    },
    '  - { of: venipuncture, count: 100 }\n',
  ],
  [
    'limits',
    async (page) => {
      await page.getByLabel('For classes and study').fill('25');
      await page.getByLabel('Out of pocket').fill('20000');
      await page.getByLabel('Wisconsin').check();
      await page.getByLabel('No', { exact: true }).check();
    },
    'limits: { studyHoursPerWeek: 25, budgetUsd: 20000, states: [ WI ], enlist: false }\n',
  ],
];

test.each([true, false])('every part is told, taken back and put back; script: %s', async (javaScriptEnabled) => {
  const { page, faults } = await stage.visit({ javaScriptEnabled });
  let before = '';
  for (const [address, tell, written] of TELL) {
    await page.goto(`/record/${address}`);
    await tell(page);
    await button(page, /^(Add it|Save)$/).click();
    await says(page, 'Saved.');
    const after = await record(page);
    expect(after, address).toContain(written);
    if (before !== '') {
      await button(page, 'Undo').click();
      await says(page, 'Taken back.');
      expect(await record(page), address).toBe(before);
      await button(page, 'Put it back').click();
      await says(page, 'Taken back.');
      expect(await record(page), address).toBe(after);
    }
    before = after;
  }
  await page.goto('/record');
  const text = await page.locator('main').innerText();
  for (const said of ['Minnesota', 'Associate degree · in biology · finished June 5, 2019', 'Phlebotomist · clinic', 'expires February 29, 2024', '100 documented'])
    expect(text).toContain(said);
  expect(faults).toEqual([]);
}); // prettier-ignore

test.each([true, false])('an entry is changed and removed; none, and not told; script: %s', async (javaScriptEnabled) => {
  const file = 'military: [ { course: navy-mlt, weeks: 50 }, { course: army-68k, weeks: 52 } ]\n';
  const { page, faults } = await owner(file, { javaScriptEnabled });
  await page.goto('/record');
  await page.getByRole('link', { name: 'Change Military training' }).click();
  await page.getByRole('link', { name: 'Change Army 68K' }).click();
  await page.getByLabel('Length').fill('51');
  await dated(page, 'Finished', '2023-06');
  await button(page, 'Save').click();
  await says(page, 'Length: 51 weeks, before: 52 weeks; Finished: June 2023');
  expect(await record(page)).toContain('{ course: army-68k, weeks: 51, completed: 2023-06 }');
  await button(page, 'Remove Navy laboratory technician').click();
  await says(page, 'removed: Navy laboratory technician · 50 weeks');
  await button(page, 'Remove Army 68K').click();
  await says(page, 'none is left');
  expect(await record(page)).toContain('military: []');
  await button(page, 'I have not told this').click();
  await says(page, 'not told any more');
  expect(await record(page)).not.toContain('military');
  await button(page, 'I had none').click();
  await says(page, 'You told that there is nothing to list here');
  expect(await record(page)).toContain('military: []');
  expect(faults).toEqual([]);
}); // prettier-ignore

test('what is wrong is said beside the field, nothing is saved, and nobody types twice', async () => {
  const { page } = await owner('experience: []\n');
  const before = await record(page);
  await page.goto('/record/experience');
  await page.getByLabel('Your work').selectOption('Lead');
  await dated(page, 'From', '2024-02', '30');
  await page.getByLabel('Hours a week').fill('40');
  await button(page, 'Add it').click();
  await says(page, 'nothing was saved');
  expect(await group(page, 'From').innerText()).toContain('That month has no such day.');
  expect(await page.getByLabel('Your work').inputValue()).toBe('lead');
  expect(await page.getByLabel('Hours a week').inputValue()).toBe('40');
  await dated(page, 'From', '2024-02', '29');
  await dated(page, 'Until', '2020-01');
  await button(page, 'Add it').click();
  await says(page, 'This is before the work began.');
  await page.getByRole('link', { name: 'Until' }).click();
  expect(await record(page)).toBe(before);
  expect([...(await sideways(page)), ...(await accessible(page, 'refused'))]).toEqual([]);
  await dated(page, 'Until', '2026-01');
  await button(page, 'Add it').click();
  await says(page, 'Saved.');
  await page.setViewportSize({ width: 360, height: 740 });
  expect([...(await sideways(page)), ...(await accessible(page, 'saved'))]).toEqual([]);
});

const ODD = `state: MN
education:
  - { degree: high-school }
  - { degree: bachelor, field: "  zoology, applied ", completed: 2021-05-01, accredited: foreign }
  - { program: mls-foreign, accreditor: foreign, accreditedSince: 2010-01, rotations: [] }
coursework:
  - { subject: the blood of fish, semesterHours: 0.30000000000000004, includes: [ "a, b", biology, "a; c" ] }
  - { subject: all, quarterHours: 190 }
experience:
  - {}
  - { to: null, disciplines: [], payUsdPerYear: 0 }
  - { as: other, setting: other, from: 2020-02-29, to: 2020-03, hoursPerWeek: 0.1, disciplines: [ urinalysis, chemistry ] }
licenses: [ { id: us-ca-mlt, issued: 2020-01, expires: 2026-01-31, number: "007", status: inactive, categories: [ andrology, chemistry ] } ]
training: [ { topic: "<b>bold</b> & \\"said\\"", hours: 1e-7 } ]
procedures: [ { of: blood-collection, count: 0 } ]
limits: { states: [], enlist: true, budgetUsd: 0 }
`;

test('a form sent as it stands changes nothing, whatever a file brought in', async () => {
  const { page, cookie, faults } = await owner(ODD);
  const { version, record: before } = await rowOf(stage.site, cookie);
  let forms = 0;
  for (const part of ['education', 'coursework', 'experience', 'licenses', 'training', 'procedures']) {
    await page.goto(`/record/${part}`);
    const links = await page.getByRole('link', { name: /^Change / }).evaluateAll((all) => all.map((a) => a.getAttribute('href')!)); // prettier-ignore
    for (const link of links) {
      await page.goto(link);
      await button(page, 'Save').click();
      await says(page, 'Nothing was changed');
      forms += 1;
    }
  }
  for (const part of ['person', 'limits']) {
    await page.goto(`/record/${part}`);
    await button(page, 'Save').click();
    await says(page, 'Nothing was changed');
  }
  expect(forms).toBe(11);
  expect(await rowOf(stage.site, cookie)).toMatchObject({ version, record: before });
  expect(faults).toEqual([]);
});

test('one field of an odd entry is changed, and the others stay to the letter', async () => {
  const { page } = await owner(ODD);
  await page.goto('/record/coursework');
  await page.getByRole('link', { name: 'Change The blood of fish' }).click();
  await page.getByLabel('Biology', { exact: true }).uncheck();
  await button(page, 'Save').click();
  await says(page, 'Saved.');
  expect(await record(page)).toContain(
    '{ subject: the blood of fish, semesterHours: 0.30000000000000004, includes: [ "a, b", a; c ] }',
  );
});

test('in an old tab nothing is removed or changed but the entry that is shown there', async () => {
  const file = 'experience: [ { as: phlebotomist }, { as: supervisor }, { as: manager } ]\n';
  const { page, context, cookie } = await owner(file);
  const old = await context.newPage();
  await old.goto('/record/experience');
  await page.goto('/record/experience');
  await button(page, 'Remove Phlebotomist').click();
  await says(page, 'Saved.');
  const key = await old.locator('li', { hasText: 'Supervisor' }).locator('[name=key]').inputValue();
  await button(old, 'Remove Supervisor').click();
  await says(old, 'removed: Supervisor');
  expect(await kept(cookie)).toMatch(/experience:\n +- \{ as: manager \}\n$/);
  // The same once more: what is not there any more is not something else.
  const again = await stage.post('/record/experience?/remove', { key }, cookie);
  expect(again.headers.get('location')).toBe('/record/experience?saved=nothing');
  expect(await kept(cookie)).toMatch(/experience:\n +- \{ as: manager \}\n$/);

  await old.getByRole('link', { name: 'Change Manager' }).click();
  await old.getByLabel('Hours a week').waitFor();
  await page.goto('/record/experience');
  await button(page, 'Remove Manager').click();
  await says(page, 'none is left');
  await old.getByLabel('Hours a week').fill('33');
  await button(old, 'Save').click();
  await says(old, 'This entry is not in your record any more');
  expect(await kept(cookie)).toContain('experience: []');
  expect(await old.getByLabel('Hours a week').inputValue(), 'what was typed is there').toBe('33');
  await button(old, 'Add it').click();
  await says(old, 'added: Manager · 33 hours a week');

  await page.goto('/record/experience');
  expect(
    (await stage.post('/record/experience?/none', {}, cookie)).status,
    'none is not said over entries',
  ).toBe(409);
  expect((await stage.post('/record/experience?/untold', {}, cookie)).status).toBe(409);
  expect(await kept(cookie)).toContain('hoursPerWeek: 33');
});

test('two tabs that change different fields of one form both get through', async () => {
  const { page, context, cookie } = await owner('state: MN\nborn: 1999\nlimits: { budgetUsd: 100 }\n');
  const old = await context.newPage();
  await old.goto('/record/person');
  await page.goto('/record/person');
  await page.getByLabel('Year of birth').fill('1998');
  await dated(page, 'Living there since', '2001-01');
  await button(page, 'Save').click();
  await says(page, 'Saved.');
  await old.getByLabel('State or territory').selectOption('Wisconsin');
  await button(old, 'Save').click();
  await says(old, 'Saved.');
  expect(await kept(cookie)).toContain('state: WI\nstateSince: 2001-01\nborn: 1998\n');
});

test('tabs that add at the same moment add all', async () => {
  const { cookie } = await owner('procedures: []\n');
  const sent = Array.from({ length: 8 }, (_, i) =>
    stage.post(
      '/record/procedures?/add',
      { kind: 'procedure', of: 'venipuncture', count: String(i) },
      cookie,
    ),
  );
  expect((await Promise.all(sent)).map((r) => r.status)).toEqual(sent.map(() => 303));
  for (let i = 0; i < 8; i += 1) expect(await kept(cookie)).toContain(`count: ${i} }`);
});

test('who only looks at the forms keeps nothing; the first thing told makes the record', async () => {
  const rows = await countRows(stage.site);
  const { page } = await stage.visit();
  await page.goto('/record/licenses');
  await says(page, 'Not told.');
  expect(await countRows(stage.site)).toBe(rows);
  await button(page, 'I hold none').click();
  await says(page, 'Saved.');
  expect(await countRows(stage.site)).toBe(rows + 1);
  expect(await record(page)).toBe('licenses: []\n');
  await button(page, 'Undo').click();
  await says(page, 'Taken back.');
  expect(await record(page)).toBe('');
});

const LONG = 'x'.repeat(5000);
test.each([
  ['experience', 'add', { kind: 'job', as: 'wizard' }, /Choose one from the list/],
  ['experience', 'add', { kind: 'job' }, /Tell at least one thing about it/],
  ['experience', 'add', { kind: 'job', hoursPerWeek: '1e9' }, /Write a number from 0 to 168/],
  ['experience', 'add', { kind: 'job', hoursPerWeek: '0x10' }, /Write a number/],
  ['experience', 'add', { kind: 'job', disciplines: 'alchemy' }, /Choose from the list/],
  ['experience', 'add', { kind: 'job', from: '2024-13' }, /There is no such month/],
  ['experience', 'add', { kind: 'job', from: '0000-01' }, /Write a year from 1900/],
  ['experience', 'add', { kind: 'job', 'from.day': '3' }, /Write the year and the month/],
  ['experience', 'add', { kind: 'job', to: '2024-01', 'to.never': 'yes' }, /not both/],
  ['experience', 'add', { kind: 'job', state: 'ZZ' }, /Choose one from the list/],
  ['education', 'add', { kind: '__proto__', degree: 'toString' }, /Choose one from the list/],
  ['education', 'add', { kind: 'program' }, /Choose one/],
  ['education', 'add', { degree: 'bachelor', 'field.other': LONG }, /at most 200 characters/],
  ['coursework', 'add', { 'subject.other': 'x', semesterHours: '3', quarterHours: '3' }, /semester hours or quarter hours, not both/],
  ['coursework', 'add', { 'subject.other': 'x', 'includes.other': LONG }, /at most 200 characters/],
  ['credentials', 'add', { id: 'ascp-nonsense' }, /Choose one from the list/],
  ['credentials', 'add', { id: 'ascp-mlt', issued: '2025-01', expires: '2020-01' }, /before it was issued/],
  ['credentials', 'add', { id: 'ascp-mlt', number: LONG }, /at most 200 characters/],
  ['procedures', 'add', { of: 'venipuncture', count: '1.5' }, /whole number/],
  ['procedures', 'add', { of: 'venipuncture', count: '-1' }, /whole number of 0 or more/],
  ['limits', 'save', { enlist: 'perhaps' }, /Choose one of these/],
  ['limits', 'save', { shown: '{', budgetUsd: 'Infinity' }, /Write a number/],
  ['person', 'save', { born: '19' }, /from 1900 to 2100/],
  ['person', 'save', { born: '1999', state: '<script>alert(1)</script>' }, /Choose one from the list/],
  ['person', 'undo', { saved: 'NaN' }, /no such change/],
  ['person', 'undo', { saved: '99999999999999' }, /no such change/],
  ['training', 'add', { 'topic.other': '\ufffd' }, /This cannot be kept/],
] as [string, string, { [name: string]: string }, RegExp][])('%s?/%s refuses %j in words', async (part, action, fields, sentence) => {
  const { cookie } = await owner('state: MN\nexperience: []\n');
  const before = await rowOf(stage.site, cookie);
  const response = await stage.post(`/record/${part}?/${action}`, fields, cookie);
  expect(response.status).toBe(400);
  const text = await response.text();
  expect(text).toMatch(sentence);
  expect(text).not.toContain('<script');
  expect(await rowOf(stage.site, cookie)).toEqual(before);
}); // prettier-ignore

test('parts, entries and acts that are not there', async () => {
  const { cookie, page } = await owner('state: MN\nexperience: []\n');
  const before = await rowOf(stage.site, cookie);
  for (const part of ['nothing', '__proto__', 'benchpath', 'constructor'])
    for (const response of [await stage.get(`/record/${part}`, cookie), await stage.post(`/record/${part}?/add`, {}, cookie)])
      expect(response.status, part).toBe(404);
  for (const [part, action] of [['person', 'add'], ['limits', 'remove'], ['experience', 'save'], ['person', 'none'], ['experience', 'burn']])
    expect((await stage.post(`/record/${part}?/${action}`, {}, cookie)).status, `${part} ${action}`).toBe(404);
  expect((await stage.post('/record/experience?/change', { key: 'x', as: 'lead' }, cookie)).status).toBe(409);
  expect((await stage.post('/record/experience?/remove', { key: 'x' }, cookie)).headers.get('location')).toContain('saved=nothing');
  await page.goto('/record/experience?change=x');
  await says(page, 'This entry is not in your record any more');
  for (const saved of ['77', 'x', '-1', '1e3', '999999999999'])
    expect(await (await stage.get(`/record/experience?saved=${saved}`, cookie)).text()).not.toContain('Saved.');
  expect(await rowOf(stage.site, cookie)).toEqual(before);
}); // prettier-ignore

test('nobody takes back what another changed', async () => {
  const [one, other] = [await owner('state: MN\n'), await owner('state: WI\n')];
  await stage.post('/record/person?/save', { state: 'MN', born: '1987' }, one.cookie);
  expect((await stage.post('/record/person?/undo', { saved: '2' }, other.cookie)).status).toBe(400);
  expect((await stage.post('/record/person?/undo', { saved: '2' })).status).toBe(400);
  expect(await kept(one.cookie)).toContain('born: 1987');
  expect(await (await stage.get('/record/person?saved=2', other.cookie)).text()).not.toContain('1987');
});

test('a record that cannot be read is explained before a form is shown', async () => {
  const { cookie, page } = await owner('state: MN\n');
  await leaveIn(stage.site, cookie, { record: '{"benchpath":"record/0"}' });
  await page.goto('/record/person');
  expect(pathOf(page)).toBe('/record');
  const response = await stage.post('/record/person?/save', { born: '1999' }, cookie);
  expect([response.status, response.headers.get('location')]).toEqual([303, '/record']);
});
