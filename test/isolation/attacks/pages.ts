// Pages that show what follows from a record, and badges.
import { all, form, named, one, page, quiet, type Attack } from './attack.ts';

const OF_CONTENT = 'shows nothing that somebody typed';

const PLAN: Attack[] = [
  page('/wallet', (of) => all(of, 'brought badge').map((id) => `id=${id}`)),
  page('/plan/record.yaml'),
  quiet(
    OF_CONTENT,
    page('/start', () => ['q=credentials', 'q=school', 'q=degree']),
  ),
  ...['/', '/plan', '/plan/calendar.ics', '/plan/doors'].map((path) => quiet(OF_CONTENT, page(path))),
  quiet(
    OF_CONTENT,
    page('/where', () => ['as=me&plan=mine']),
  ),
  quiet(
    OF_CONTENT,
    named('/where/[state]', () => ['/where/mn?as=me&plan=mine']),
  ),
  form('/start', () => [{ question: 'money', do: 'save', budget: '777' }]),
  form('/plan?/limits', () => [{ budget: '778' }]),
  form('/plan?/goal', () => [{ goal: 'ascp-mls' }]),
  form('/plan?/figures', () => [{ 'own:ascp-mlt.cost': '5' }]),
];

const BROUGHT = ['brought badge', 'issued badge'];
const wallet = (action: string, forms: Parameters<typeof form>[1]): Attack => ({
  door: `POST /wallet/badges/[id]?/${action}`,
  does: 'changes',
  asks: (of, own, given) =>
    all(of, 'brought badge').flatMap((id) =>
      forms(of, own, given).map((each) => ({ path: `/wallet/badges/${id}?/${action}`, form: each })),
    ),
});

const WALLET: Attack[] = [
  page('/wallet/badges'),
  named('/wallet/badges/[id]', (of) =>
    BROUGHT.flatMap((what) => all(of, what)).map((id) => `/wallet/badges/${id}`),
  ),
  named('/wallet/badges/[id]/badge.[ending]', (of) =>
    ['json', 'png', 'jwt'].flatMap((ending) =>
      all(of, 'brought badge').map((id) => `/wallet/badges/${id}/badge.${ending}`),
    ),
  ),
  wallet('mark', () => [{ subject: 'license us-ca-mlt' }]),
  wallet('unmark', () => [{ subject: 'license us-ca-mlt' }]),
  wallet('show', () => [{ open: 'no' }]),
  form('/wallet/badges?/remove', (of) =>
    all(of, 'brought badge')
      .slice(1)
      .map((id) => ({ id })),
  ),
  form('/wallet/badges?/bring', (of, _own, { badge }) => [{ text: badge, id: one(of, 'brought badge') }]),
  form('/wallet/badges?/restore', (of, _own, { badge }) => [
    { text: badge, id: one(of, 'brought badge'), subject: 'license us-ca-mlt' },
  ]),
];

/** Under these a badge is public, by the address that its holder hands on. */
export const BADGE_PAGES = ['', '.json', '.png', '.svg'];

const BADGES: Attack[] = [
  ...BADGE_PAGES.map((ending) =>
    quiet(
      'knows only the addresses of badges that were issued here',
      named(`/badge/[id]${ending}`, (of) =>
        ['record', 'person', 'evidence', 'activity', 'brought badge'].map(
          (what) => `/badge/${one(of, what)}${ending}`,
        ),
      ),
    ),
  ),
  quiet(
    'looks at what is sent, and at keys and lists of issuers',
    form('/badge/check', (of) => [
      ...all(of, 'issued badge').map((id) => ({ text: `urn:uuid:${id}` })),
      ...all(of, 'brought badge').map((id) => ({ text: JSON.stringify({ id }) })),
    ]),
  ),
  quiet(
    'knows only lists, a bit for each badge',
    named('/status/[id]', (of) => all(of, 'issued badge').map((id) => `/status/${id}`)),
  ),
  quiet('the keys of the installation', {
    ...page('/.well-known/did.json'),
    door: 'GET /[x+2e]well-known/did.json',
  }),
];

export const PAGES: readonly Attack[] = [...PLAN, ...WALLET, ...BADGES];
