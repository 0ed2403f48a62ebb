import { error, type Cookies } from '@sveltejs/kit';
import { records } from '../../app.server.ts';
import { scopeOf } from '../cookie.server.ts';
import { change } from '../record.server.ts';

/** The id of the record that this request is about; null = nothing is kept yet. */
export async function recordIdOf(cookies: Cookies): Promise<string | null> {
  const scope = scopeOf(cookies);
  return (scope && (await (await records()).load(scope))?.id) ?? null;
}

/** The same; where nothing is kept yet, a record in which nothing is told is begun, so that a badge has where to be. */
export async function begunRecord(cookies: Cookies): Promise<string> {
  const there = await recordIdOf(cookies);
  if (there !== null) return there;
  const begun = await change(cookies, (before) => ({ ...before }));
  if ('wrong' in begun) error(begun.status, begun.wrong[''] ?? 'Nothing was kept. Please send this again.');
  return (await recordIdOf(cookies))!;
}
