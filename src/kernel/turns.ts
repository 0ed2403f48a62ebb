/** Runs work in the order in which it came, not more at once than agreed; null = too many wait already. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T | null>;

/** For work that fills the memory or a processor. @param waiting so many may wait while `atOnce` are done */
export function turns(waiting: number, atOnce = 1): Turns {
  const queue: (() => void)[] = [];
  let inside = 0;
  return async (work) => {
    if (inside >= atOnce) {
      if (queue.length >= waiting) return null;
      await new Promise<void>((mine) => queue.push(mine));
    } else inside += 1;
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next) next();
      else inside -= 1;
    }
  };
}
