import { connect, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { frameOf, mllpReader } from './mllp.ts';
import { connectMllp, serveMllp, type Odd, type Wiring } from './socket.server.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (b: Uint8Array) => new TextDecoder().decode(b);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function host(wiring: Partial<Wiring> = {}) {
  const stored: string[] = [];
  const odd: Odd[] = [];
  const faults: unknown[] = [];
  const server = await serveMllp({
    port: 0,
    onMessage: async (message) => {
      stored.push(text(message));
      return [bytes(`ACK ${text(message)}`)];
    },
    onOdd: (one) => odd.push(one),
    onFault: (fault) => faults.push(fault),
    ...wiring,
  });
  ends.push(server.close);
  return { ...server, stored, odd, faults };
}
/** A plain TCP client; `heard` are the frames that came back. */
async function plain(port: number) {
  const socket: Socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  await new Promise((resolve) => socket.once('connect', resolve));
  ends.push(() => socket.destroy());
  const reader = mllpReader();
  const heard: string[] = [];
  socket.on('data', (b: Uint8Array) => {
    for (const one of reader.feed(b)) if (one.kind === 'frame') heard.push(text(one.bytes));
  });
  socket.on('end', () => socket.end());
  socket.on('error', () => {});
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const until = async (n: number) => {
    for (let i = 0; heard.length < n && i < 400; i++) await pause(5);
    return heard;
  };
  return { socket, heard, until, closed };
}
const frame = (message: string) => frameOf(bytes(message));

test('messages are handed over in their order and answered in their order, however long each takes', async () => {
  const done: string[] = [];
  const here = await host({
    onMessage: async (message) => {
      await pause(text(message) === 'm0' ? 40 : 1);
      done.push(text(message));
      return [bytes(`a${text(message)}`), bytes('and more')];
    },
  });
  const client = await plain(here.port);
  for (let n = 0; n < 5; n++) client.socket.write(frame(`m${n}`));
  const heard = await client.until(10);
  expect(heard).toEqual([0, 1, 2, 3, 4].flatMap((n) => [`am${n}`, 'and more']));
  expect(done.at(-1)).toBe('m0');
});

test('nothing is answered before it is stored', async () => {
  let store = () => {};
  const here = await host({
    onMessage: (message) => new Promise((resolve) => (store = () => resolve([message]))),
  });
  const client = await plain(here.port);
  client.socket.write(frame('m'));
  await pause(40);
  expect(client.heard).toEqual([]);
  store();
  expect(await client.until(1)).toEqual(['m']);
});

test('where it could not be stored nothing is answered, and the line ends so that the sender repeats', async () => {
  const here = await host({ onMessage: () => Promise.reject(new Error('the disk is full')) });
  const client = await plain(here.port);
  client.socket.write(frame('m'));
  await client.closed;
  expect([client.heard, here.faults.length]).toEqual([[], 1]);
});

test('bytes one by one, line ends between frames, garbage, half a frame and one that is too long', async () => {
  const here = await host({ limit: 50 });
  const client = await plain(here.port);
  for (const byte of frame('one')) client.socket.write(Uint8Array.of(byte));
  client.socket.write('\r\n');
  client.socket.write(frame('two'));
  client.socket.write('GET / HTTP/1.1');
  client.socket.write(bytes('\u000bhalf'));
  client.socket.write(frame('three'));
  client.socket.write(frame('x'.repeat(60)));
  client.socket.write(frame('four'));
  expect(await client.until(4)).toEqual(['ACK one', 'ACK two', 'ACK three', 'ACK four']);
  expect(here.stored).toEqual(['one', 'two', 'three', 'four']);
  expect(here.odd.map((o) => o.kind)).toEqual(['garbage', 'partial', 'too long']);
  client.socket.write(bytes('\u000bhalf'));
  await pause(20);
  client.socket.destroy();
  await pause(20);
  expect(here.odd.map((o) => o.kind)).toEqual(['garbage', 'partial', 'too long', 'partial']);
});

test('who sends and says that nothing more comes is answered (nc)', async () => {
  const here = await host();
  const client = await plain(here.port);
  client.socket.end(frame('m'));
  expect(await client.until(1)).toEqual(['ACK m']);
  await client.closed;
});

test('a frame that stands still ends the line; an idle line stays', async () => {
  const here = await host({ patience: 60 });
  const [slow, idle] = [await plain(here.port), await plain(here.port)];
  slow.socket.write(bytes('\u000bhal'));
  await slow.closed;
  await pause(80);
  expect(here.odd).toMatchObject([{ kind: 'partial' }]);
  idle.socket.write(frame('m'));
  expect(await idle.until(1)).toEqual(['ACK m']);
});

test('who does not read its answers is not read from, and loses nothing', async () => {
  const big = bytes('y'.repeat(200_000));
  const here = await host({
    onMessage: (message) => {
      here.stored.push(text(message));
      return Promise.resolve([big]);
    },
  });
  const client = await plain(here.port);
  client.socket.pause();
  const sent = Array.from({ length: 300 }, (_, n) => `m${n} ${'x'.repeat(20_000)}`);
  for (const message of sent) client.socket.write(frame(message));
  await pause(150);
  expect(here.stored.length).toBeLessThan(200);
  client.socket.resume();
  expect((await client.until(300)).length).toBe(300);
  expect(here.stored).toEqual(sent);
});

test('closing answers what is in work, takes nothing new, and ends', async () => {
  const here = await host({
    onMessage: async (message) => {
      here.stored.push(text(message));
      await pause(40);
      return [message];
    },
  });
  const client = await plain(here.port);
  client.socket.write(frame('m1'));
  await pause(15);
  const closing = here.close();
  client.socket.write(frame('m2'));
  await Promise.all([closing, client.closed]);
  expect([client.heard, here.stored]).toEqual([['m1'], ['m1']]);
  await expect(connectMllp({ port: here.port, onMessage: () => Promise.resolve([]) })).rejects.toThrow();
});

test('many connections at once, none hears what belongs to another', async () => {
  const here = await host();
  const clients = await Promise.all(Array.from({ length: 12 }, () => plain(here.port)));
  for (let n = 0; n < 50; n++) clients.forEach(({ socket }, i) => socket.write(frame(`${i}-${n}`)));
  for (const [i, client] of clients.entries())
    expect(await client.until(50)).toEqual(Array.from({ length: 50 }, (_, n) => `ACK ${i}-${n}`));
  expect(here.stored.length).toBe(600);
});
