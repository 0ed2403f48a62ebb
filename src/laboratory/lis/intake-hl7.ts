import {
  ack,
  omlO33,
  orlO34,
  parse,
  readAck,
  readOrders,
  readQuery,
  readResults,
  rspK11,
  serialize,
  typeOf,
  type AckCode,
  type Header,
  type Message,
  type ReceivedResult,
} from '../wire/hl7/index.ts';
import type { Asking } from './command.ts';
import { fileOrders, hl7Orders } from './filing-orders.ts';
import { fileResults, isParked, type Incoming } from './filing.ts';
import type { Read, Understood } from './intake.ts';
import { isoTime, timeOf } from './time.ts';
import { openWork } from './work.ts';

const US = { application: 'BENCHPATH', facility: 'LAB' };

function header(
  message: { id: string },
  to: Message | null,
  asking: Asking,
  profile: string | null = null,
): Header {
  const msh = to?.segments[0];
  const at = (n: number) => msh?.fields[n - 1]?.[0]?.[0]?.[0] ?? '';
  return {
    from: US,
    to: { application: at(3), facility: at(4) },
    at: isoTime(asking.at),
    controlId: `${message.id}A`,
    processing: at(11) === 'T' ? 'T' : at(11) === 'D' ? 'D' : 'P',
    profile: profile ? { id: profile, authority: 'IHE' } : null,
  };
}

/** Reads one HL7 v2 message: results, orders, a query, or an answer to one of ours. */
export const readHl7: Read = (lis, taken, asking, rules) => {
  const message = parse(taken.raw);
  const none = { happened: [], about: [] };
  if ('unread' in message) {
    const answer = { code: 'AR' as AckCode, answers: '', text: message.unread, errors: [] };
    return {
      ...none,
      park: message.unread,
      replies: [serialize(ack(header(taken, null, asking), null, answer))],
    };
  }
  const controlId = message.segments[0]?.fields[9]?.[0]?.[0]?.[0] ?? '';
  const answered = (code: AckCode, text: string): string =>
    serialize(
      ack(header(taken, message, asking), message, {
        code,
        answers: controlId,
        text,
        errors: code === 'AA' ? [] : [{ at: '', code: 'value', text }],
      }),
    );
  const parked = (why: string): Understood => ({
    ...none,
    park: why,
    replies: [answered('AE', `kept aside: ${why}`)],
  });
  const kind = typeOf(message);

  if (kind === 'OUL^R22' || kind === 'ORU^R01') {
    const read = readResults(message);
    if ('problems' in read) return parked(read.problems.map((p) => `${p.path} ${p.problem}`).join('; '));
    if (taken.again) return { ...none, park: null, replies: [answered('AA', '')] };
    const sent = timeOf(read.value.header.at) ?? asking.at;
    const filed = fileResults(
      lis,
      taken.from,
      taken.id,
      read.value.results.map((r) => incoming(r, sent)),
      asking,
      rules,
    );
    if (isParked(filed)) return parked(filed.park);
    return { ...filed, park: null, replies: [answered('AA', '')] };
  }
  if (kind === 'OML^O33' || kind === 'OML^O21' || kind === 'ORM^O01') {
    const read = readOrders(message);
    if ('problems' in read) return parked(read.problems.map((p) => `${p.path} ${p.problem}`).join('; '));
    const filed = taken.again ? [] : fileOrders(lis, hl7Orders(read.value), asking, rules);
    if (isParked(filed)) return parked(filed.park);
    const yes = { code: 'AA' as AckCode, answers: controlId, text: '', errors: [] };
    const reply = kind === 'OML^O33' ? orlO34(header(taken, message, asking, 'LAB-28'), yes, null, []) : null;
    return {
      happened: filed,
      about: [],
      park: null,
      replies: [reply ? serialize(reply) : answered('AA', '')],
    };
  }
  if (kind === 'QBP^Q11') {
    const read = readQuery(message);
    if ('problems' in read) return parked(read.problems.map((p) => p.problem).join('; '));
    const work = openWork(lis, taken.from, read.value.specimen, asking, rules);
    const yes = { code: 'AA' as AckCode, answers: controlId, text: '', errors: [] };
    const query = { tag: read.value.tag, specimen: read.value.specimen };
    const to = (profile: string) => header(taken, message, asking, profile);
    return {
      happened: [
        { type: 'QueryReceived', analyzer: taken.from, specimen: read.value.specimen ?? 'all' },
        ...work.map((w) => ({
          type: 'OrderDownloaded' as const,
          analyzer: taken.from,
          accession: w.specimen.id,
          tests: w.tests,
          message: taken.id,
        })),
      ],
      about: [],
      park: null,
      replies: [
        serialize(rspK11(to('LAB-27'), yes, query, work.length > 0 ? 'OK' : 'NF')),
        ...(work.length > 0
          ? work.map((w, i) =>
              serialize(
                omlO33({ ...to('LAB-28'), controlId: `${taken.id}W${i + 1}` }, w.patient, [
                  { specimen: w.specimen, orders: w.orders },
                ]),
              ),
            )
          : []),
      ],
    };
  }
  const answer = readAck(message);
  if ('value' in answer)
    return {
      happened: lis.messages.has(answer.value.answers)
        ? [{ type: 'MessageTaken' as const, message: answer.value.answers }]
        : [],
      about: [],
      park: null,
      replies: [],
    };
  return parked(`messages of the kind ${kind || 'without MSH-9'} are not read here`);
};

/** A result of the wire as filing takes it. */
function incoming({ patient, specimen, result }: ReceivedResult, sent: number): Incoming {
  const { value } = result;
  const number = value.type === 'NM' || value.type === 'SN' ? Number(value.number) : null;
  const text =
    value.type === 'ST' || value.type === 'TX' || value.type === 'FT'
      ? value.text
      : value.type === 'CWE'
        ? value.code.text || value.code.code
        : null;
  const beyond =
    value.type === 'SN' && (value.comparator === '<' || value.comparator === '>') ? value.comparator : null;
  const when = result.analyzed ?? result.observed;
  return {
    specimen: specimen?.id ?? '',
    control: specimen?.role === 'Q',
    code: result.code.code,
    subId: result.subId,
    value: number,
    text,
    beyond,
    unit: result.unit?.code ?? null,
    alarms: result.comments,
    at: (when === null ? null : timeOf(when)) ?? sent,
    mrn: patient?.ids.find((i) => i.type === 'MR')?.id ?? null,
  };
}
