import { textAt } from './read.ts';
import type { Message } from './message.ts';
import { nte, obr, obx, orc, pid, sac, spm, tq1 } from './segments.ts';
import { ERROR_CODES } from './tables.ts';
import type { Ack, Code, Header, Order, Patient, Reported, Result, SpecimenInfo } from './terms.ts';
import { code, message, segment, type Cell } from './write.ts';

/** ACK for a message. Its trigger is that of the message (ACK^R22^ACK); a message that could not be read has none. */
export function ack(header: Header, to: Message | null, answer: Ack): Message {
  const msh = to?.segments[0];
  return message(header, ['ACK', msh ? textAt(msh, 9, 2) : '', 'ACK'], answerSegments(answer));
}

function answerSegments({ code: said, answers, text, errors }: Ack) {
  return [
    segment('MSA', { 1: said, 2: answers, 3: text }),
    ...errors.map((e) =>
      segment('ERR', { 2: place(e.at), 3: [...ERROR_CODES[e.code], 'HL70357'], 4: 'E', 8: e.text }),
    ),
  ];
}

/** OBX[2]-5.2 as ERR-2: segment, sequence, field, repetition, component. */
function place(at: string): Cell {
  const found = /^([A-Z][A-Z0-9]{2})(?:\[(\d+)\])?(?:-(\d+)(?:\.(\d+))?)?$/.exec(at);
  if (!found) return null;
  const [, id = '', n = '1', field = '', component = ''] = found;
  return [id, n, field, component === '' ? '' : '1', component];
}

export type Report = { order: Reported; results: readonly Result[] };

/** ORU^R01: results of one patient to whoever ordered them. */
export function oruR01(header: Header, patient: Patient, reports: readonly Report[]): Message {
  return message(header, ['ORU', 'R01', 'ORU_R01'], [
    pid(patient),
    ...reports.flatMap(({ order, results }, i) => [
      ...(order.control === null ? [] : [statusOf(order)]),
      obr(i + 1, order),
      ...nte(order.comments),
      ...results.flatMap((r, n) => [obx(n + 1, r, false), ...nte(r.comments)]),
    ]),
  ]); // prettier-ignore
}

const statusOf = ({ control, placer, filler, orderStatus }: Reported) =>
  segment('ORC', { 1: control, 2: placer, 3: filler, 5: orderStatus });

export type Work = { specimen: SpecimenInfo; orders: readonly Order[] };

/** OML^O33 (LAB-28): work for specimens. One specimen in each message is safest (facts: ihe_law). */
export function omlO33(header: Header, patient: Patient | null, work: readonly Work[]): Message {
  return message(header, ['OML', 'O33', 'OML_O33'], [
    ...(patient ? [pid(patient)] : []),
    ...work.flatMap(({ specimen, orders }, i) => [
      spm(i + 1, specimen),
      ...sac(specimen),
      ...orders.flatMap((o) => [orc(o), ...tq1(o), obr(null, o), ...nte(o.comments)]),
    ]),
  ]); // prettier-ignore
}

/** ORL^O34: whether the work was taken; each order answers with OK, UA … in ORC-1. */
export function orlO34(header: Header, answer: Ack, patient: Patient | null, work: readonly Work[]): Message {
  return message(header, ['ORL', 'O34', 'ORL_O34'], [
    ...answerSegments(answer),
    ...(patient ? [pid(patient)] : []),
    ...work.flatMap(({ specimen, orders }, i) => [
      spm(i + 1, specimen),
      ...sac(specimen),
      ...orders.flatMap((o) => [orc(o), obr(null, o)]),
    ]),
  ]); // prettier-ignore
}

/** OML^O21: orders of one patient, each with its specimen where there is one. */
export function omlO21(
  header: Header,
  patient: Patient,
  orders: readonly (Order & { specimen: SpecimenInfo | null })[],
): Message {
  return message(header, ['OML', 'O21', 'OML_O21'], [
    pid(patient),
    ...orders.flatMap((o, i) => [
      orc(o),
      ...tq1(o),
      obr(i + 1, o),
      ...nte(o.comments),
      ...(o.specimen ? [spm(1, o.specimen), ...sac(o.specimen)] : []),
    ]),
  ]); // prettier-ignore
}

/** What WOS and WOS_ALL are called on the wire (facts: ihe_law). */
const WORK_ORDER_STEP: Code = { code: 'WOS', text: 'Work Order Step', system: 'IHELAW' };

export type Query = { tag: string; specimen: string | null };

const qpd = ({ tag, specimen }: Query) =>
  segment('QPD', {
    1: code(specimen === null ? { ...WORK_ORDER_STEP, code: 'WOS_ALL' } : WORK_ORDER_STEP),
    2: tag,
    3: specimen,
  });

/** QBP^Q11 (LAB-27): is there work for this specimen? Without a specimen: all there is. */
export function qbpQ11(header: Header, query: Query): Message {
  return message(header, ['QBP', 'Q11', 'QBP_Q11'], [qpd(query), segment('RCP', { 1: 'I', 3: 'R' })]);
}

/** RSP^K11: the query was understood; the work itself comes as OML^O33. */
export function rspK11(header: Header, answer: Ack, query: Query, found: 'OK' | 'NF' | 'AE'): Message {
  const qak = segment('QAK', { 1: query.tag, 2: found, 3: code(WORK_ORDER_STEP) });
  return message(header, ['RSP', 'K11', 'RSP_K11'], [...answerSegments(answer), qak, qpd(query)]);
}

export type Measured = { specimen: SpecimenInfo; orders: readonly Report[] };

/** OUL^R22 (LAB-29): results of specimens, patients' or controls'. */
export function oulR22(header: Header, measured: readonly Measured[]): Message {
  return message(header, ['OUL', 'R22', 'OUL_R22'], measured.flatMap(({ specimen, orders }, i) => [
    spm(i + 1, specimen),
    ...sac(specimen),
    ...orders.flatMap(({ order, results }) => [
      obr(null, order),
      ...(order.control === null ? [] : [segment('ORC', { 1: order.control, 5: order.orderStatus })]),
      ...nte(order.comments),
      ...results.flatMap((r, n) => [obx(n + 1, r, true), ...nte(r.comments)]),
    ]),
  ])); // prettier-ignore
}
