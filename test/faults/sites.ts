// The product's own web processes, several on the same data, and visitors who answer a question there.
import { join } from 'node:path';
import { startScript, type Running } from '../../src/server/testing/process.ts';
import type { Place } from '../../src/storage/index.server.ts';

const BEGIN = join(import.meta.dirname, '..', '..', 'scripts', 'begin.js');

export type Site = { address: string; port: number; running: Running };

/** @param origin the public address, where a proxy stands before the sites @param port any free one unless given */
export async function startSite(
  { dataFolder, databaseUrl = '' }: Place,
  { origin = '', port = 0 }: { origin?: string; port?: number } = {},
): Promise<Site> {
  const env = {
    DATABASE_URL: databaseUrl,
    ORIGIN: origin,
    HOST: '',
    NODE_ENV: 'production',
    BENCHPATH_BACKUP_HOURS: '1',
    // One visitor may have thousands of badges checked: here it is the server that is measured.
    BENCHPATH_BADGE_CHECKS: '1000000000',
  };
  const words = [BEGIN, 'start', '--port', String(port), '--data', dataFolder];
  const running = startScript(words, env);
  const [, address = ''] = await running.until(/Benchpath is at (http:\/\/localhost:\d+)/);
  return { address, port: Number(new URL(address).port), running };
}

export async function endSite({ running }: Site): Promise<void> {
  running.child.kill('SIGKILL');
  await running.ended;
}

/** `kept`: the answer was taken. `refused`: a page said that nothing was changed. `unsure`: nobody answered, or a proxy did. */
export type Answered = 'kept' | 'refused' | 'unsure';

/** Sends the form about money, with a sum that nobody else sends. */
export async function answerMoney(
  address: string,
  cookie: string,
  sum: number,
  origin = address,
): Promise<Answered> {
  try {
    const response = await fetch(`${address}/start?q=money`, {
      method: 'POST',
      headers: { cookie, origin, accept: 'text/html' },
      body: new URLSearchParams({ question: 'money', do: 'save', budget: String(sum) }),
      redirect: 'manual',
    });
    await response.arrayBuffer();
    if (response.status === 303) return 'kept';
    return response.status === 409 ? 'refused' : 'unsure';
  } catch {
    return 'unsure';
  }
}

/** The mark of that form among the changes of a record. */
export const moneyMark = (sum: number): string => `"budgetUsd":${sum}`;
