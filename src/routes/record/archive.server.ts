import { error, type Cookies } from '@sveltejs/kit';
import { turns } from '#kernel/turns.ts';
import { writeArchive } from '#record/archive.server.ts';
import { app, opened } from '../../app.server.ts';
import { scopeOf } from '../cookie.server.ts';

/** An archive is as large as all evidence of a record, so that one is in the memory at a time. */
export const archiveTurn = turns(5);
export const BUSY =
  'Others fetch or bring in their records at this moment. Nothing was changed; please try again in a minute.';

/** The record of this browser or person: its name and the version that it has now; null = nothing is kept. */
export async function present(cookies: Cookies): Promise<{ id: string; version: number } | null> {
  const { records } = await opened();
  const scope = scopeOf(cookies);
  return scope && (await records.load(scope));
}

/** Everything that is kept of whoever asks, as one zip; the page that says why not, where there is none. */
export async function wholeArchive(cookies: Cookies): Promise<Buffer> {
  const { db, evidence } = await opened();
  const record = await present(cookies);
  const made =
    record && (await archiveTurn(async () => ({ zip: await writeArchive(db, evidence, record.id) })));
  if (record && made === null) error(503, BUSY);
  if (!made?.zip) error(404, 'Nothing is kept here for you, so that there is nothing to download.');
  return made.zip;
}

/** A file to be saved; nobody on the way keeps a copy. */
export const saved = (bytes: Buffer, ending: 'zip' | 'age'): Response =>
  new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': ending === 'zip' ? 'application/zip' : 'application/octet-stream',
      'content-disposition': `attachment; filename="benchpath-${app().clock().toISOString().slice(0, 10)}.${ending}"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  });
