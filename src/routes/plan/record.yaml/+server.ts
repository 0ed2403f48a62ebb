import { error } from '@sveltejs/kit';
import { writeRecord } from '#record/index.ts';
import { mustRead } from '../../record.server.ts';
import type { RequestHandler } from './$types';

/** The record as a file that the person keeps: the command line and any other copy of Benchpath read it. */
export const GET: RequestHandler = async ({ cookies }) => {
  const kept = await mustRead(cookies);
  if (!kept) error(404, 'This browser keeps no record here yet.');
  return new Response(writeRecord(kept.record), {
    headers: {
      'content-type': 'application/yaml; charset=utf-8',
      'content-disposition': 'attachment; filename="benchpath-record.yaml"',
      'cache-control': 'private, no-store',
    },
  });
};
