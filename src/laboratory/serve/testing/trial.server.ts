import { join } from 'node:path';
import { migrate, openDatabase, type Place } from '#storage/index.server.ts';
import { loadCatalog } from '../../catalog/load.server.ts';
import { isRefusal, rulesOf, act, type Ledger, type Rules } from '../../lis/index.ts';
import { serveMllp } from '../../wire/hl7/socket.server.ts';
import { ack, parse, serialize, textAt } from '../../wire/hl7/index.ts';
import { openLis } from '../../store.server.ts';
import { openHouse, type House } from '../house.server.ts';
import { sendReports, serveAstmLis, serveHl7 } from '../lines.server.ts';
import { badLine, type Counts, type LineFaults } from './bad-line.server.ts';
import { astmResult, hl7Result, queryAstm, sendAstm, sendHl7, valueOf, type Sent } from './senders.server.ts';

const CONTENT = join(import.meta.dirname, '../../../../content');
export const RULES: Rules = rulesOf(loadCatalog(CONTENT).catalog, { accession: { prefix: 'A', digits: 6 } });

/** What a chain holds of results that were sent. @property crossed a value that belongs to another result */
export type Found = { filed: number; lost: number; doubled: number; crossed: number; parked: number };

export function foundIn({ lis, events }: Ledger, sent: readonly Sent[]): Found {
  const found = { filed: 0, lost: 0, doubled: 0, crossed: 0, parked: 0 };
  for (const one of sent) {
    const readings = lis.results.get(`${one.accession}/${one.test}`)?.readings ?? [];
    if (readings.length === 0) found.lost++;
    else found.filed++;
    if (readings.length > 1) found.doubled++;
    if (readings.some((r) => r.value !== valueOf(one))) found.crossed++;
  }
  const raws = events.flatMap((e) => (e.type === 'MessageFiled' ? [lis.messages.get(e.message)!.raw] : []));
  found.doubled += raws.length - new Set(raws).size;
  found.parked = [...lis.messages.values()].filter((m) => m.state.status === 'parked').length;
  return found;
}

/** So many results that somebody waits for: specimens of ten tests each, ordered and accepted. */
export async function orderFor(house: House, count: number): Promise<Sent[]> {
  const tests = ['na', 'k', 'cl', 'co2', 'bun', 'crea', 'glu', 'ca', 'alb', 'tp'].map((id) =>
    RULES.analytes.get(id)!,
  );
  const sent: Sent[] = [];
  await house.write({ id: 'EHR', role: 'sender' }, (ledger, asking) => {
    sent.length = 0;
    const does = (command: Parameters<typeof act>[1]) => {
      const done = act(ledger, command, { ...asking, by: { id: 'lis', role: 'system' } }, RULES);
      if (isRefusal(done)) throw new Error(done.refused);
      return done.events;
    };
    for (let n = 0; n < count; n += tests.length) {
      const identity = {
        mrn: `VB${n}`,
        family: 'LARCH',
        given: 'WREN',
        born: '1971-02-03',
        sex: 'F' as const,
      };
      const [order] = does({
        do: 'order',
        identity,
        tests: tests.map((t) => t.id),
        priority: 'routine',
        ward: '4 West',
      });
      if (order?.type !== 'OrderReceived') throw new Error('no order');
      const { accession } = order.specimens[0]!;
      does({ do: 'scan', container: `T${n}`, scanned: accession });
      does({ do: 'accept', accession, container: `T${n}` });
      tests.forEach((t, i) => {
        if (n + i < count) sent.push({ n: n + i, accession, test: t.id, loinc: t.loinc!, unit: t.unit! });
      });
    }
  });
  return sent;
}

export const SHORT = { times: { reply: 400, frame: 800, busy: 50, instrument: 5, computer: 50 }, rest: 50 };
export type Trial = {
  protocol: 'hl7' | 'astm';
  way: 'in' | 'out';
  count: number;
  connections: number;
  faults: Partial<LineFaults>;
  seed: number;
};
export type Tried = Trial & Found & { acknowledged: number; sends: number; counts: Counts; seconds: number };

/** The rest of a sum of what happened on several lines. */
const total = (all: readonly Counts[]): Counts =>
  all.reduce(
    (sum, one) =>
      Object.fromEntries(Object.entries(sum).map(([k, v]) => [k, v + one[k as keyof Counts]])) as Counts,
  );

/** Sends `count` messages over bad lines until each is acknowledged, and looks into the database what came of them. */
export async function tried(trial: Trial, place: Place): Promise<Tried> {
  const { protocol, way, count, connections, faults, seed } = trial;
  const database = openDatabase(place);
  const migrated = await migrate(database, () => new Date());
  if (!migrated.ok) throw new Error(migrated.sentence);
  const id = `${protocol}-${way}-${seed}`;
  const store = await openLis(database.db, id, '2026-01-05T07:00:00Z');
  const house = openHouse(store, RULES, () => Date.parse('2026-01-05T07:31:00Z') / 1000);
  const report = (error: unknown) => {
    throw error;
  };
  const where = { port: 0, host: '127.0.0.1', report };
  const begun = performance.now();
  try {
    const sent = await orderFor(
      house,
      protocol === 'astm' && way === 'out' ? count * 10 : way === 'out' ? 0 : count,
    );
    if (protocol === 'hl7' && way === 'out')
      return await outbound(trial, house, { ...where, port: 0 }, begun);
    const server =
      protocol === 'hl7' ? await serveHl7(house, where) : await serveAstmLis(house, where, SHORT);
    const lines = await Promise.all(
      Array.from({ length: connections }, (_, i) => badLine(protocol, () => server.port, seed + i, faults)),
    );
    const accessions = [...new Set(sent.map((s) => s.accession))];
    const each = await Promise.all(
      lines.map(async (line, i) => {
        const from = `C${i}`;
        const port = () => line.port;
        if (way === 'out') {
          const asked = accessions.filter((_, n) => n % connections === i);
          const { told, sends } = await queryAstm(port, asked, from);
          // Every answer has the tests of its specimen, and those alone.
          const crossed = asked.filter(
            (a) =>
              told.get(a)!.toSorted().join() !==
              sent
                .filter((s) => s.accession === a)
                .map((s) => s.test.toUpperCase())
                .concat('HIDX', 'IIDX', 'LIDX')
                .toSorted()
                .join(),
          ).length;
          return { acknowledged: told.size, sends, crossed };
        }
        const mine = sent.filter((_, n) => n % connections === i);
        const messages = mine.map((one) => ({
          id: `${from}-${one.n}`,
          raw: protocol === 'hl7' ? hl7Result(one, from) : astmResult(one, from),
        }));
        const { acked, sends } =
          protocol === 'hl7' ? await sendHl7(port, messages) : await sendAstm(port, messages);
        return {
          acknowledged: acked.size,
          sends,
          crossed: [...acked.values()].filter((c) => c === 'AE' || c === 'AR').length,
        };
      }),
    );
    await Promise.all(lines.map((line) => line.close()));
    await server.close();
    await store.settled();
    // Not what this process remembers: the chain as the database has it.
    const kept = await (await openLis(database.db, id, '')).look((ledger) => ledger);
    const acknowledged = each.reduce((n, e) => n + e.acknowledged, 0);
    const crossed = each.reduce((n, e) => n + e.crossed, 0);
    const found =
      way === 'in'
        ? foundIn(kept, sent)
        : { filed: acknowledged, lost: count - acknowledged, doubled: 0, crossed: 0, parked: 0 };
    return {
      ...trial,
      ...found,
      crossed: found.crossed + crossed,
      acknowledged,
      sends: each.reduce((n, e) => n + e.sends, 0),
      counts: total(lines.map((l) => l.counts)),
      seconds: (performance.now() - begun) / 1000,
    };
  } finally {
    await database.close();
  }
}

/** Reports to a receiver that knows a message by its control id, as every receiver must. */
async function outbound(
  trial: Trial,
  house: House,
  where: { host: string; port: number; report: (error: unknown) => void },
  begun: number,
): Promise<Tried> {
  const { count, faults, seed } = trial;
  const raw = (n: number) =>
    `MSH|^~\\&|BENCHPATH|LAB|EHR|HOSP|20260105073100||ORU^R01^ORU_R01|M${n + 1}|T|2.5.1\rOBX|1|NM|2823-3^^LN||${n}\r`;
  await house.note(
    Array.from({ length: count }, (_, n) => ({
      type: 'MessageOut' as const,
      message: `M${n + 1}`,
      protocol: 'hl7' as const,
      to: 'EHR',
      raw: raw(n),
    })),
  );
  const received = new Map<string, string[]>();
  const order: string[] = [];
  const ehr = await serveMllp({
    port: 0,
    onMessage: async (bytes) => {
      const message = parse(bytes);
      if ('unread' in message) throw new Error(message.unread);
      const id = textAt(message.segments[0]!, 10);
      if (!received.has(id)) order.push(id);
      received.set(id, [...(received.get(id) ?? []), message.raw]);
      const us = { application: 'EHR', facility: 'HOSP' };
      const header = {
        from: us,
        to: us,
        at: '2026-01-05T07:31:00',
        controlId: `A${id}`,
        processing: 'T' as const,
        profile: null,
      };
      return [
        new TextEncoder().encode(
          serialize(ack(header, message, { code: 'AA', answers: id, text: '', errors: [] })),
        ),
      ];
    },
  });
  const line = await badLine('hl7', () => ehr.port, seed, faults);
  const sending = sendReports(house, { ...where, port: line.port }, 150, [5, 20]);
  const left = () => house.store.look(({ lis }) => lis.unsent.size);
  while ((await left()) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  await sending.close();
  await line.close();
  await ehr.close();
  const crossed = [...received].filter(([id, raws]) =>
    raws.some((r) => r !== raw(Number(id.slice(1)) - 1)),
  ).length;
  // The first copy of each came in the order in which they were reported.
  const inOrder = order.every((id, n) => id === `M${n + 1}`);
  return {
    ...trial,
    filed: received.size,
    lost: count - received.size,
    doubled: inOrder ? 0 : 1,
    crossed,
    parked: 0,
    acknowledged: received.size,
    sends: [...received.values()].reduce((n, all) => n + all.length, 0),
    counts: line.counts,
    seconds: (performance.now() - begun) / 1000,
  };
}

/** Faults as often as a bad cable and a bad network have them at once. */
export const BAD: { [protocol in 'hl7' | 'astm']: Partial<LineFaults> } = {
  hl7: { cut: 0.01, half: 0.01, drop: 0.01, double: 0.02, swap: 0.02, stall: 0.01, stallMs: 10 },
  astm: { cut: 0.004, half: 0.004, flip: 0.02, nak: 0.02, stall: 0.01, stallMs: 10 },
};
export const isLoss = ({ lost, doubled, crossed, parked }: Found): boolean =>
  lost + doubled + crossed + parked > 0;

export function tableOf(rows: readonly Tried[]): string {
  const head = [
    'line',
    'way',
    'messages',
    'lines',
    'sent',
    'acknowledged',
    'lost',
    'doubled',
    'crossed',
    'faults of the line',
    'seconds',
  ];
  const cells = rows.map((r) =>
    [
      r.protocol.toUpperCase(),
      r.way,
      r.count,
      r.connections,
      r.sends,
      r.acknowledged,
      r.lost,
      r.doubled,
      r.crossed,
      Object.entries(r.counts)
        .filter(([k, v]) => k !== 'pieces' && v > 0)
        .map(([k, v]) => `${v} ${k}`)
        .join(', ') || 'none',
      r.seconds.toFixed(1),
    ].map(String),
  );
  const widths = head.map((h, i) => Math.max(h.length, ...cells.map((c) => c[i]!.length)));
  return [head, ...cells]
    .map((row) =>
      row
        .map((c, i) => c.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
