import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';

/** So often a port that was free at one address may turn out to be taken at the next, when any port will do. */
const TRIES = 20;

/**
 * Takes one port (0: any that is free) of all the addresses. Rejects with the system's error (EADDRINUSE, EACCES, …) when
 * it cannot. An address that this machine does not have is left out, as long as it has another of them.
 */
export async function takePort(
  listener: RequestListener,
  addresses: string[],
  port: number,
  tries = TRIES,
): Promise<{ servers: Server[]; port: number }> {
  const servers: Server[] = [];
  let taken = port;
  let absent: unknown;
  for (const address of addresses) {
    try {
      const server = await open(listener, address, taken);
      servers.push(server);
      taken = portOf(server);
    } catch (error) {
      if (isAbsent(error)) {
        absent = error;
        continue;
      }
      for (const server of servers) server.close();
      if (taken === port || tries === 0) throw error;
      return takePort(listener, addresses, port, tries - 1);
    }
  }
  if (servers.length === 0) throw absent;
  return { servers, port: taken };
}

const open = (listener: RequestListener, host: string, port: number): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer(listener);
    server.once('error', reject);
    server.listen({ port, host }, () => resolve(server));
  });

function portOf(server: Server): number {
  const address = server.address();
  if (!address || typeof address !== 'object') throw new Error('A server that listens has a port.');
  return address.port;
}

/** Many machines, and most containers, have no IPv6. */
const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(EADDRNOTAVAIL|EAFNOSUPPORT)$/.test(String(error.code));
