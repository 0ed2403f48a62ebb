import type { Cookies } from '@sveltejs/kit';
import { notices, records } from '../../app.server.ts';
import { scopeOf } from '../cookie.server.ts';

/** The id of the record that a request is about; null = nothing is kept yet. */
export async function recordId(cookies: Cookies): Promise<string | null> {
  const scope = scopeOf(cookies);
  return (scope && (await (await records()).load(scope))?.id) ?? null;
}

/** How many things new rules changed for this person that they have not marked as read. */
export async function unreadChanges(cookies: Cookies): Promise<number> {
  const id = await recordId(cookies);
  return id === null ? 0 : (await notices()).unread(id);
}
