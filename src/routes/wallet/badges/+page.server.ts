import { fail, redirect } from '@sveltejs/kit';
import { reasonToRefuse } from '#wallet/index.ts';
import { badges } from '../../../app.server.ts';
import { badgeIn, checkOne, LARGEST_BADGE_FORM, textSent } from '../../badge/checking.server.ts';
import { readForm } from '../../form.server.ts';
import { begunRecord, recordIdOf } from '../kept.server.ts';
import { waitingFor } from '../offer/waiting.server.ts';
import { cardsOf, provable } from './cards.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

const LONGEST_SUBJECT = 200;

export const load: PageServerLoad = async (event) => {
  const record = await recordIdOf(event.cookies);
  const words = new Map((await provable(event.cookies)).map((s) => [s.id, s.words]));
  const cards = record === null ? [] : await cardsOf(event, record);
  return {
    cards: cards.map((card) => ({ ...card, proves: card.subjects.flatMap((s) => words.get(s) ?? []) })),
    waiting: await waitingFor(event.locals.person),
    done: event.url.searchParams.get('done'),
  };
};

export const actions: Actions = {
  /** Keeps a badge that somebody brings. */
  bring: async (event) => {
    const sent = await badgeIn(event.request);
    if ('wrong' in sent) return fail(400, sent);
    const found = await checkOne(event, sent.given);
    if ('tooMany' in found) return fail(429, { problem: found.tooMany });
    // Nothing is begun for somebody who brought what cannot be kept.
    const refused = reasonToRefuse(found);
    if (refused !== null) return fail(400, { problem: refused });
    const kept = await (await badges()).brought.keep(await begunRecord(event.cookies), found);
    if ('refused' in kept) return fail(409, { problem: kept.refused });
    redirect(303, `/wallet/badges/${kept.kept}?done=kept`);
  },

  /** Removes a badge at once; the page that answers holds it for as long as it is open, so that it can be put back. */
  remove: async (event) => {
    const id = String((await readForm(event.request)).get('id') ?? '');
    const record = await recordIdOf(event.cookies);
    const removed = record === null ? null : await (await badges()).brought.remove(record, id);
    if (!removed) return fail(404, { problem: 'There is no such badge in your wallet.' });
    return { removed: { name: removed.name, text: removed.text, subjects: removed.subjects } };
  },

  /** Puts back what was removed just now, with what it proved. */
  restore: async (event) => {
    const form = await readForm(event.request, LARGEST_BADGE_FORM);
    const found = await checkOne(event, textSent(form.get('text')));
    if ('tooMany' in found) return fail(429, { problem: found.tooMany });
    const record = await begunRecord(event.cookies);
    const { keep, mark } = (await badges()).brought;
    const kept = await keep(record, found);
    if ('refused' in kept) return fail(400, { problem: kept.refused });
    for (const subject of form.getAll('subject').map(String))
      if (subject.length <= LONGEST_SUBJECT) await mark(record, kept.kept, subject, true);
    redirect(303, '/wallet/badges?done=back');
  },
};
