import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { bytesOf, textOf } from './bytes.ts';
import { frameOf, framesOf } from './frame.ts';
import { type Connection, connectAstm, type Outcome, serveAstm, type Wiring } from './socket.server.ts';
import { idOf } from './testing/line.ts';
import { badWire } from './testing/proxy.server.ts';

/** The times of the standard, a hundred times as fast. */
const SHORT = { times: { reply: 150, frame: 300, busy: 100, instrument: 10, computer: 200 }, rest: 100 };
const message = (id: string) => `H|\\^&|${id}\rR|1|^^^K|6.9\rL|1|N\r`;
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function host(wiring: Partial<Wiring> = {}) {
  const stored: string[] = [];
  const unfinished: [string, string][] = [];
  const server = await serveAstm({
    port: 0,
    settings: SHORT,
    onMessage: (_, text) => {
      stored.push(text);
      return Promise.resolve('accept');
    },
    onUnfinished: (_, text, why) => unfinished.push([text, why]),
    ...wiring,
  });
  ends.push(server.close);
  return { ...server, stored, unfinished };
}
async function analyzer(port: number, wiring: Partial<Wiring> = {}) {
  const accept = () => Promise.resolve('accept' as const);
  const connection = await connectAstm({ port, settings: SHORT, onMessage: accept, ...wiring });
  ends.push(connection.close);
  return connection;
}
/** A plain TCP client that says and hears characters. */
async function plain(port: number) {
  const socket = connect(port, '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  ends.push(() => socket.destroy());
  let heard = '';
  socket.on('data', (bytes: Buffer) => (heard += textOf(bytes).text));
  const until = async (length: number) => {
    for (let n = 0; heard.length < length && n < 400; n++) await pause(5);
    return heard;
  };
  return { say: (text: string | Uint8Array) => socket.write(text), until, heard: () => heard, end: () => socket.destroy() }; // prettier-ignore
}
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('over a real socket', () => {
  test('messages go both ways over one connection, whoever begins, in their order', async () => {
    const fromHost: Promise<Outcome>[] = [];
    const here = await host({
      onOpen: (to) => ids('c', 150).forEach((id) => fromHost.push(to.send(message(id)))),
    });
    const got: string[] = [];
    const line = await analyzer(here.port, {
      onMessage: (_, text) => {
        got.push(text);
        return Promise.resolve('accept');
      },
    });
    const out = await Promise.all(ids('i', 150).map((id) => line.send(message(id))));
    await until(() => fromHost.length === 150);
    expect([...out, ...(await Promise.all(fromHost))].every((o) => o.delivered)).toBe(true);
    expect(here.stored.map(idOf)).toEqual(ids('i', 150));
    expect(got.map(idOf)).toEqual(ids('c', 150));
  });

  test('the end of a message is acknowledged only after it is stored', async () => {
    let store: (answer: 'accept') => void = () => {};
    const here = await host({ onMessage: () => new Promise((resolve) => (store = resolve)) });
    const client = await plain(here.port);
    client.say('\u0005');
    for (const frame of framesOf(bytesOf(message('a')))) client.say(frame);
    await client.until(3);
    await pause(60);
    expect(client.heard()).toBe('\u0006\u0006\u0006'); // ENQ and two frames; the last waits
    store('accept');
    expect(await client.until(4)).toBe('\u0006\u0006\u0006\u0006');
  });

  test('a handler that fails or refuses is asked again, and six times is the end', async () => {
    let calls = 0;
    const faults: unknown[] = [];
    const here = await host({
      onMessage: () => {
        calls++;
        if (calls === 1) throw new Error('the disk is full');
        return Promise.resolve(calls === 3 ? 'accept' : 'refuse');
      },
      onFault: (error) => faults.push(error),
    });
    const line = await analyzer(here.port);
    expect(await line.send(message('a'))).toEqual({ delivered: true });
    expect([calls, faults.length]).toEqual([3, 1]);
    expect(await line.send(message('b'))).toEqual({
      delivered: false,
      why: 'refused too often',
      perhaps: true,
    });
  });

  test('half a frame, a bad checksum, garbage and characters one by one', async () => {
    const here = await host();
    const client = await plain(here.port);
    const [h, r, l] = framesOf(bytesOf(message('a'))) as [Uint8Array, Uint8Array, Uint8Array];
    client.say('noise\u0000\r\n\u0005');
    await client.until(1);
    client.say(h.subarray(0, 6));
    await pause(20);
    for (const byte of h) client.say(Uint8Array.of(byte));
    await client.until(2);
    client.say(r.with(4, 0x58));
    expect(await client.until(3)).toBe('\u0006\u0006\u0015');
    client.say(r);
    await client.until(4);
    client.say(l);
    await client.until(5);
    client.say('\u0004');
    await pause(20);
    expect(client.heard()).toBe('\u0006\u0006\u0015\u0006\u0006');
    expect([here.stored, here.unfinished]).toEqual([[message('a')], []]);
  });

  test('who says nothing for too long, or leaves in the midst, is told as unfinished', async () => {
    const here = await host();
    const silent = await plain(here.port);
    silent.say('\u0005');
    silent.say(frameOf(1, bytesOf('H|\\^&|s\r'), 'ETX'));
    const leaver = await plain(here.port);
    leaver.say('\u0005');
    leaver.say(frameOf(1, bytesOf('H|\\^&|l\r'), 'ETX'));
    await leaver.until(2);
    leaver.end();
    await until(() => here.unfinished.length === 2);
    expect(here.unfinished).toEqual([['H|\\^&|l\r', 'the line was cut'], ['H|\\^&|s\r', 'nothing came in time']]); // prettier-ignore
    expect(here.stored).toEqual([]);
  });

  test('without an answer the sender fails and hangs up', async () => {
    const here = await host({ onMessage: () => new Promise(() => {}) });
    const line = await analyzer(here.port);
    const second = line.send(message('a')).then((first) => [first]);
    const third = line.send(message('b'));
    expect(await second).toEqual([{ delivered: false, why: 'no answer in time', perhaps: true }]);
    expect(await third).toEqual({ delivered: false, why: 'the line was cut', perhaps: false });
    await line.closed;
    expect(await line.send(message('c'))).toEqual({
      delivered: false,
      why: 'the line was cut',
      perhaps: false,
    });
    await expect(connectAstm({ port: 1, onMessage: () => Promise.resolve('accept') })).rejects.toThrow(
      'ECONNREFUSED',
    );
  });

  test('over a wire that divides, stands still and is cut: none lost, altered or out of order, both ways', async () => {
    const count = 120;
    const toSend = ids('c', count);
    const fromHost = async (to: Connection): Promise<void> => {
      while (toSend.length > 0) {
        const outcome = await to.send(message(toSend[0]!));
        if (!outcome.delivered) return;
        toSend.shift();
      }
    };
    const here = await host({ onOpen: (to) => void fromHost(to) });
    const wire = await badWire(here.port, 11, { cut: 0.02, stall: 0.004, stallMs: 400 });
    ends.push(wire.close);
    const got: string[] = [];
    const onMessage = (_: Uint8Array, text: string) => {
      got.push(text);
      return Promise.resolve('accept' as const);
    };
    const left = ids('i', count);
    let lines = 0;
    while (left.length > 0 || toSend.length > 0) {
      const line = await connectAstm({ port: wire.port, settings: SHORT, onMessage });
      let open = true;
      void line.closed.then(() => (open = false));
      lines++;
      while (open && (left.length > 0 || toSend.length > 0)) {
        if (left.length === 0) await pause(10);
        else if ((await line.send(message(left[0]!))).delivered) left.shift();
        else break;
      }
      line.close();
      await line.closed;
    }
    expect(wire.counts.cut).toBeGreaterThan(5);
    expect(lines).toBeGreaterThan(5);
    const whole = new Set([...ids('i', count), ...ids('c', count)].map(message));
    for (const [texts, due] of [[here.stored, ids('i', count)], [got, ids('c', count)]] as const) {
      expect(texts.filter((text) => !whole.has(text))).toEqual([]);
      expect([...new Set(texts.map(idOf))]).toEqual(due);
    }
  }); // prettier-ignore
});

const ids = (who: string, count: number) => Array.from({ length: count }, (_, i) => `${who}${i}`);
async function until(done: () => boolean): Promise<void> {
  for (let n = 0; !done() && n < 1000; n++) await pause(5);
}
