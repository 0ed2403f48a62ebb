import type { Named } from './name.ts';

/** `verified`: it was restored once, and found whole. */
export type Kept = Named & { verified: boolean };

const DAY_MS = 86_400_000;
const ALL_DAYS = 2;
const DAILY_DAYS = 14;
const WEEKLY_DAYS = 8 * 7;

/** No backup stays longer, as long as newer ones are made and found whole. */
export const LONGEST_KEPT_DAYS = WEEKLY_DAYS;

/** Made before an update of the data, for whoever finds out later that the update lost something. */
export const BEFORE_UPDATE = 'before-';

const dayOf = (at: Date): number => Math.floor(at.getTime() / DAY_MS);
/** Weeks from Monday to Sunday, in UTC; 1970-01-01 was a Thursday. */
const weekOf = (at: Date): number => Math.floor((dayOf(at) + 3) / 7);

/**
 * The backups that may go: all stay for two days, one of each day for fourteen, one of each week for eight weeks, and those
 * made before an update for eight weeks. Of a day and of a week the newest verified one stays, else the newest.
 * Nothing goes that is not older than the newest verified one, and that one never.
 */
export function toRemove(all: readonly Kept[], now: Date): Kept[] {
  const newest = [...all].sort((a, b) => b.at.getTime() - a.at.getTime());
  const safe = newest.find(({ verified }) => verified);
  if (!safe) return [];
  const age = ({ at }: Kept) => now.getTime() - at.getTime();
  const within = (days: number) => newest.filter((each) => age(each) < days * DAY_MS);
  const stay = new Set([
    ...within(ALL_DAYS),
    ...firstOfEach(within(DAILY_DAYS), dayOf),
    ...firstOfEach(within(WEEKLY_DAYS), weekOf),
    ...within(WEEKLY_DAYS).filter(({ label }) => label.startsWith(BEFORE_UPDATE)),
  ]);
  return newest.filter((each) => each.at < safe.at && !stay.has(each));
}

/** The verified ones come first, so that of each group a verified one is taken where there is one. */
function firstOfEach(newest: readonly Kept[], group: (at: Date) => number): Kept[] {
  const first = new Map<number, Kept>();
  for (const each of [...newest.filter((k) => k.verified), ...newest.filter((k) => !k.verified)])
    if (!first.has(group(each.at))) first.set(group(each.at), each);
  return [...first.values()];
}
