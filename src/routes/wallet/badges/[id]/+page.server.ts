import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { badges } from '../../../../app.server.ts';
import { checkAll } from '../../../badge/checking.server.ts';
import { badgeView, checksView } from '../../../badge/view.ts';
import { readForm } from '../../../form.server.ts';
import { recordIdOf } from '../../kept.server.ts';
import { cardOf, provable } from '../cards.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

const NONE = 'There is no such badge in your wallet.';

export const load: PageServerLoad = async (event) => {
  const record = await recordIdOf(event.cookies);
  const store = await badges();
  const kept = record === null ? null : await store.brought.find(record, event.params.id);
  if (record === null || !kept) error(404, NONE);
  const issued = await store.issuedTo(record, kept.text);
  const [found = null] = (await checkAll(event, [kept.text])) ?? [];
  const subjects = await provable(event.cookies);
  const words = new Map(subjects.map((s) => [s.id, s.words]));
  return {
    card: cardOf(kept, found, issued?.revoked),
    badge: found?.badge ? badgeView(found.badge) : null,
    checks: found && checksView(found.checks),
    addedOn: kept.addedAt.slice(0, 10),
    isToken: !kept.text.startsWith('{'),
    page: issued && { id: issued.id, address: issued.address, hidden: issued.hidden },
    proves: kept.subjects.map((id) => ({ id, words: words.get(id) ?? null })),
    choices: subjects
      .filter((s) => !kept.subjects.includes(s.id))
      .map((s) => ({ value: s.id, label: s.words })),
    done: event.url.searchParams.get('done'),
  };
};

type Asked = { record: string; id: string; form: FormData };

/** What is asked of one badge; one of somebody else's is as unknown as one that never was. */
async function onBadge(
  event: RequestEvent<{ id: string }>,
  done: string,
  act: (asked: Asked) => Promise<boolean>,
): Promise<never> {
  const form = await readForm(event.request);
  const record = await recordIdOf(event.cookies);
  const { id } = event.params;
  if (record === null || !(await act({ record, id, form }))) error(404, NONE);
  redirect(303, `/wallet/badges/${id}?done=${done}`);
}

const subjectIn = (form: FormData): string => String(form.get('subject') ?? '').slice(0, 200);

export const actions: Actions = {
  mark: (event) =>
    onBadge(event, 'marked', async ({ record, id, form }) => {
      const subject = subjectIn(form);
      // Nothing chosen, or a part that another tab has removed meanwhile: the page that follows shows what there is.
      const known = (await provable(event.cookies)).some((each) => each.id === subject);
      const { find, mark } = (await badges()).brought;
      return known ? mark(record, id, subject, true) : (await find(record, id)) !== null;
    }),
  unmark: (event) =>
    onBadge(event, 'marked', async ({ record, id, form }) =>
      (await badges()).brought.mark(record, id, subjectIn(form), false),
    ),
  show: (event) =>
    onBadge(event, 'shown', async ({ record, id, form }) => {
      const store = await badges();
      const kept = await store.brought.find(record, id);
      const issued = kept && (await store.issuedTo(record, kept.text));
      return issued ? store.show(record, issued.id, form.get('open') === 'yes') : false;
    }),
};
