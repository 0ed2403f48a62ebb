import { connectAstm } from '../../wire/astm/socket.server.ts';
import { NO_ORDER, NO_PATIENT, NO_RESULT, messageOf, queryFor, writeMessage } from '../../wire/astm/index.ts';
import { parse, readAck } from '../../wire/hl7/index.ts';
import { connectMllp, type Connection } from '../../wire/hl7/socket.server.ts';
import { testsIn } from '../../analyzers/index.ts';

/** One result of one specimen. Its value is its own number, so that a crossed one is seen. */
export type Sent = { n: number; accession: string; test: string; loinc: string; unit: string };
export const valueOf = ({ n }: Sent): number => 1 + n / 100_000;

const AT = '20260105073100';
export const hl7Result = (one: Sent, from: string): string =>
  [
    `MSH|^~\\&|${from}|LAB|LIS|LAB|${AT}||OUL^R22^OUL_R22|${from}-${one.n}|P|2.5.1|||NE|AL||UNICODE UTF-8|||LAB-29^IHE`,
    `SPM|1|${one.accession}||SER^^HL70487|||||||P^^HL70369`,
    `SAC|||${one.accession}`,
    `OBR||W${one.n}||${one.loinc}^^LN`,
    'ORC|SC||||CM',
    `OBX|1|NM|${one.loinc}^^LN|1|${valueOf(one)}|${one.unit}^^UCUM|||||F|||||tech1||${from}^BENCH|${AT}||||||||||RSLT`,
    '',
  ].join('\r');
export const astmResult = (one: Sent, from: string): string =>
  writeMessage(
    messageOf({ id: `${from}-${one.n}`, sender: from, receiver: 'LIS', at: AT }, [
      {
        ...NO_PATIENT,
        orders: [
          {
            ...NO_ORDER,
            specimen: one.accession,
            tests: [one.test.toUpperCase()],
            priority: 'R',
            action: 'N',
            report: 'F',
            results: [
              { ...NO_RESULT, test: one.test.toUpperCase(), value: String(valueOf(one)), unit: one.unit, status: 'F', completed: AT, instrument: from },
            ],
          },
        ],
      },
    ]),
  ); // prettier-ignore

const bytesOf = (text: string) => new TextEncoder().encode(text);
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * A sender that does not wait for each answer, and repeats what was not answered until all is. @param onAck told of each
 * message the first time it is acknowledged @param over gives up when true
 */
export async function sendHl7(
  port: () => number,
  messages: readonly { id: string; raw: string }[],
  {
    window = 8,
    patience = 300,
    onAck = undefined as ((id: string) => void) | undefined,
    over = (): boolean => false,
  } = {},
): Promise<{ acked: Map<string, string>; sends: number }> {
  const left = new Map(messages.map((m) => [m.id, m.raw]));
  const acked = new Map<string, string>();
  let sends = 0;
  while (left.size > 0 && !over()) {
    let last = performance.now();
    const onTheWay = new Set<string>();
    let line: Connection | null = null;
    const fill = () => {
      for (const [id, raw] of left) {
        if (onTheWay.size >= window) break;
        if (onTheWay.has(id)) continue;
        onTheWay.add(id);
        sends++;
        line?.send(bytesOf(raw));
      }
    };
    try {
      line = await connectMllp({
        port: port(),
        onMessage: async (bytes) => {
          const message = parse(bytes);
          const read = 'unread' in message ? null : readAck(message);
          if (!read || !('value' in read)) return [];
          const { answers, code } = read.value;
          last = performance.now();
          onTheWay.delete(answers);
          if (left.delete(answers)) {
            acked.set(answers, code);
            onAck?.(answers);
          }
          fill();
          return [];
        },
      });
    } catch {
      await pause(20);
      continue;
    }
    let cut = false;
    void line.closed.then(() => (cut = true));
    fill();
    while (left.size > 0 && !cut && !over() && performance.now() - last < patience) await pause(2);
    if (!cut) await line.close();
  }
  return { acked, sends };
}

const SHORT = { times: { reply: 400, frame: 800, busy: 50, instrument: 5, computer: 50 }, rest: 50 };

/** An instrument that sends each message until it is delivered. */
export async function sendAstm(
  port: () => number,
  messages: readonly { id: string; raw: string }[],
  { onAck = undefined as ((id: string) => void) | undefined, over = (): boolean => false } = {},
): Promise<{ acked: Map<string, string>; sends: number }> {
  const acked = new Map<string, string>();
  let sends = 0;
  let line: Awaited<ReturnType<typeof connectAstm>> | null = null;
  for (const { id, raw } of messages)
    for (let delivered = false; !delivered && !over();) {
      try {
        line ??= await connectAstm({ port: port(), settings: SHORT, onMessage: async () => 'accept' });
      } catch {
        await pause(20);
        continue;
      }
      sends++;
      const outcome = await line.send(raw);
      delivered = outcome.delivered;
      if (delivered) {
        acked.set(id, 'ACK');
        onAck?.(id);
      } else {
        line.close();
        line = null;
      }
    }
  line?.close();
  return { acked, sends };
}

/** An instrument that asks for each specimen until it is answered; the tests it was told, by specimen. */
export async function queryAstm(port: () => number, specimens: readonly string[], from: string, patience = 800): Promise<{ told: Map<string, string[]>; sends: number }> {
  const told = new Map<string, string[]>();
  let sends = 0;
  let wake = () => {};
  let line: Awaited<ReturnType<typeof connectAstm>> | null = null;
  const onMessage = async (_: Uint8Array, text: string) => {
    for (const specimen of /\rO\|\d+\|([^|^]+)/.exec(text)?.slice(1) ?? []) told.set(specimen, testsIn(text, specimen));
    wake();
    return 'accept' as const;
  };
  for (const [n, specimen] of specimens.entries())
    for (let tries = 0; !told.has(specimen); tries++) {
      try {
        line ??= await connectAstm({ port: port(), settings: SHORT, onMessage });
      } catch {
        await pause(20);
        continue;
      }
      sends++;
      const at = String(20_260_105_073_100 + tries);
      const answered = new Promise<void>((resolve) => (wake = resolve));
      const outcome = await line.send(writeMessage(queryFor({ id: `Q${n}-${tries}`, sender: from, receiver: 'LIS', at }, specimen)));
      if (outcome.delivered) await Promise.race([answered, pause(patience), line.closed]);
      if (!told.has(specimen)) {
        line.close();
        line = null;
      }
    }
  line?.close();
  return { told, sends };
} // prettier-ignore
