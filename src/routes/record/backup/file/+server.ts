import { error, redirect } from '@sveltejs/kit';
import { LONGEST_PASSPHRASE, seal, SHORTEST_PASSPHRASE } from '#record/sealing.server.ts';
import { readForm } from '../../../form.server.ts';
import { saved, wholeArchive } from '../../archive.server.ts';
import type { RequestHandler } from './$types';

/** Everything that is kept, sealed with the passphrase of the form. It changes nothing. */
export const POST: RequestHandler = async ({ request, cookies }) => {
  const form = await readForm(request);
  const [passphrase, again] = [form.get('passphrase'), form.get('again')];
  if (typeof passphrase !== 'string' || passphrase.length < SHORTEST_PASSPHRASE)
    redirect(303, '/record/backup?problem=short');
  if (passphrase.length > LONGEST_PASSPHRASE) redirect(303, '/record/backup?problem=long');
  if (passphrase !== again) redirect(303, '/record/backup?problem=differ');
  const done = await seal(await wholeArchive(cookies), passphrase);
  if ('wrong' in done) error(503, done.wrong);
  return saved(done.sealed, 'age');
};

/** Somebody who comes here by its address, or goes back to it. */
export const GET: RequestHandler = () => redirect(303, '/record/backup');
