import type { Cookies } from '@sveltejs/kit';
import type { Asked } from '#pathways/index.ts';
import { EMPTY_RECORD } from '#record/index.ts';
import { mustRead } from '../record.server.ts';

/** The question of this browser and address. `query` keeps a goal that is only in the address. */
export type Question = { asked: Asked | null; told: boolean; query: string; saved: string | null };

export async function questionOf(cookies: Cookies, url: URL): Promise<Question> {
  const kept = await mustRead(cookies);
  const wished = url.searchParams.get('goal')?.toLowerCase() || null;
  const saved = kept?.answers.goal ?? null;
  const goal = wished ?? saved;
  const record = kept?.record ?? EMPTY_RECORD;
  return {
    asked: goal === null ? null : { record, goal, limits: record.limits, own: kept?.answers.own ?? {} },
    told: kept !== null,
    query: wished && wished !== saved ? `goal=${encodeURIComponent(wished)}` : '',
    saved,
  };
}

/** The plan an address names by its letter (`?plan=B`), by place; the first without one. */
export function chosenIn(url: URL, plans: number): number {
  const [, letter, round] = /^([A-Z])(\d*)$/.exec(url.searchParams.get('plan')?.toUpperCase() ?? 'A') ?? [];
  const i = letter ? letter.charCodeAt(0) - 65 + 26 * (Number(round || 1) - 1) : 0;
  return i < plans ? i : 0;
}
