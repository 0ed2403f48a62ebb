import { connect, createServer, type Socket } from 'node:net';
import { frameOf, LONGEST_FRAME, mllpReader, type Arrival } from './mllp.ts';

/** What came and is no message: half a frame, bytes outside frames, a frame above the limit. */
export type Odd = Exclude<Arrival, { kind: 'frame' }>;

/** One open line. `send` gives a message to it in a frame; it does not say whether it was taken: that is an ACK's to say. */
export type Connection = {
  /** Address and port of the other end. */
  peer: string;
  send: (message: Uint8Array) => void;
  /** Nothing more is read; what is being answered is answered, then the line ends. */
  close: () => Promise<void>;
  closed: Promise<void>;
};

export type Wiring = {
  /**
   * A whole message, the bytes of its frame. What is given back goes out, each in a frame, in the order in which the messages
   * came; so store before. Where it throws nothing is answered and the line ends: the sender repeats what was not acknowledged.
   */
  onMessage: (message: Uint8Array, from: Connection) => Promise<readonly Uint8Array[]>;
  /** What is no message. The sender is not answered. */
  onOdd?: (odd: Odd, from: Connection) => void;
  onFault?: (error: unknown) => void;
  /** The longest message, bytes. */
  limit?: number;
  /** For how long, ms, a frame that was begun may stand still; then the line ends. An idle line may stay open for days. */
  patience?: number;
};

/** Messages of one connection that may be in work at once; then nothing more is read from it. */
const AT_ONCE = 64;
const PATIENCE_MS = 60_000;
const DRAIN_MS = 5_000;
/** How long a peer may take to hang up after we did, so that it can still read its last answer. */
const LINGER_MS = 300;

/**
 * Listens for senders (MLLP). Messages of one connection are handed over in their order, several before the first is answered
 * where the sender does not wait. A peer that does not read its answers is not read from.
 * @param port 0 = any free one @param host loopback unless told @param most connections at once
 */
export async function serveMllp({
  port,
  host = '127.0.0.1',
  most = 200,
  ...wiring
}: Wiring & { port: number; host?: string; most?: number }): Promise<{
  port: number;
  connections: () => Connection[];
  close: () => Promise<void>;
}> {
  const open = new Set<Connection>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    const connection = drive(socket, wiring);
    open.add(connection);
    void connection.closed.then(() => open.delete(connection));
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
      await Promise.all([...open].map((connection) => connection.close()));
      await ended;
    },
  };
}

/** Connects as a sender does. Rejects where nobody listens. */
export async function connectMllp({
  port,
  host = '127.0.0.1',
  ...wiring
}: Wiring & { port: number; host?: string }): Promise<Connection> {
  const socket = connect({ port, host, allowHalfOpen: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  return drive(socket, wiring);
}

function drive(socket: Socket, wiring: Wiring): Connection {
  const { onMessage, onOdd, onFault, limit = LONGEST_FRAME, patience = PATIENCE_MS } = wiring;
  const reader = mllpReader(limit);
  let inWork = 0;
  let ending = false;
  /** Answers go out in the order of the messages. */
  let last: Promise<void> = Promise.resolve();
  let begun = false;
  let stop = () => {};

  const flow = () => {
    if (ending || inWork >= AT_ONCE || socket.writableNeedDrain) socket.pause();
    else socket.resume();
  };
  const arrive = (arrivals: readonly Arrival[]): void => {
    for (const arrival of arrivals) {
      if (arrival.kind === 'frame') take(arrival.bytes);
      else if (arrival.kind !== 'garbage' || !isBlank(arrival.head)) onOdd?.(arrival, connection);
    }
  };
  const take = (message: Uint8Array): void => {
    inWork++;
    const answers = onMessage(message, connection).catch((error: unknown) => {
      onFault?.(error);
      return null;
    });
    last = last.then(async () => {
      const all = await answers;
      inWork--;
      if (all === null) socket.destroy();
      else if (!socket.destroyed) for (const answer of all) socket.write(frameOf(answer));
      flow();
    });
  };
  /** A frame that stands still is given up; the time counts from its last bytes. */
  const watch = (): void => {
    stop();
    if (!begun) return;
    const timer = setTimeout(() => socket.destroy(), patience);
    stop = () => clearTimeout(timer);
  };

  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const connection: Connection = {
    peer: `${socket.remoteAddress ?? 'gone'}:${socket.remotePort ?? 0}`,
    send: (message) => void (socket.destroyed || socket.write(frameOf(message))),
    close: async () => {
      if (!ending) {
        ending = true;
        socket.pause();
        const late = setTimeout(() => socket.destroy(), DRAIN_MS);
        await last;
        clearTimeout(late);
        // What the other side still sends is read and thrown away: nobody acknowledges it, so it comes again.
        socket.end();
        socket.resume();
        const linger = setTimeout(() => socket.destroy(), LINGER_MS);
        await closed;
        clearTimeout(linger);
      }
      await closed;
    },
    closed,
  };
  socket.setNoDelay(true);
  socket.setKeepAlive(true, 60_000);
  socket.on('data', (bytes: Uint8Array) => {
    if (ending) return;
    arrive(reader.feed(bytes));
    begun = reader.begun();
    watch();
    flow();
  });
  socket.on('drain', flow);
  socket.on('error', () => {}); // 'close' follows
  // Who says that it will send no more is still answered.
  socket.on('end', () => void last.then(() => socket.end()));
  socket.on('close', () => {
    stop();
    if (!ending) arrive(reader.end());
  });
  return connection;
}

/** Line ends between frames, that some senders write. */
const isBlank = (bytes: Uint8Array): boolean => bytes.every((b) => b === 0x0d || b === 0x0a || b === 0x20);
