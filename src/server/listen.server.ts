import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { takePort } from './port.server.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Headers of every answer. The content security policy is set by SvelteKit, page by page. */
const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  // `no-referrer` would make browsers send forms with `Origin: null`, which are refused as cross-site.
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
};

export type Listening = {
  port: number;
  /** Stops accepting, lets the requests under way finish for at most so long, then closes. */
  close: (patienceMs: number) => Promise<void>;
};

/** Listens on one port of all the addresses this machine has, and rejects with the system's error when it cannot. */
export async function listen(
  handler: Handler,
  { port, addresses }: { port: number; addresses: string[] },
): Promise<Listening> {
  const underWay = new Set<ServerResponse>();
  let closing = false;
  const answer: Handler = (request, response) => {
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    if (closing) response.setHeader('Connection', 'close');
    handler(request, response);
  };
  const taken = await takePort(answer, addresses, port);
  const close = async (patienceMs: number): Promise<void> => {
    closing = true;
    // Tells clients that keep a connection for later that there is no later.
    for (const response of underWay) if (!response.headersSent) response.setHeader('Connection', 'close');
    await Promise.all(taken.servers.map((server) => closeServer(server, patienceMs)));
  };
  return { port: taken.port, close };
}

function closeServer(server: Server, patienceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const limit = setTimeout(() => server.closeAllConnections(), patienceMs);
    // A connection that was answering when we closed becomes idle later: look again until none is left.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearTimeout(limit);
      clearInterval(sweep);
      resolve();
    });
    server.closeIdleConnections();
  });
}
