import { connect, createServer, type Socket } from 'node:net';
import { frameOf, mllpReader } from '../../wire/hl7/index.ts';

/** Shares of pieces that suffer each fault. A piece is a whole frame of MLLP, or what a socket gave at once. */
export type LineFaults = {
  /** The connection is cut before the piece. */
  cut: number;
  /** Half the piece arrives, then the connection is cut. */
  half: number;
  /** The piece never arrives, and the line stays (MLLP only: TCP loses nothing in the midst of a stream). */
  drop: number;
  /** It arrives twice (MLLP only). */
  double: number;
  /** It arrives after the one behind it (MLLP only). */
  swap: number;
  /** Another character: a wrong checksum (ASTM only). */
  flip: number;
  /** An ACK becomes a NAK (ASTM only). */
  nak: number;
  /** It waits `stallMs`. */
  stall: number;
  stallMs: number;
};
export type Counts = { [fault in Exclude<keyof LineFaults, 'stallMs'>]: number } & { pieces: number };

/** A repeatable stream of numbers from 0 to 1 (mulberry32). */
export function chanceOf(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A wire between two real sockets on which faults happen by chance, both ways. `port` is where to connect; `to` may change. */
export async function badLine(protocol: 'hl7' | 'astm', to: () => number, seed: number, faults: Partial<LineFaults>) {
  const chance = chanceOf(seed);
  const counts: Counts = { cut: 0, half: 0, drop: 0, double: 0, swap: 0, flip: 0, nak: 0, stall: 0, pieces: 0 };
  const sockets = new Set<Socket>();
  const strikes = (fault: keyof Counts & keyof LineFaults): boolean => {
    const hit = chance() < (faults[fault] ?? 0);
    if (hit) counts[fault]++;
    return hit;
  };
  const server = createServer((near) => {
    const far = connect(to(), '127.0.0.1');
    const ends = [near, far];
    for (const socket of ends) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        ends.forEach((s) => s.destroy());
      });
    }
    carry(near, far);
    carry(far, near);
  });
  function carry(from: Socket, into: Socket): void {
    const reader = mllpReader();
    let line = Promise.resolve();
    let held: Uint8Array | null = null;
    const put = async (piece: Uint8Array): Promise<void> => {
      if (into.destroyed) return;
      counts.pieces++;
      if (strikes('stall')) await new Promise((resolve) => setTimeout(resolve, faults.stallMs ?? 5));
      if (strikes('cut')) return void from.destroy();
      if (strikes('half')) {
        into.write(piece.subarray(0, Math.ceil(piece.length / 2)));
        into.destroySoon();
        return void from.destroy();
      }
      into.write(altered(piece));
    };
    const altered = (piece: Uint8Array): Uint8Array => {
      if (protocol === 'hl7') return piece;
      const ack = piece.indexOf(0x06);
      if (ack >= 0 && strikes('nak')) return piece.with(ack, 0x15);
      if (!strikes('flip')) return piece;
      const at = Math.floor(chance() * piece.length);
      const byte = piece[at]!;
      // Only printable characters: a sum of eight bits finds one of those in every case.
      return byte < 0x30 || byte > 0x7a ? piece : piece.with(at, byte === 0x58 ? 0x59 : 0x58);
    };
    const frames = async (bytes: Uint8Array): Promise<void> => {
      for (const one of reader.feed(bytes)) {
        if (one.kind !== 'frame') continue;
        const frame = frameOf(one.bytes);
        if (strikes('drop')) continue;
        if (held === null && strikes('swap')) {
          held = frame;
          // Nothing comes behind it for a while: then it goes all the same.
          setTimeout(() => {
            line = line.then(async () => {
              const late = held;
              held = null;
              if (late) await put(late);
            });
          }, 30);
          continue;
        }
        await put(frame);
        if (strikes('double')) await put(frame);
        if (held) {
          const late = held;
          held = null;
          await put(late);
        }
      }
    };
    from.on('data', (bytes: Buffer) => {
      line = line.then(() => (protocol === 'hl7' ? frames(bytes) : put(bytes)));
    });
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    counts,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
} // prettier-ignore
