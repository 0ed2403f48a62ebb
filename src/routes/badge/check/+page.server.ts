import { fail } from '@sveltejs/kit';
import { LARGEST_PICTURE, LONGEST_BADGE } from '#wallet/index.ts';
import { badges } from '../../../app.server.ts';
import { readForm } from '../../form.server.ts';
import { badgeView, checksView, HEADLINE } from '../view.ts';
import type { Actions } from './$types';

export const csr = false;

/** A picture, or a pasted text of characters that take more than a byte; and room for the form round them. */
const LARGEST = LARGEST_PICTURE + LONGEST_BADGE;

export const actions: Actions = {
  default: async ({ request }) => {
    const form = await readForm(request, LARGEST);
    const [file, pasted] = [form.get('file'), form.get('text')];
    const bytes = file instanceof File && file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : null;
    const text = typeof pasted === 'string' ? pasted.trim() : '';
    if (!bytes && text === '') return fail(400, { wrong: 'Choose a file, or paste the text of a badge.' });
    // What was chosen counts: an old text may still stand in the other field.
    const { verdict, checks, badge } = await (await badges()).check(bytes ?? text);
    return {
      found: { headline: HEADLINE[verdict], checks: checksView(checks), badge: badge && badgeView(badge) },
    };
  },
};
