/** Does what is asked for under one name one after the other; different names do not wait for each other. */
export function inTurn(): <T>(name: string, act: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>();
  return (name, act) => {
    const mine = (last.get(name) ?? Promise.resolve()).then(act, act);
    last.set(name, mine);
    const done = () => {
      if (last.get(name) === mine) last.delete(name);
    };
    mine.then(done, done);
    return mine;
  };
}

/** Keeps the last few things that were used, by name. What is taken out has to be put back. */
export function keeping<T>(most: number): {
  take: (name: string) => T | undefined;
  put: (name: string, thing: T) => void;
} {
  const kept = new Map<string, T>();
  return {
    take(name) {
      const found = kept.get(name);
      kept.delete(name);
      return found;
    },
    put(name, thing) {
      kept.delete(name);
      kept.set(name, thing);
      for (const oldest of kept.keys()) {
        if (kept.size <= most) return;
        kept.delete(oldest);
      }
    },
  };
}
