import { error, fail, redirect } from '@sveltejs/kit';
import { givenBy, isRole, mayAward, mayChange, readName, type Role } from '#accounts/index.ts';
import { LONGEST_DAYS, MOST_USES, type Done } from '#accounts/index.server.ts';
import { readForm } from '../../form.server.ts';
import { signedIn, tooMany } from '../../visit.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

const HIDDEN = 'There is no such organization, or you are not in it.';

const TOLD: { [code: string]: string } = {
  name: 'The name is changed.',
  role: 'The role is changed.',
  ended: 'The membership is ended.',
  revoked: 'That link opens nothing any more.',
  joined: 'You are in. You are a member now.',
};

export const load: PageServerLoad = async (event) => {
  const { accounts, person } = await signedIn(event);
  const { id } = event.params;
  const organization = await accounts.organizations.look(person, id);
  if (organization === null) error(404, HIDDEN);
  const { role, members, ...rest } = organization;
  return {
    ...rest,
    role,
    told: TOLD[event.url.searchParams.get('told') ?? ''] ?? null,
    members: members.map((member) => ({
      ...member,
      self: member.person === person.id,
      may: may(role, member.role),
    })),
    gives: givenBy(role),
    awards: mayAward(role),
    invitations: await accounts.invitations.list(person, id),
    most: { uses: MOST_USES, days: LONGEST_DAYS },
  };
};

/** The roles that somebody may give a member instead of the present one. */
const may = (own: Role, from: Role): Role[] =>
  givenBy(own).filter((to) => to !== from && mayChange(own, from, to));

const SAID: { [done in Exclude<Done, 'done' | 'hidden'>]: string } = {
  forbidden: 'Your role does not allow that. Nothing was changed.',
  'last owner': 'Somebody else must be an owner first. Nothing was changed.',
};

/** What an act came to: the page again with what was done, or with why not. */
function after(done: Done, id: string, told: string) {
  if (done === 'hidden') error(404, HIDDEN);
  if (done !== 'done') return fail(done === 'forbidden' ? 403 : 409, { problem: SAID[done] });
  redirect(303, `/organizations/${id}?told=${told}`);
}

/** A whole number out of a form, from 1 to `most`; null where it is none. */
function readCount(text: string, most: number): number | null {
  const number = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return number >= 1 && number <= most ? number : null;
}

export const actions: Actions = {
  name: async (event) => {
    const { accounts, person } = await signedIn(event);
    const name = readName(String((await readForm(event.request)).get('name') ?? ''));
    if (!name) return fail(400, { wrongName: 'Give a name of at most 80 characters.' });
    const { id } = event.params;
    return after(await accounts.organizations.rename(person, id, name), id, 'name');
  },

  role: async (event) => {
    const { accounts, person } = await signedIn(event);
    const form = await readForm(event.request);
    const role = form.get('role');
    if (!isRole(role)) return fail(400, { problem: 'Choose a role. Nothing was changed.' });
    const { id } = event.params;
    const done = await accounts.organizations.setRole(person, id, String(form.get('member') ?? ''), role);
    return after(done, id, 'role');
  },

  end: async (event) => {
    const { accounts, person } = await signedIn(event);
    const member = String((await readForm(event.request)).get('member') ?? '');
    const { id } = event.params;
    const done = await accounts.organizations.end(person, id, member);
    // Who left sees nothing there any more.
    if (done === 'done' && !(await accounts.organizations.look(person, id)))
      redirect(303, '/organizations?left');
    return after(done, id, 'ended');
  },

  invite: async (event) => {
    const { accounts, visit, person } = await signedIn(event);
    const form = await readForm(event.request);
    const role = form.get('role');
    const uses = readCount(String(form.get('uses') ?? ''), MOST_USES);
    const days = readCount(String(form.get('days') ?? ''), LONGEST_DAYS);
    const wrong = {
      ...(isRole(role) ? {} : { role: 'Choose a role.' }),
      ...(uses === null ? { uses: `Give a number from 1 to ${MOST_USES}.` } : {}),
      ...(days === null ? { days: `Give a number from 1 to ${LONGEST_DAYS}.` } : {}),
    };
    if (!isRole(role) || uses === null || days === null) return fail(400, { wrong });
    const made = await accounts.invitations.make(person, event.params.id, { role, uses, days });
    if (made === null) return fail(403, { problem: SAID.forbidden });
    if ('why' in made) return fail(429, { problem: tooMany(made) });
    return { link: `${visit.origin}/join/${made.token}`, role };
  },

  revoke: async (event) => {
    const { accounts, person } = await signedIn(event);
    const invitation = String((await readForm(event.request)).get('invitation') ?? '');
    const { id } = event.params;
    const done = await accounts.invitations.revoke(person, id, invitation);
    return after(done ? 'done' : 'forbidden', id, 'revoked');
  },

  dissolve: async (event) => {
    const { accounts, person } = await signedIn(event);
    await readForm(event.request);
    const done = await accounts.organizations.dissolve(person, event.params.id);
    if (done === 'done') redirect(303, '/organizations?left');
    return after(done, event.params.id, '');
  },
};
