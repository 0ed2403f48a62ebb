// Starts writers and hears what they say until they end or are killed.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Ground } from './ground.ts';
import type { Said } from './writer.ts';

const WRITER = join(import.meta.dirname, 'writer.ts');

export type Ack = Extract<Said, { ack: string }>;
export type Written = {
  acks: Ack[];
  fault: string | null;
  killed: boolean;
  status: number | null;
  complaint: string;
};

export type How = {
  many?: number;
  env?: { [name: string]: string };
  /** A command that the writer is started by. */
  by?: string[];
  /** When to kill it: so long after its first acknowledged save, or after its start, or after something else. */
  kill?: { after: 'first save' | 'start' | Promise<unknown>; ms: number };
};

export function write(
  { place, tokens }: Pick<Ground, 'place' | 'tokens'>,
  name: string,
  how: How = {},
): Promise<Written> {
  const { many, env = {}, by = [] } = how;
  const words = [
    WRITER,
    JSON.stringify(place),
    name,
    JSON.stringify(tokens),
    ...(many ? [String(many)] : []),
  ];
  const [file = '', ...args] = [...by, process.execPath, '--no-warnings', ...words];
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const kill = () => void setTimeout(() => child.kill('SIGKILL'), how.kill?.ms);
    if (how.kill?.after === 'start') kill();
    if (how.kill?.after instanceof Promise) void how.kill.after.then(kill);
    let [said, complaint] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      if (said === '' && how.kill?.after === 'first save') kill();
      said += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    child.on('error', reject);
    child.on('close', (status, signal) => {
      // Only whole lines were said; a last piece without its line end was not.
      const lines = said.split('\n').slice(0, -1);
      const all = lines.map((line) => JSON.parse(line) as Said);
      const fault = all.find((each) => 'fault' in each)?.sentence ?? null;
      resolve({
        acks: all.filter((each) => 'ack' in each),
        fault,
        killed: signal === 'SIGKILL',
        status,
        complaint,
      });
    });
  });
}
