import { bakedSvg } from '#wallet/badges.server.ts';
import { badgeAt, publicFile } from '../file.server.ts';
import type { RequestHandler } from './$types';

/** The seal with its words, and the badge inside. */
export const GET: RequestHandler = async ({ params }) => {
  const { text, badge } = await badgeAt(params.id);
  return publicFile(bakedSvg(text, badge), 'image/svg+xml; charset=utf-8');
};
