// Plain reverse proxies before several web processes: haproxy where it is installed, and one of our own, so that there is always one.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { buffer } from 'node:stream/consumers';

export type Proxy = { end: () => Promise<void> };
export type StartProxy = (port: number, behind: readonly number[]) => Promise<Proxy>;

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createSocket().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** The haproxy on the PATH, or where Debian puts it; null where there is none. */
export function findHaproxy(): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'];
  return folders.map((folder) => join(folder, 'haproxy')).find(existsSync) ?? null;
}

/** What an operator would write: docs/decisions/0023 shows it. */
const config = (port: number, behind: readonly number[]): string => `
defaults
  mode http
  timeout connect 1s
  timeout client 30s
  timeout server 30s
  option redispatch 1
  retries 2
  retry-on conn-failure empty-response
frontend in
  bind 127.0.0.1:${port}
  default_backend web
backend web
  balance roundrobin
  # What asks for nothing but a page may be asked again elsewhere; an unanswered form is never sent twice.
  http-request disable-l7-retry unless METH_GET
  option forwardfor
  option httpchk GET /health
${behind.map((each) => `  server web${each} 127.0.0.1:${each} check inter 200 fall 1 rise 1`).join('\n')}
`;

export const haproxy =
  (program: string): StartProxy =>
  async (port, behind) => {
    const folder = mkdtempSync(join(tmpdir(), 'benchpath-haproxy-'));
    const file = join(folder, 'haproxy.cfg');
    writeFileSync(file, config(port, behind));
    const child = spawn(program, ['-db', '-f', file], { stdio: 'ignore' });
    const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
    await answering(port);
    return {
      end: async () => {
        child.kill('SIGKILL');
        await ended;
        rmSync(folder, { recursive: true });
      },
    };
  };

/** Round robin over those that answer; a page that was not answered is asked for elsewhere, a form is not. */
export const ownProxy: StartProxy = async (port, behind) => {
  let turn = 0;
  const pass = (from: IncomingMessage, body: Buffer, to: ServerResponse, tries: number): void => {
    const target = behind[turn++ % behind.length]!;
    const { method = '', url: path, headers } = from;
    const onward = request({ host: '127.0.0.1', port: target, method, path, headers }, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(to);
      answer.on('error', () => to.destroy());
    });
    onward.on('error', (error: NodeJS.ErrnoException) => {
      // Refused: it was never there to take the form either.
      const again = method === 'GET' || error.code === 'ECONNREFUSED';
      if (again && tries < behind.length * 2 && !to.headersSent) return pass(from, body, to, tries + 1);
      if (!to.headersSent) to.writeHead(502);
      to.end();
    });
    onward.end(body);
  };
  // The whole form first, for it may have to be sent to the next one.
  const server = createServer(async (from, to) => pass(from, await buffer(from), to, 0));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await answering(port);
  return {
    end: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** Until a page comes back: the first one opens the data. */
async function answering(port: number): Promise<void> {
  for (let tries = 0; ; tries++) {
    const status = await fetch(`http://127.0.0.1:${port}/health`).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return;
    if (tries > 200) throw new Error(`nothing answers behind the proxy (${status})`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
