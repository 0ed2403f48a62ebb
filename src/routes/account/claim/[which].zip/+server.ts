import { error } from '@sveltejs/kit';
import { writeArchive } from '#record/archive.server.ts';
import { opened } from '../../../../app.server.ts';
import { archiveTurn, BUSY, saved } from '../../../record/archive.server.ts';
import { signedIn } from '../../../visit.server.ts';
import { bothRecords, isWhich } from '../records.server.ts';
import type { RequestHandler } from './$types';

/** Either of the two records that somebody chooses between, with everything that hangs on it. */
export const GET: RequestHandler = async (event) => {
  const { person } = await signedIn(event);
  const both = await bothRecords(event, person);
  const record = isWhich(event.params.which) ? both[event.params.which] : null;
  if (!record) error(404, 'No such record is kept here for you.');
  const { db, evidence } = await opened();
  const made = await archiveTurn(async () => ({ zip: await writeArchive(db, evidence, record.id) }));
  if (made === null) error(503, BUSY);
  if (!made.zip) error(404, 'No such record is kept here for you.');
  return saved(made.zip, 'zip');
};
