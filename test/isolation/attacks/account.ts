// Accounts and the ways into them.
import { randomUUID } from 'node:crypto';
import { PASSWORD } from '../visitor.ts';
import { all, form, named, one, page, quiet, type Attack } from './attack.ts';

const ONLY_BY_LETTER = 'takes a secret out of a letter, of which only the hash is kept here';
/** What a device would answer that has the key. */
const answerOf = (id: string): string =>
  JSON.stringify({
    id,
    rawId: id,
    type: 'public-key',
    clientExtensionResults: {},
    response: { clientDataJSON: 'e30', authenticatorData: 'AA', signature: 'AA', attestationObject: 'AA' },
  });

const OWN: Attack[] = [
  page('/account', (of) => all(of, 'session').map((id) => `id=${id}&told=name`)),
  quiet(
    'shows the two records of a browser that keeps one beside the account; the owner has one',
    page('/account/claim', (of) => [`next=/record/evidence/${one(of, 'evidence')}`]),
  ),
  named('/account/claim/[which].zip', (of) =>
    ['account', 'browser', one(of, 'record')].map((which) => `/account/claim/${which}.zip`),
  ),
  page('/account/delete'),
  page('/account/keys'),
  page('/account/passkey'),
  page('/account/password'),
  form('/account?/name', (of) => [{ name: 'Intruder', id: one(of, 'person'), email: one(of, 'email') }]),
  {
    ...form('/account?/address', (of) => [{ email: `${randomUUID()}@example.org`, id: one(of, 'person') }]),
    does: 'mails',
  },
  form('/account?/passkey', (of) => all(of, 'passkey').map((id) => ({ id }))),
  // The newest: the owner goes on with the oldest.
  form('/account?/end', (of) =>
    all(of, 'session')
      .slice(0, 1)
      .map((id) => ({ id })),
  ),
  form('/account/keys', (of) => [{ name: 'Somebody else', password: '', email: one(of, 'email') }]),
  form('/account/password', (of) => [{ present: PASSWORD, password: PASSWORD, email: one(of, 'email') }]),
  // Takes only what a device signed; the owner's own question to their device is used up by it.
  form('/account/passkey', (of) =>
    all(of, 'credential of a passkey').map((id) => ({ name: 'mine', answer: answerOf(id) })),
  ),
  quiet(
    'the owner has nothing to choose: their browser keeps no record of its own',
    form('/account/claim', () =>
      ['mine', 'take', 'keep', 'apart'].map((choice) => ({ choice, seen: '2 9' })),
    ),
  ),
];

const stolen = ['person', 'letter', 'session', 'token of a session', 'pending proof'];
const ANYBODY = 'anybody may have a letter sent to an address; only who reads it there gets further';
const mails = (door: string): Attack => ({
  ...form(door, (of) => all(of, 'email').map((email) => ({ email }))),
  does: 'mails',
  why: ANYBODY,
});

const WAYS_IN: Attack[] = [
  quiet(
    ONLY_BY_LETTER,
    page('/reset', (of) => stolen.map((what) => `token=${one(of, what)}`)),
  ),
  quiet(
    ONLY_BY_LETTER,
    form('/reset?/set', (of) =>
      stolen.map((what) => ({ token: one(of, what), password: 'another long password' })),
    ),
  ),
  page('/account/address', (of) => stolen.map((what) => `token=${one(of, what)}`)),
  quiet(
    ONLY_BY_LETTER,
    form('/account/address', (of) => stolen.map((what) => ({ token: one(of, what) }))),
  ),
  page('/sign-in/link', (of) => stolen.map((what) => `token=${one(of, what)}`)),
  quiet(
    ONLY_BY_LETTER,
    form('/sign-in/link', (of) => stolen.map((what) => ({ token: one(of, what) }))),
  ),
  // These say who is signed in.
  page('/sign-in', (of) => [`next=/organizations/${one(of, 'organization')}`]),
  page('/sign-up'),
  quiet('asks the device, whosever it is', page('/sign-in/passkey')),
  form('/sign-in/passkey', (of) =>
    all(of, 'credential of a passkey').map((id) => ({ answer: answerOf(id) })),
  ),
  quiet(
    'a wrong password is one for all',
    form('/sign-in?/password', (of) =>
      all(of, 'email').map((email) => ({ email, password: 'not their password' })),
    ),
  ),
  mails('/sign-up'),
  mails('/sign-in?/link'),
  mails('/reset?/ask'),
  page('/sign-out'),
];

const ENDINGS: Attack[] = [
  { ...form('/account?/everywhere', () => [{}]), ends: 'session' },
  {
    ...form('/sign-out', (of) => [{ id: one(of, 'session'), token: one(of, 'token of a session') }]),
    ends: 'session',
  },
  { ...form('/account/delete', (of) => [{ sure: 'yes', email: one(of, 'email') }]), ends: 'account' },
];

export const ACCOUNT: readonly Attack[] = [...OWN, ...WAYS_IN, ...ENDINGS];
