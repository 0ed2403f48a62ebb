import { saved, wholeArchive } from '../archive.server.ts';
import type { RequestHandler } from './$types';

/** Everything that is kept of a person or browser, as one zip. */
export const GET: RequestHandler = async ({ cookies }) => saved(await wholeArchive(cookies), 'zip');
