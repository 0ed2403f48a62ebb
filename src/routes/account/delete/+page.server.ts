import { redirect } from '@sveltejs/kit';
import { opened } from '../../../app.server.ts';
import { scopeOf } from '../../cookie.server.ts';
import { readForm } from '../../form.server.ts';
import { forget } from '../../record.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

/** What is kept of whoever asks, as far as it helps to decide; null = nothing. */
export const load: PageServerLoad = async ({ cookies }) => {
  const { records, evidence, deletion } = await opened();
  const scope = scopeOf(cookies);
  const record = scope && (await records.load(scope));
  if (!record) return { kept: null };
  const files = await evidence.list(record.id);
  return {
    kept: {
      since: record.createdAt.slice(0, 10),
      changes: record.version,
      files: files.length,
      stillIn: await deletion.stillIn(record.createdAt),
    },
  };
};

export const actions: Actions = {
  default: async ({ request, cookies }) => {
    const form = await readForm(request);
    // Without the tick, which the browser asks for, nothing is deleted.
    if (form.get('sure') !== 'yes') redirect(303, '/account/delete');
    const { records, deletion } = await opened();
    const scope = scopeOf(cookies);
    const record = scope && (await records.load(scope));
    await forget(cookies);
    return { gone: record ? await deletion.stillIn(record.createdAt) : null };
  },
};
