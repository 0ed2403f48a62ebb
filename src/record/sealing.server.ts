import { Worker } from 'node:worker_threads';
import { turns } from '#kernel/turns.ts';
import type { Answer, Task } from './sealing/task.ts';

export const SHORTEST_PASSPHRASE = 10;
export const LONGEST_PASSPHRASE = 500;
/** Far more than two seconds of work, so that a slow machine gets there. */
const PATIENCE_MS = 60_000;
/** A file that asks for more rounds than the age tool does would fill the memory (2^18 rounds take 256 MB). */
const MOST_WORK = 18;

const VERSION = 'age-encryption.org/v1\n';

/** Whether these are the bytes of an age file. */
export const isSealed = (bytes: Buffer): boolean =>
  bytes.subarray(0, VERSION.length).toString('latin1') === VERSION;

/** Each takes 256 MB and a processor: one after the other. */
const turn = turns(3);
const BUSY = 'Others seal or open files at this moment. Nothing was changed; please try again in a minute.';

/** Seals bytes with a passphrase, as an age file (https://age-encryption.org/v1): the age tool opens it, and so do we. */
export async function seal(
  bytes: Buffer,
  passphrase: string,
): Promise<{ sealed: Buffer } | { wrong: string }> {
  const answer = await turn(() => inThread({ act: 'seal', bytes, passphrase: same(passphrase) }));
  if (answer === null) return { wrong: BUSY };
  if ('error' in answer) throw new Error(answer.error);
  return { sealed: Buffer.from(answer.bytes) };
}

/** Opens an age file. Never throws, whatever the bytes; `wrong` is a sentence. */
export async function unseal(
  bytes: Buffer,
  passphrase: string,
): Promise<{ opened: Buffer } | { wrong: string }> {
  if (!isSealed(bytes))
    return { wrong: 'This is no encrypted backup: it does not begin as an age file does.' };
  const [, work] = /^-> scrypt \S+ (\d+)$/m.exec(bytes.subarray(0, 1_000).toString('latin1')) ?? [];
  if (work === undefined)
    return { wrong: 'This file was not sealed with a passphrase. Open it with the age tool and its key.' };
  if (Number(work) > MOST_WORK)
    return { wrong: 'This file asks for more work than we do for one. Open it with the age tool.' };
  const answer = await turn(() => inThread({ act: 'open', bytes, passphrase: same(passphrase) }));
  if (answer === null) return { wrong: BUSY };
  if ('bytes' in answer) return { opened: Buffer.from(answer.bytes) };
  return {
    wrong: /no identity matched/.test(answer.error)
      ? 'The passphrase is not the one that this file was sealed with.'
      : `The file is damaged or cut off (${answer.error}). Try another copy of it.`,
  };
}

/** The same passphrase on every keyboard: some send é as one character, some as two. */
const same = (passphrase: string): string => passphrase.normalize('NFC');

function inThread(task: Task): Promise<Answer> {
  return new Promise((resolve, reject) => {
    // Named as a module is, for the pages are built into another folder than the one this file stands in.
    const worker = new Worker(new URL(import.meta.resolve('#record/sealing/worker.server.ts')), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    const late = setTimeout(() => {
      resolve({ error: 'it took too long' });
      void worker.terminate();
    }, PATIENCE_MS);
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`The thread that seals ended with ${code}.`));
    });
  });
}
