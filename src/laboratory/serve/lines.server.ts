import { connectMllp, serveMllp, type Connection } from '../wire/hl7/socket.server.ts';
import { serveAstm, type Wiring as AstmWiring } from '../wire/astm/socket.server.ts';
import { messagesOf, plainOf, readRecords, textOf } from '../wire/astm/index.ts';
import { parse, readAck, textAt } from '../wire/hl7/index.ts';
import type { House } from './house.server.ts';

/** A door that is open. */
export type Listening = { port: number; close: () => Promise<void> };
type Where = { port: number; host: string; report: (error: unknown) => void };

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
/** Without its port, which is another one at each connection. */
const address = (peer: string): string => peer.replace(/:\d+$/, '');

/** An HL7 message as text, and who says it: MSH-3, else the address it came from. */
export function hl7Of(bytes: Uint8Array, peer: string): { raw: string; from: string; charset?: '8859/1' } {
  const read = parse(bytes);
  if ('unread' in read) {
    const { text, charset } = textOf(bytes);
    return { raw: text, from: address(peer), ...(charset === 'latin-1' ? { charset: '8859/1' as const } : {}) };
  }
  const from = textAt(read.segments[0]!, 3).trim() || address(peer);
  return { raw: read.raw, from, ...(read.charset === '8859/1' ? { charset: '8859/1' as const } : {}) };
} // prettier-ignore

/** Who an ASTM message is from: H-5, else the address. */
export function astmSender(text: string, peer: string): string {
  const [first] = messagesOf(readRecords(text));
  return (first && plainOf(first).header.sender.trim()) || address(peer);
}

const ODD = {
  partial: 'only a part of a frame arrived; it was not acknowledged, so its sender sends it again',
  garbage: 'these bytes stood outside frames (0x0B … 0x1C 0x0D); they were not acknowledged',
  'too long': 'the frame is longer than is taken here; this is its beginning, and it was not acknowledged',
};

/** HL7 over MLLP. A message is answered when it is on the disk. */
export const serveHl7 = (house: House, { report, ...where }: Where): Promise<Listening> =>
  serveMllp({
    ...where,
    onMessage: async (bytes, { peer }) => {
      const { replies } = await house.hear({ protocol: 'hl7', ...hl7Of(bytes, peer) });
      return replies.map(bytesOf);
    },
    onOdd: (odd, { peer }) => {
      const bytes = odd.kind === 'partial' ? odd.bytes : odd.head;
      house.keep('hl7', address(peer), textOf(bytes).text, ODD[odd.kind]).catch(report);
    },
    onFault: report,
  });

/** ASTM over TCP. The end of a message is acknowledged when it is on the disk; answers to a query go out in our own turn. */
export const serveAstmLis = (house: House, { report, ...where }: Where, settings: AstmWiring['settings'] = {}): Promise<Listening> =>
  serveAstm({
    ...where,
    settings,
    onMessage: async (raw, text, connection) => {
      const bare = textOf(raw).charset === 'latin-1' ? { charset: '8859/1' as const } : {};
      const from = astmSender(text, connection.peer);
      const { replies } = await house.hear({ protocol: 'astm', from, raw: text, ...bare });
      for (const reply of replies) void connection.send(reply);
      return 'accept';
    },
    onUnfinished: (_, text, why, { peer }) => {
      if (text !== '') house.keep('astm', address(peer), text, `the message is not whole: ${why}; it was not acknowledged`).catch(report);
    },
    onFault: report,
  }); // prettier-ignore

const RETRY_MS = [200, 1_000, 5_000, 30_000];

/**
 * Sends reports to whoever receives them (MLLP), one after the other in their order, until each is acknowledged; after a
 * restart what was not acknowledged goes out again under the same control id. One that is refused (AE, AR) stays so and is told.
 */
export function sendReports(house: House, { port, host, report }: Where, answerMs = 10_000, retryMs: readonly number[] = RETRY_MS): { close: () => Promise<void> } {
  let over = false;
  let line: Connection | null = null;
  let heard: (answer: { answers: string; code: string; text: string }) => void = () => {};
  let wake = () => {};
  const asleep = (ms: number | null) =>
    new Promise<void>((resolve) => {
      const timer = ms === null ? null : setTimeout(resolve, ms);
      wake = () => (timer && clearTimeout(timer), resolve());
    });
  let stirred = false;
  house.onWritten(() => {
    stirred = true;
    wake();
  });

  const next = () =>
    house.store.look(({ lis }) => {
      const [id] = lis.unsent;
      return id === undefined ? null : { id, raw: lis.messages.get(id)!.raw };
    });
  const connected = async (): Promise<Connection> => {
    if (line) return line;
    const made = await connectMllp({
      port,
      host,
      onMessage: async (bytes) => {
        const message = parse(bytes);
        const read = 'unread' in message ? null : readAck(message);
        if (read && 'value' in read) heard(read.value);
        return [];
      },
    });
    void made.closed.then(() => {
      if (line === made) line = null;
      heard({ answers: '', code: 'cut', text: '' });
    });
    return (line = made);
  };
  /** Sends one; what was answered, or null where nothing was in time. */
  const send = async ({ id, raw }: { id: string; raw: string }) => {
    const to = await connected();
    const answer = new Promise<{ code: string; text: string } | null>((resolve) => {
      const timer = setTimeout(() => resolve(null), answerMs);
      heard = (said) => {
        if (said.code !== 'cut' && said.answers !== id) return; // late, to one before
        clearTimeout(timer);
        resolve(said.code === 'cut' ? null : said);
      };
    });
    to.send(bytesOf(raw));
    return answer;
  };
  const run = async (): Promise<void> => {
    for (let failures = 0; !over;) {
      stirred = false;
      const one = await next();
      if (!one) {
        // What was written since we looked may be a report.
        if (!stirred) await asleep(null);
        continue;
      }
      const said = await send(one).catch(() => null);
      if (over) return;
      if (said === null) {
        await line?.close();
        await asleep(retryMs[Math.min(failures++, retryMs.length - 1)]!);
        continue;
      }
      failures = 0;
      const taken = said.code === 'AA' || said.code === 'CA';
      await house.note([
        taken
          ? { type: 'MessageTaken', message: one.id }
          : { type: 'MessageRefused', message: one.id, why: `the receiver answered ${said.code}: ${said.text || 'without a word'}` },
      ]);
    }
  };
  const running = run().catch(report);
  return {
    close: async () => {
      over = true;
      wake();
      heard({ answers: '', code: 'cut', text: '' });
      await line?.close();
      await running;
    },
  };
} // prettier-ignore
