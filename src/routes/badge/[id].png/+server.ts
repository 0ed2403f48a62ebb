import { bakedPng } from '#wallet/badges.server.ts';
import { badgeAt, publicFile } from '../file.server.ts';
import type { RequestHandler } from './$types';

/** The seal with the badge inside. */
export const GET: RequestHandler = async ({ params }) =>
  publicFile(bakedPng((await badgeAt(params.id)).text), 'image/png');
