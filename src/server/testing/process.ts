import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

export type Running = {
  child: ChildProcess;
  /** Everything written so far to both outputs. */
  said: () => string;
  /** Resolves with the match once the output matches; rejects when the process ends before. */
  until: (pattern: RegExp) => Promise<RegExpExecArray>;
  ended: Promise<{ code: number | null; signal: string | null }>;
};

/** Starts a script under this Node and listens to what it says. */
export function startScript(args: string[], env: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env } });
  let output = '';
  const listeners = new Set<() => void>();
  const hear = (chunk: Buffer) => {
    output += chunk.toString();
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
  const until = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(output);
        if (match) resolve(match);
      };
      listeners.add(look);
      look();
      void ended.then(() => reject(new Error(`ended without saying ${pattern}:\n${output}`)));
    });
  return { child, said: () => output, until, ended };
}
