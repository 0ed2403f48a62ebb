// Organizations, from the outside, from inside with too small a role, and through one's own.
import type { Things } from '../owner.ts';
import type { Form } from '../visitor.ts';
import { all, form, named, one, page, quiet, type Attack } from './attack.ts';

/** Forms sent to the owner's organization, and the same names through the attacker's own. */
const inside = (action: string, forms: (of: Things) => Form[]): Attack => ({
  door: `POST /organizations/[id]?/${action}`,
  does: 'changes',
  asks: (of, own) =>
    [...all(own, 'organization'), ...all(of, 'organization')].flatMap((id) =>
      // Through their own a form without a name of the owner's would do what it may.
      forms(of)
        .filter((each) => Object.keys(each).length > 0 || id === one(of, 'organization'))
        .map((each) => ({ path: `/organizations/${id}?/${action}`, form: each })),
    ),
});

const BY_SECRET = 'opens by the secret of a link alone; the name of an invitation is its hash';
const links = (of: Things) =>
  [...all(of, 'invitation'), ...all(of, 'organization')].map((id) => `/join/${id}`);

const BY_OFFER = 'opens by the secret of a link alone; the name of an offer is its hash';
const offers = (of: Things) => all(of, 'offer').map((key) => `/wallet/offer/${key}`);

/** The badges that an organization gives. */
const badges = (action: string, forms: (of: Things) => Form[]): Attack => ({
  door: `POST /organizations/[id]/badges${action ? `?${action}` : '/new'}`,
  does: 'changes',
  asks: (of, own) =>
    [...all(own, 'organization').filter(() => action !== ''), ...all(of, 'organization')].flatMap((id) =>
      forms(of).map((each) => ({
        path: `/organizations/${id}/badges${action ? `?${action}` : '/new'}`,
        form: each,
      })),
    ),
});

export const ORGANIZATIONS: readonly Attack[] = [
  page('/organizations', (of) => all(of, 'organization').map((id) => `id=${id}&left`)),
  named('/organizations/[id]', (of) => all(of, 'organization').map((id) => `/organizations/${id}`)),
  quiet(BY_SECRET, named('/join/[token]', links)),
  quiet(BY_SECRET, {
    door: 'POST /join/[token]',
    does: 'neither',
    asks: (of) => links(of).map((path) => ({ path, form: {} })),
  }),
  inside('name', (of) => [{ name: 'Taken over', id: one(of, 'organization') }]),
  inside('role', (of) =>
    all(of, 'member').flatMap((member) => ['learner', 'supervisor'].map((role) => ({ member, role }))),
  ),
  inside('invite', (of) => [{ role: 'learner', uses: '2', days: '2', id: one(of, 'organization') }]),
  inside('revoke', (of) => all(of, 'invitation').map((invitation) => ({ invitation }))),
  named('/organizations/[id]/badges', (of) =>
    all(of, 'organization').map((id) => `/organizations/${id}/badges`),
  ),
  named('/organizations/[id]/badges/new', (of) =>
    all(of, 'organization').map((id) => `/organizations/${id}/badges/new`),
  ),
  badges('/withdraw', (of) => all(of, 'offer').map((offer) => ({ offer }))),
  badges('/revoke', (of) =>
    [...all(of, 'given badge'), ...all(of, 'issued badge')].map((badge) => ({ badge, reason: 'no longer' })),
  ),
  badges('', (of) => [
    {
      name: 'Award',
      description: 'For it',
      criteria: 'Do it',
      learner: 'Somebody',
      member: one(of, 'learner'),
    },
  ]),
  quiet(BY_OFFER, named('/wallet/offer/[key]', offers)),
  ...['accept', 'decline'].map((action, place): Attack => ({
    door: `POST /wallet/offer/[key]?/${action}`,
    does: 'changes',
    asks: (of) =>
      [...all(of, 'offer to them').slice(place, place + 1), ...all(of, 'offer')].map((key) => ({
        path: `/wallet/offer/${key}?/${action}`,
        form: { name: 'yes', email: 'yes' },
      })),
  })),
  inside('end', (of) => all(of, 'member').map((member) => ({ member }))),
  inside('dissolve', () => [{}]),
  form('/organizations', (of) => [{ name: 'Another', id: one(of, 'organization') }]),
];
