import { fail, redirect, type Cookies } from '@sveltejs/kit';
import { turns } from '#kernel/turns.ts';
import { bringIn, LARGEST_ARCHIVE, readArchive, type Archive } from '#record/archive.server.ts';
import { isSealed, unseal } from '#record/sealing.server.ts';
import { opened } from '../../../app.server.ts';
import { giveToken, scopeOf } from '../../cookie.server.ts';
import { readForm } from '../../form.server.ts';
import { archiveTurn, BUSY, present } from '../archive.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ cookies, url }) => ({
  version: (await present(cookies))?.version ?? null,
  done: url.searchParams.has('done'),
  largestMb: LARGEST_ARCHIVE / 1024 / 1024,
});

/** Room for the other fields of the form. */
const REST = 64 * 1024;
const ELSEWHERE =
  'This record is kept here already, by another browser or account, and a record has one owner. Open it there, or delete it there first.';
const HAS_ONE =
  'Something is kept here for you already. Download it first, then say below that it may be replaced, and choose the file again.';

type Refusal = { wrong: string; status: 400 | 409 | 503 };

/** Files may come slowly, so that several come at once; what they hold is unpacked one after the other. */
const arriving = turns(0, 4);

export const actions: Actions = {
  default: async ({ request, cookies }) => {
    const done = await arriving(async () => {
      const form = await readForm(request, LARGEST_ARCHIVE + REST);
      return archiveTurn(() => take(form, cookies));
    });
    if (done === null) return fail(503, { problem: BUSY });
    if ('wrong' in done) return fail(done.status, { problem: done.wrong });
    redirect(303, '/record/import?done');
  },
};

async function take(form: FormData, cookies: Cookies): Promise<Refusal | { brought: true }> {
  const read = await archiveOf(form);
  if ('wrong' in read) return { ...read, status: 400 };
  const { db, evidence, records } = await opened();
  const scope = scopeOf(cookies) ?? { browser: records.token() };
  const version = form.get('replace') === 'yes' ? Number(form.get('version')) : null;
  const done = await bringIn(db, evidence, scope, read.archive, version);
  if ('brought' in done) {
    if ('browser' in scope) giveToken(cookies, scope.browser, 'as the record');
    return done;
  }
  return { wrong: done.refused === 'has one' ? HAS_ONE : ELSEWHERE, status: 409 };
}

/** What the file of the form holds: a zip of ours, perhaps sealed. */
async function archiveOf(form: FormData): Promise<{ archive: Archive } | { wrong: string }> {
  const [file, passphrase] = [form.get('file'), form.get('passphrase')];
  if (!(file instanceof File) || file.size === 0) return { wrong: 'Choose a file first.' };
  let bytes = Buffer.from(await file.arrayBuffer());
  if (isSealed(bytes)) {
    if (typeof passphrase !== 'string' || passphrase === '')
      return { wrong: 'This file is encrypted. Type its passphrase too, and choose the file again.' };
    const open = await unseal(bytes, passphrase);
    if ('wrong' in open) return open;
    bytes = Buffer.from(open.opened);
  }
  const read = await readArchive(bytes);
  return 'archive' in read ? read : { wrong: `The file ${read.wrong}. Nothing was changed.` };
}
