/** How often each of many did something in the last while; who did it too often waits for the rest of that while. */
export function tally(most: number, spanMs: number) {
  const counts = new Map<string, { many: number; ends: number }>();
  /** Forgets who did nothing lately, so that this never grows beyond those of one span. */
  const sweep = (now: number) => {
    for (const [who, { ends }] of counts) if (ends <= now) counts.delete(who);
  };
  let swept = 0;
  return {
    /** Counts `many` more; 0 = they may, else the milliseconds that they must wait. @param now milliseconds */
    take(who: string, many: number, now: number): number {
      if (now - swept >= spanMs) {
        sweep(now);
        swept = now;
      }
      const had = counts.get(who);
      const count = had && had.ends > now ? had : { many: 0, ends: now + spanMs };
      if (count.many + many > most) return count.ends - now;
      counts.set(who, { ...count, many: count.many + many });
      return 0;
    },
    /** For how many it counts now. */
    size: () => counts.size,
  };
}
