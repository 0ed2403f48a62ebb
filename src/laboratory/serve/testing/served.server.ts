import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../../../cli/main.ts');

/** `benchpath lab serve` as a process of its own. */
export type Served = {
  ports: { hl7: number; astm: number; http: number };
  child: ChildProcess;
  /** Ends at once, as when the power goes. */
  kill: () => Promise<void>;
  /** Ctrl-C; resolves to the exit status. */
  end: () => Promise<number | null>;
  said: () => string;
};

export async function served(dataFolder: string, more: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Served> {
  const words = ['--no-warnings', MAIN, 'lab', 'serve', '--hl7', '0', '--astm', '0', '--http', '0', '--data', dataFolder, ...more];
  const child = spawn(process.execPath, words, { env: { ...process.env, DATABASE_URL: '', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (b: Buffer) => (said += b.toString()));
  child.stderr.on('data', (b: Buffer) => (said += b.toString()));
  const closed = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  for (let n = 0; !said.includes('Ctrl-C') && child.exitCode === null && n < 2000; n++)
    await new Promise((resolve) => setTimeout(resolve, 10));
  const port = (name: string) => Number(new RegExp(`^${name}\\s.*?:(\\d+)`, 'm').exec(said.replace('http://', ''))?.[1]);
  const ports = { hl7: port('hl7'), astm: port('astm'), http: port('http') };
  if (!ports.hl7 || !ports.astm || !ports.http) throw new Error(`lab serve did not begin: ${said}`);
  return {
    ports,
    child,
    kill: async () => {
      child.kill('SIGKILL');
      await closed;
    },
    end: async () => {
      child.kill('SIGINT');
      return closed;
    },
    said: () => said,
  };
} // prettier-ignore
