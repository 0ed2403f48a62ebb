import { fail, redirect } from '@sveltejs/kit';
import { passwordProblem, SHORTEST_PASSWORD } from '#accounts/index.ts';
import { readForm } from '../../form.server.ts';
import { freshlySignedIn, signedIn, tooMany } from '../../visit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async (event) => {
  const { accounts, person } = await signedIn(event);
  const { password } = await accounts.account.keys(person);
  return { has: password, email: person.email, shortest: SHORTEST_PASSWORD };
};

export const actions: Actions = {
  default: async (event) => {
    const { accounts, visit, person } = await signedIn(event);
    const form = await readForm(event.request);
    const [present, password] = [String(form.get('present') ?? ''), String(form.get('password') ?? '')];
    const wrong = passwordProblem(password, person.email);
    if (wrong !== null) return fail(400, { wrong });
    if ((await accounts.account.keys(person)).password) {
      const done = await accounts.account.changePassword(visit, person, present, password);
      if (done !== 'done')
        return done.why === 'limit'
          ? fail(429, { wrongPresent: tooMany(done) })
          : fail(400, { wrongPresent: 'This is not your current password.' });
    } else {
      const here = await freshlySignedIn(event);
      if (here === null) return fail(403, { stale: true });
      await accounts.account.setPassword(visit, here.session, password);
    }
    redirect(303, '/account?told=password');
  },
};
