/** Runs one piece of work after the other, in the order in which they came; null = too many wait already. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T | null>;

/** For work that fills the memory or a processor. @param waiting so many may wait while one is done */
export function turns(waiting: number): Turns {
  let last: Promise<unknown> = Promise.resolve();
  let inside = 0;
  return async (work) => {
    if (inside > waiting) return null;
    inside += 1;
    const mine = last.then(work).finally(() => {
      inside -= 1;
    });
    last = mine.catch(() => {});
    return mine;
  };
}
