import { queryText, resultsOf, resultsText, testsIn, workIn, workQuery, type Model, type Sample } from '../analyzers/index.ts'; // prettier-ignore
import type { Catalog } from '../catalog/index.ts';
import { connectAstm, type Connection as AstmLine } from '../wire/astm/socket.server.ts';
import { bytesOf, parse, readAck, textAt, type Message } from '../wire/hl7/index.ts';
import { connectMllp, type Connection } from '../wire/hl7/socket.server.ts';

/** A simulated analyzer as a client of a LIS, over TCP. Lines that break are made anew, and what was not acknowledged is sent again. */
export type Client = {
  /** Codes of the tests that the host wants of a specimen. */
  ask: (specimen: string, at: string) => Promise<string[]>;
  /** Resolves when the host has acknowledged; false where it was refused or parked. */
  tell: (samples: readonly Sample[], at: string) => Promise<boolean>;
  close: () => Promise<void>;
};
type Host = { host: string; port: number };

const ANSWER_MS = 10_000;
const TRIES = 5;
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export const connectAnalyzer = (model: Model, to: { hl7: Host; astm: Host }, catalog: Catalog): Client =>
  model.speaks === 'hl7' ? hl7Client(model.id, to.hl7, catalog) : astmClient(model.id, to.astm, catalog);

function hl7Client(id: string, to: Host, catalog: Catalog): Client {
  let line: Connection | null = null;
  let heard: (message: Message | null) => void = () => {};
  let ids = 0;
  const who = (at: string) => ({ id, at, next: () => `${id.toUpperCase()}-${at.replace(/\D/g, '')}-${++ids}` }); // prettier-ignore
  const connected = async (): Promise<Connection> => {
    if (line) return line;
    const made = await connectMllp({
      ...to,
      onMessage: async (bytes) => {
        const read = parse(bytes);
        if (!('unread' in read)) heard(read);
        return [];
      },
    });
    void made.closed.then(() => {
      if (line === made) line = null;
      heard(null);
    });
    return (line = made);
  };
  /** Sends until `answer` is content with what came; null: nothing came in time, however often it was sent. */
  async function exchange<T>(message: Message, answer: (message: Message) => T | null): Promise<T | null> {
    for (let tries = 0; tries < TRIES; tries++) {
      if (tries > 0) await pause(100 * 2 ** tries);
      const connection = await connected().catch(() => null);
      if (!connection) continue;
      const said = await new Promise<T | null>((resolve) => {
        const timer = setTimeout(() => resolve(null), ANSWER_MS);
        heard = (one) => {
          const content = one && answer(one);
          if (one && content === null) return;
          clearTimeout(timer);
          resolve(content);
        };
        connection.send(bytesOf(message));
      });
      if (said !== null) return said;
      await connection.close();
    }
    return null;
  }
  return {
    ask: async (specimen, at) => {
      const me = who(at);
      const query = workQuery(me, specimen);
      const own = textAt(query.segments[0]!, 10);
      const found = await exchange<string[]>(query, (message) => {
        const read = readAck(message);
        if ('value' in read) return read.value.answers === own && read.value.found !== 'OK' ? [] : null;
        const work = workIn(me, message);
        if (work) line?.send(bytesOf(work.taken));
        return work?.codes ?? null;
      });
      return found ?? [];
    },
    tell: async (samples, at) => {
      const message = resultsOf(who(at), samples, catalog);
      const own = textAt(message.segments[0]!, 10);
      const code = await exchange(message, (one) => {
        const read = readAck(one);
        return 'value' in read && read.value.answers === own ? read.value.code : null;
      });
      return code === 'AA';
    },
    close: async () => void (await line?.close()),
  };
}

function astmClient(id: string, to: Host, catalog: Catalog): Client {
  let line: AstmLine | null = null;
  let heard: (text: string) => void = () => {};
  const connected = async (): Promise<AstmLine> => {
    if (line) return line;
    const made = await connectAstm({
      ...to,
      onMessage: async (_, text) => {
        heard(text);
        return 'accept';
      },
    });
    void made.closed.then(() => (line === made ? (line = null) : null));
    return (line = made);
  };
  const send = async (text: string): Promise<boolean> => {
    for (let tries = 0; tries < TRIES; tries++) {
      if (tries > 0) await pause(100 * 2 ** tries);
      const connection = await connected().catch(() => null);
      if (connection && (await connection.send(text)).delivered) return true;
    }
    return false;
  };
  return {
    ask: async (specimen, at) => {
      const answered = new Promise<string>((resolve) => {
        const timer = setTimeout(() => resolve(''), ANSWER_MS + 20_000);
        heard = (text) => {
          clearTimeout(timer);
          resolve(text);
        };
      });
      if (!(await send(queryText({ id, at }, specimen)))) {
        heard('');
        return [];
      }
      return testsIn(await answered, specimen);
    },
    tell: (samples, at) => send(resultsText({ id, at }, samples, catalog)),
    close: async () => line?.close(),
  };
}
