import { connect, createServer, type Socket } from 'node:net';
import { textOf } from './bytes.ts';
import { type Input, step } from './link.ts';
import {
  type Failure,
  newLink,
  type Settings,
  settingsFor,
  type Side,
  type Unfinished,
  wakeAt,
} from './state.ts';

/** Time for the links: milliseconds that never go back, and something done after so many of them. */
export type Clock = { now: () => number; after: (ms: number, act: () => void) => () => void };

export const realClock: Clock = {
  now: () => performance.now(),
  after: (ms, act) => {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};

/** What became of a message: delivered = the other side's handler had accepted it. `perhaps`: it may have arrived all the same. */
export type Outcome = { delivered: true } | { delivered: false; why: Failure; perhaps: boolean };

/** One open line, that carries messages both ways. */
export type Connection = {
  /** Address and port of the other end. */
  peer: string;
  /** Sends records, each ended by CR, the last one L; one message after the other, in the order given. */
  send: (text: string) => Promise<Outcome>;
  close: () => void;
  closed: Promise<void>;
};

export type Wiring = {
  settings?: Partial<Settings>;
  clock?: Clock;
  /**
   * A whole message. It is acknowledged when the promise gives `accept`, so store it before; `refuse`, or an error, makes the
   * sender send its end again. Each connection waits for its own handler before it takes anything further.
   * @param raw the bytes of its session, from ENQ on or from the message before @param text its records
   */
  onMessage: (raw: Uint8Array, text: string, from: Connection) => Promise<'accept' | 'refuse'>;
  /** Part of a message of which no more will come. Its sender does not think it delivered. */
  onUnfinished?: (raw: Uint8Array, text: string, why: Unfinished, from: Connection) => void;
  /** A connection has come; the host may send over it. */
  onOpen?: (connection: Connection) => void;
  /** The handler failed: what it threw. */
  onFault?: (error: unknown) => void;
};

/**
 * Listens for instruments. Each connection is a link of its own (`step` says what it guarantees). Where an answer is missing
 * the connection is ended, so that no late one is taken for another; whoever sends connects anew and sends again.
 * @param port 0 = any free one @param host loopback unless told
 */
export async function serveAstm({ port, host = '127.0.0.1', most = 200, ...wiring }: Wiring & { port: number; host?: string; most?: number }): Promise<{ port: number; connections: () => Connection[]; close: () => Promise<void> }> {
  const open = new Set<Connection>();
  const server = createServer((socket) => {
    const connection = drive(socket, 'computer', wiring);
    open.add(connection);
    void connection.closed.then(() => open.delete(connection));
    wiring.onOpen?.(connection);
  });
  server.maxConnections = most;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    port: address !== null && typeof address === 'object' ? address.port : port,
    connections: () => [...open],
    close: async () => {
      const ended = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const connection of open) connection.close();
      await ended;
    },
  };
} // prettier-ignore

/** Connects as an instrument does. Rejects where nobody listens. */
export async function connectAstm({ port, host = '127.0.0.1', side = 'instrument', ...wiring }: Wiring & { port: number; host?: string; side?: Side }): Promise<Connection> {
  const socket = connect(port, host);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  return drive(socket, side, wiring);
} // prettier-ignore

/** Joins a link to a socket and to time. */
function drive(socket: Socket, side: Side, wiring: Wiring): Connection {
  const { clock = realClock, onMessage, onUnfinished, onFault } = wiring;
  let link = newLink(settingsFor(side, wiring.settings));
  let stop = () => {};
  let over = false;
  let ids = 0;
  const waiting = new Map<string, (outcome: Outcome) => void>();
  const settle = (id: string, outcome: Outcome) => {
    waiting.get(id)?.(outcome);
    waiting.delete(id);
  };

  const take = (input: Input): void => {
    if (over) return;
    const { state, output, events } = step(link, input);
    link = state;
    // After the cut there is nobody to write to.
    if (!('cut' in input)) for (const bytes of output) socket.write(bytes);
    for (const event of events) {
      if (event.kind === 'message') void handle(event.offer, event.raw, event.text);
      else if (event.kind === 'delivered') settle(event.id, { delivered: true });
      else if (event.kind === 'failed')
        settle(event.id, { delivered: false, why: event.why, perhaps: event.perhaps }); // prettier-ignore
      else if (event.kind === 'unfinished')
        onUnfinished?.(event.raw, textOf(event.text).text, event.why, connection); // prettier-ignore
      else end(() => socket.destroySoon());
    }
    stop();
    const wake = over ? null : wakeAt(link);
    stop = wake === null ? () => {} : clock.after(Math.max(0, wake - clock.now()), () => take({ at: clock.now(), tick: true })); // prettier-ignore
  };
  const handle = async (offer: number, raw: Uint8Array, text: Uint8Array) => {
    let answer: 'accept' | 'refuse' = 'refuse';
    try {
      answer = await onMessage(raw, textOf(text).text, connection);
    } catch (error) {
      onFault?.(error);
    }
    take({ at: clock.now(), answer, offer });
  };
  /** Nothing more is read or written; what waits is told that it failed. */
  const end = (by: () => void): void => {
    if (over) return;
    take({ at: clock.now(), cut: true });
    over = true;
    stop();
    for (const id of waiting.keys())
      settle(id, { delivered: false, why: 'the line was cut', perhaps: false });
    by();
  };

  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const connection: Connection = {
    peer: `${socket.remoteAddress ?? 'gone'}:${socket.remotePort ?? 0}`,
    send: (text) =>
      new Promise((resolve) => {
        if (over) return resolve({ delivered: false, why: 'the line was cut', perhaps: false });
        const id = `${++ids}`;
        waiting.set(id, resolve);
        take({ at: clock.now(), send: { id, text } });
      }),
    close: () => end(() => socket.destroy()),
    closed,
  };
  socket.setNoDelay(true);
  socket.on('data', (bytes) => take({ at: clock.now(), bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes })); // prettier-ignore
  socket.on('error', () => {}); // 'close' follows
  socket.on('end', () => end(() => socket.end()));
  socket.on('close', () => end(() => {}));
  return connection;
}
