// Somebody who holds something, in two states and by two bodies, and has kept up: a record taken in through the page, as
// a person does it, and activities as forms.
import type { Page } from 'playwright-core';
import { cookiesOf } from './answers.ts';
import type { Stage } from './stage.ts';
import type { Visitor } from './visitor.ts';

export const HOLDER = `benchpath: record/1
state: FL
credentials:
  - { id: amt-mlt, issued: 2021-08-10, expires: 2027-08-31 }
  - { id: ascp-mlt, issued: 2015-07-01, expires: 2024-07-31 }
  - { id: aab-mlt, expires: 2027-12-31 }
licenses:
  - { id: us-fl-technician, issued: 2021-02-01, expires: 2028-08-31, categories: [chemistry] }
  - { id: us-tn-mlt, issued: 2022-05-01, expires: 2027-04-30 }
  - { id: us-ny-technician, issued: 2023-07-01, expires: 2027-06-30 }
`;

export const CERTIFICATE = Buffer.from('%PDF-1.4\ntrailer\n%%EOF\n');

/** @param text a record file */
export async function takeIn(page: Page, text: string): Promise<void> {
  await page.goto('/record');
  await page.setInputFiles('input[name=file]', {
    name: 'record.yaml',
    mimeType: 'text/yaml',
    buffer: Buffer.from(text),
  });
  await page.getByRole('button', { name: 'Take it in' }).click();
  await page.getByText('Your file is read').waitFor();
}

const ACTIVITIES: { [name: string]: string }[] = [
  { title: 'Spring conference', provider: 'A society', date: '2026-10-12', hours: '10', points: '10', areas: 'chemistry', kind: 'conference', accreditation: 'us-fl' },
  { title: 'A year at the bench', date: '2025-12', points: '10', kind: 'employment', accreditation: 'amt' },
  { title: 'A talk '.repeat(30), date: '2026-03-01', hours: '1.25', nobody: 'yes' },
  { title: 'To come', date: '2027-01-15', hours: '2', areas: 'hiv-aids', others: 'A body with a long name of its own' },
]; // prettier-ignore

/** A visitor becomes that person. Resolves to where the first of their activities is changed. */
export async function becomeHolder(stage: Stage, { page, context }: Visitor): Promise<string> {
  await takeIn(page, HOLDER);
  for (const fields of ACTIVITIES) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    if (fields === ACTIVITIES[0]) form.set('file', new File([CERTIFICATE], 'spring conference.pdf'));
    const { status } = await stage.post('/renewals/activity?/add', form, await cookiesOf(context));
    if (status !== 303) throw new Error(`The activity ${fields['title']} was not kept: ${status}.`);
  }
  await page.goto('/renewals');
  const change = page.getByRole('link', { name: 'Change Spring conference' });
  return (await change.getAttribute('href'))!;
}
