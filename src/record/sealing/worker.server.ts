// A thread of its own: the work that makes a passphrase dear to guess would hold up every page for two seconds.
import { parentPort, workerData } from 'node:worker_threads';
import { Decrypter, Encrypter } from 'age-encryption';
import type { Task } from './task.ts';

/** 2^18 rounds, as the age tool itself takes. */
const WORK = 18;

const { act, bytes, passphrase } = workerData as Task;

async function done(): Promise<Uint8Array> {
  if (act === 'seal') {
    const age = new Encrypter();
    age.setPassphrase(passphrase);
    age.setScryptWorkFactor(WORK);
    return age.encrypt(bytes);
  }
  const age = new Decrypter();
  age.addPassphrase(passphrase);
  return age.decrypt(bytes);
}

parentPort!.postMessage(
  await done().then(
    (sealed) => ({ bytes: sealed }),
    (error: Error) => ({ error: error.message }),
  ),
);
