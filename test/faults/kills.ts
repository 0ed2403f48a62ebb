// Two writers at once, killed with SIGKILL at random moments, again and again on the same data.
import { check, isLoss, type Checked } from './check.ts';
import { ground, type Ground, type Kind } from './ground.ts';
import { write, type Ack, type How } from './writing.ts';

/** Every so many rounds PostgreSQL itself is killed too, while both write. */
const CRASH_EVERY = 10;

/** Most while it writes; some while it starts and opens the data. */
function moment(): NonNullable<How['kill']> {
  const [kind, time] = [Math.random(), Math.random()];
  if (kind < 0.2) return { after: 'start', ms: time * 600 };
  return { after: 'first save', ms: time * (kind < 0.6 ? 40 : 250) };
}

export type Killed = Checked & { kills: number; crashes: number };

/** While both writers are at it; they go on when the server is there again. */
async function crashSoon(on: Ground): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 800 + Math.random() * 700));
  await on.crash();
}

/** Looks after each round, and ends at the first loss. */
export async function killed(kind: Kind, kills: number): Promise<Killed> {
  const on = await ground(kind);
  const acks: Ack[] = [];
  const done = { kills: 0, crashes: 0 };
  try {
    for (let round = 0; ; round++) {
      const crashes = kind === 'postgresql' && round % CRASH_EVERY === CRASH_EVERY - 1;
      const crash = crashes ? crashSoon(on) : null;
      const writers = ['a', 'b'].map((name) =>
        write(on, `${name}${round}`, { kill: crash ? { after: crash, ms: Math.random() * 500 } : moment() }),
      );
      if (crashes) done.crashes++;
      const written = await Promise.all(writers);
      for (const each of written) {
        if (!each.killed) throw new Error(`a writer ended by itself: ${each.fault ?? each.complaint}`);
        acks.push(...each.acks);
      }
      done.kills += written.length;
      const found = await check(on.place, acks);
      if (done.kills >= kills || isLoss(found)) return { ...done, ...found };
    }
  } finally {
    await on.end();
  }
}
