import { fail, redirect } from '@sveltejs/kit';
import { opened } from '../../../app.server.ts';
import { forgetToken } from '../../cookie.server.ts';
import { readForm } from '../../form.server.ts';
import { leaveApart } from '../../next.server.ts';
import { ownPath, signedIn } from '../../visit.server.ts';
import { bothRecords, seenOf, summary } from './records.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async (event) => {
  const { person } = await signedIn(event);
  const { browser, account } = await bothRecords(event, person);
  return {
    email: person.email,
    seen: seenOf(browser, account),
    next: ownPath(event.url.searchParams.get('next')),
    browser: browser && (await summary(browser)),
    account: account && (await summary(account)),
  };
};

const CHANGED =
  'One of the two records was changed in the meantime, perhaps in another tab. Nothing was done. Look again, and choose.';

export const actions: Actions = {
  default: async (event) => {
    const { person } = await signedIn(event);
    const form = await readForm(event.request);
    const choice = String(form.get('choice') ?? '');
    const next = ownPath(String(form.get('next') ?? ''));
    const { token, browser, account } = await bothRecords(event, person);
    if (!token || !browser) redirect(303, next || '/account');
    if (choice === 'apart') {
      leaveApart(event, browser.version);
      redirect(303, next || '/account');
    }
    if (form.get('seen') !== seenOf(browser, account)) return fail(409, { problem: CHANGED });
    const { deletion } = await opened();
    if (choice === 'keep' && account) {
      await deletion.record({ browser: token });
      forgetToken(event.cookies);
      redirect(303, next || '/account?told=kept');
    }
    if (choice !== (account ? 'take' : 'mine'))
      return fail(400, { problem: 'Choose what should happen to the record of this browser.' });
    if (account) await deletion.record({ person: person.id });
    if (!(await claimed(token, person.id))) return fail(409, { problem: CHANGED });
    forgetToken(event.cookies);
    redirect(303, next || '/account?told=claimed');
  },
};

/** Another tab may save in the browser's record at the same moment; then it is taken with what that tab saved. */
async function claimed(token: string, person: string): Promise<boolean> {
  const { records } = await opened();
  for (let i = 0; i < 5; i += 1) if ((await records.claim(token, person)) === 'claimed') return true;
  return false;
}
