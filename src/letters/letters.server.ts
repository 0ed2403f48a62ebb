import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from '#storage/index.server.ts';
import type { Carrier } from './carrier.server.ts';
import { compose } from './compose.server.ts';
import { fileName, type Asked, type Letter, type State } from './letter.ts';
import { openQueue, type Claimed } from './queue.server.ts';

/**
 * The letters of one kind. `write` is called each time a letter is about to go out, and gives null where nobody is to get
 * one. `keptDays`: for how long a sent one is remembered, so that it is not asked for twice.
 */
export type Writer = {
  write(address: string, about: Asked['about']): Promise<Letter | null>;
  keptDays: number;
};
export type Writers = { [kind: string]: Writer };

export type Standing = { id: string; kind: string; address: string; state: string; problem: string | null };

export type Letters = {
  /**
   * Writes down that somebody is to get a letter, and sends it soon after. `file`: where it will lie when there is no mail
   * server. `asked` false: a letter of the same id was asked for before, and there will be no second.
   */
  ask(asked: Asked): Promise<{ asked: boolean; file: string | null }>;
  /** Sends what is due, without waiting for it. Call it also from time to time: other processes ask for letters too. */
  wake(): void;
  /** Resolves when everything that is due now has been tried. */
  work(): Promise<void>;
  /** Letters in these states, for whoever looks after the installation. */
  standing(states: State[]): Promise<Standing[]>;
  /** Removes the rows and files of one address. */
  forget(address: string): Promise<void>;
  /** Finishes the letter under way and begins no other. */
  close(): Promise<void>;
};

type Given = {
  db: Db;
  carrier: Carrier;
  writers: Writers;
  clock: () => Date;
  report: (error: unknown) => void;
};

export function openLetters({ db, carrier, writers, clock, report }: Given): Letters {
  const queue = openQueue(db, clock);
  let working: Promise<void> | null = null;
  let again = false;
  let closed = false;

  const bytesOf = async (letter: Claimed): Promise<Buffer | null> => {
    const writer = writers[letter.kind];
    if (!writer) throw new Error(`Nobody writes letters of the kind ${letter.kind}.`);
    const written = await writer.write(letter.address, JSON.parse(letter.about) as Asked['about']);
    const { id, address } = letter;
    if (!(await queue.stands(id))) {
      await written?.takeBack?.();
      return null;
    }
    return written && compose(written, { id, from: carrier.from, to: address, at: clock() });
  };

  const removeFile = (file: string): void => {
    if (carrier.folder) rmSync(join(carrier.folder, file), { force: true });
  };

  const send = async (letter: Claimed): Promise<void> => {
    const bytes = await bytesOf(letter).catch((error: unknown) => {
      report(error);
      return 'not written' as const;
    });
    if (bytes === null) return queue.drop(letter.id);
    // Nothing went out yet. After `carry` it may have: an error there is not caught, and the letter becomes unsure.
    if (bytes === 'not written')
      return queue.settle(letter, { state: 'later', problem: 'The program could not write this letter.' });
    const file = fileName(letter.askedAt, letter.kind, letter.id);
    await queue.settle(letter, await carrier.carry({ file, to: letter.address, bytes }));
    if (!(await queue.stands(letter.id))) removeFile(file);
  };

  const all = async (): Promise<void> => {
    await queue.markUnsure();
    await queue.prune(Object.fromEntries(Object.entries(writers).map(([kind, w]) => [kind, w.keptDays])));
    for (let next = await queue.claim(); next !== null; next = closed ? null : await queue.claim())
      await send(next);
  };

  /** One round at a time; who asks during a round gets a whole one after it. */
  const work = async (): Promise<void> => {
    again = true;
    working ??= (async () => {
      try {
        while (again && !closed) {
          again = false;
          await all();
        }
      } finally {
        working = null;
      }
    })();
    return working;
  };

  const wake = (): void => void work().catch(report);

  return {
    async ask(asked) {
      const at = clock().toISOString();
      const put = await queue.put(asked, at);
      wake();
      const { folder } = carrier;
      return {
        asked: put,
        file: folder !== null && put ? join(folder, fileName(at, asked.kind, asked.id)) : null,
      };
    },
    wake,
    work,
    standing: (states) => queue.standing(states),
    async forget(address) {
      for (const { askedAt, kind, id } of await queue.forget(address))
        removeFile(fileName(askedAt, kind, id));
    },
    async close() {
      closed = true;
      await working;
    },
  };
}
