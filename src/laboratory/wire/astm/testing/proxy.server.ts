import { connect, createServer, type Socket } from 'node:net';
import { random } from './line.ts';

/**
 * A wire between two real sockets that divides what goes through it, holds it up, and is cut, in the midst of a piece too.
 * Like any TCP line it keeps the order. @param cut how often, of the pieces, the line is cut; @param stall how often it stands still
 */
export async function badWire(
  to: number,
  seed: number,
  faults: { cut: number; stall: number; stallMs: number },
) {
  const chance = random(seed);
  const counts = { cut: 0, stall: 0, pieces: 0 };
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    const ends = [near, far];
    for (const socket of ends) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => {});
      socket.on('close', () => ends.forEach((s) => s.destroy()));
    }
    carry(near, far);
    carry(far, near);
  });
  function carry(from: Socket, into: Socket): void {
    let line = Promise.resolve();
    from.on('data', (bytes: Buffer) => {
      line = line.then(async () => {
        counts.pieces++;
        if (chance() < faults.stall) {
          counts.stall++;
          await new Promise((resolve) => setTimeout(resolve, faults.stallMs));
        }
        const at = Math.floor(chance() * (bytes.length + 1));
        into.write(bytes.subarray(0, at));
        if (chance() < faults.cut) {
          counts.cut++;
          into.destroySoon();
          from.destroy();
        } else into.write(bytes.subarray(at));
      });
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
}
