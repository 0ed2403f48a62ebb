// The names that a browser may know the product by, and what keeps one person from having a record under each.
import { expect, test } from 'vitest';
import { answering } from './testing/answers.ts';
import { authenticator } from './testing/authenticator.ts';
import { answer, questionOn } from './testing/person.ts';
import { openStage } from './testing/stage.ts';

const stage = openStage();
const { send, kept } = answering(stage);

/** A visitor who may also ask by number. */
async function visit() {
  const visitor = await stage.visit();
  await visitor.context.route('http://127.0.0.1:*/**', (route) => route.continue());
  return { ...visitor, byNumber: stage.site.origin.replace('localhost', '127.0.0.1') };
}

test('127.0.0.1 and localhost are one place: who begins at one goes on at the other', async () => {
  const { context, page, faults, byNumber } = await visit();
  await page.goto(`${byNumber}/start`);
  expect(new URL(page.url()).hostname).toBe('localhost');
  await answer(page);
  expect(await questionOn(page)).not.toBe('goal');
  await page.goto(`${byNumber}/record`);
  await page.getByText('See the file').click();
  expect(await page.locator('pre').innerText()).toMatch(/^benchpath: record\/1/);
  expect((await context.cookies()).map(({ domain }) => domain)).toEqual(['localhost']);
  expect(faults).toEqual([]);
});

test('a record that was begun at 127.0.0.1 is still found, read and changed there', async () => {
  const { context, page, faults, byNumber } = await visit();
  const begun = await fetch(`${byNumber}/start?q=goal`, {
    method: 'POST',
    headers: { origin: byNumber },
    body: new URLSearchParams({ question: 'goal', do: 'save', aim: 'technician', place: 'mn' }),
    redirect: 'manual',
  });
  const [name = '', value = ''] = begun.headers.get('set-cookie')!.split(';')[0]!.split('=');
  await context.addCookies([{ name, value, url: byNumber }]);
  await page.goto(`${byNumber}/start?q=state`);
  expect(new URL(page.url()).hostname).toBe('127.0.0.1');
  await answer(page);
  expect(new URL(page.url()).hostname).toBe('127.0.0.1');
  expect(await kept(`${name}=${value}`)).toContain('state: MN');
  await send('state', { state: 'wi' }, `${name}=${value}`);
  expect(await kept(`${name}=${value}`)).toContain('state: WI');
  expect(faults).toEqual([]);
});

test('at the address that is printed a browser may make a passkey', async () => {
  const { page } = await visit();
  await authenticator(page);
  await page.goto('/');
  const made = await page.evaluate(async () => {
    const publicKey = {
      challenge: new Uint8Array(16),
      rp: { name: 'Benchpath' },
      user: { id: new Uint8Array(1), name: 'a', displayName: 'a' },
      pubKeyCredParams: [{ type: 'public-key' as const, alg: -7 }],
    };
    return navigator.credentials.create({ publicKey }).then(
      () => 'made',
      (error: Error) => error.name,
    );
  });
  // At a number it would be a SecurityError.
  expect(made).toBe('made');
});
