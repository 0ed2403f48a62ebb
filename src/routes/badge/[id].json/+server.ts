import { badgeAt, publicFile } from '../file.server.ts';
import type { RequestHandler } from './$types';

/** The badge as it was signed. */
export const GET: RequestHandler = async ({ params }) =>
  publicFile(`${(await badgeAt(params.id)).text}\n`, 'application/json; charset=utf-8');
