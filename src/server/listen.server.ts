import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';

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

/** Listens, and rejects with the system's error (EADDRINUSE, EACCES, …) when it cannot. */
export function listen(handler: Handler, { port, host }: { port: number; host: string }): Promise<Listening> {
  const underWay = new Set<ServerResponse>();
  let closing = false;
  const server = createServer((request, response) => {
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    if (closing) response.setHeader('Connection', 'close');
    handler(request, response);
  });
  const close = (patienceMs: number): Promise<void> => {
    closing = true;
    // Tells clients that keep a connection for later that there is no later.
    for (const response of underWay) if (!response.headersSent) response.setHeader('Connection', 'close');
    return closeServer(server, patienceMs);
  };
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host }, () => {
      const address = server.address();
      resolve({ port: address !== null && typeof address === 'object' ? address.port : port, close });
    });
  });
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
