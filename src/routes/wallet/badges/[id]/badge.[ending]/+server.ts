import { error } from '@sveltejs/kit';
import { bakedPng } from '#wallet/badges.server.ts';
import { badges } from '../../../../../app.server.ts';
import { recordIdOf } from '../../../kept.server.ts';
import type { RequestHandler } from './$types';

const TYPES: { [ending: string]: string } = {
  json: 'application/json; charset=utf-8',
  jwt: 'application/jwt',
  png: 'image/png',
};

/** A badge of a wallet as it came, or inside a picture of ours; to the owner of the record alone. */
export const GET: RequestHandler = async ({ cookies, params }) => {
  const record = await recordIdOf(cookies);
  const kept = record === null ? null : await (await badges()).brought.find(record, params.id);
  const type = TYPES[params.ending];
  const fits = kept && (params.ending === 'png' || (params.ending === 'json') === kept.text.startsWith('{'));
  if (!kept || !type || !fits) error(404, 'There is no such badge in your wallet.');
  return new Response(params.ending === 'png' ? bakedPng(kept.text) : kept.text, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="badge.${params.ending}"`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  });
};
