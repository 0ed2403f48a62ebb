import { error, type Message, type Problem } from './message.ts';
import {
  codeOf,
  commentsOf,
  firstOf,
  groupsAt,
  headerOf,
  patientOf,
  reportedOf,
  resultOf,
  specimenOf,
  timeOf,
} from './parts.ts';
import { DELETE } from './message.ts';
import { known, placed, textAt, typeOf, type Placed } from './read.ts';
import { reading, type Reading } from './reading.ts';
import type { AckCode, Control } from './tables.ts';
import type { Header, Order, Patient, Reported, Result, SpecimenInfo } from './terms.ts';
import type { UnitCheck } from './values.ts';

/** @property path its ORC */
export type ReceivedOrder = Order & { specimen: SpecimenInfo | null; path: string };
export type Orders = { header: Header; patient: Patient | null; orders: readonly ReceivedOrder[] };

const NAMELESS = 'the specimen has no id: neither SPM-2 nor the SAC-3 of its container names it';
const nameless = (spm: Placed): Problem => error(`${spm.path}-2`, NAMELESS);
const begins =
  (...ids: string[]) =>
  (id: string) =>
    ids.includes(id);

/** Orders of ORM^O01, OML^O21 and OML^O33. The last is also the work an analyzer is given (LAB-28); DC there = there is none. */
export function readOrders(message: Message, unit: UnitCheck | null = null): Reading<Orders> {
  return reading(message, ['ORM^O01', 'OML^O21', 'OML^O33'], unit, () => {
    const all = placed(message);
    const bySpecimen = typeOf(message) === 'OML^O33';
    const { head, groups } = groupsAt(all, begins(bySpecimen ? 'SPM' : 'ORC'));
    const orders: ReceivedOrder[] = [];
    for (const group of groups) {
      const spm = group.findIndex((one) => one.segment.id === 'SPM');
      const specimen = spm < 0 ? null : specimenOf(group.slice(spm));
      if (spm >= 0 && specimen === null) return nameless(group[spm]!);
      for (const order of groupsAt(group, begins('ORC')).groups) {
        const read = orderOf(order, specimen);
        if ('severity' in read) return read;
        orders.push(read);
      }
    }
    const pid = firstOf(head, 'PID');
    return { header: headerOf(message), patient: pid && patientOf(pid), orders };
  });
}

/** @param group ORC first */
function orderOf(group: readonly Placed[], specimen: SpecimenInfo | null): ReceivedOrder | Problem {
  const orc = group[0]!;
  const obr = firstOf(group, 'OBR');
  const tq1 = firstOf(group, 'TQ1');
  const control = textAt(orc.segment, 1) as Control;
  const service = obr && codeOf(obr, 4);
  // An analyzer is told that there is no work by DC without a test (facts: ihe_law).
  if (!service && control !== 'DC')
    return error(orc.path, `the order names no test: ${obr ? 'OBR-4 is empty' : 'there is no OBR after it'}`);
  const id = (n: number) => known(orc.segment, n) ?? (obr && known(obr.segment, n));
  const places = { priority: [tq1, 9], ordered: [orc, 9], collected: [obr, 7] } as const;
  const deleted = ([one, field]: readonly [Placed | null, number]) =>
    one !== null && textAt(one.segment, field) === DELETE;
  return {
    control,
    placer: id(2),
    filler: id(3),
    service: service ?? { code: '', text: '', system: '' },
    priority: (tq1 && known(tq1.segment, 9)) ?? (obr && known(obr.segment, 5)),
    ordered: timeOf(orc, 9),
    collected: obr && timeOf(obr, 7),
    comments: obr ? commentsOf(group.slice(group.indexOf(obr)), ['TCD']) : [],
    deletes: (['priority', 'ordered', 'collected'] as const).filter((name) => deleted(places[name])),
    specimen,
    path: orc.path,
  };
}

/** @property path its OBX */
export type ReceivedResult = {
  patient: Patient | null;
  specimen: SpecimenInfo | null;
  order: Reported;
  result: Result;
  path: string;
};
export type Results = { header: Header; results: readonly ReceivedResult[] };

/**
 * Results of OUL^R22 and ORU^R01, each with whose it is. OBX of a specimen (not of an order) describe it and are no results.
 * Nothing is merged: who files them keys them by specimen, code, OBX-4 and time (traps T11, T12).
 */
export function readResults(message: Message, unit: UnitCheck | null = null): Reading<Results> {
  return reading(message, ['OUL^R22', 'ORU^R01'], unit, () => {
    const all = placed(message);
    const bySpecimen = typeOf(message) === 'OUL^R22';
    const results: ReceivedResult[] = [];
    const pid = firstOf(all, 'PID');
    let patient = bySpecimen ? pid && patientOf(pid) : null;
    const outer = groupsAt(all, begins(bySpecimen ? 'SPM' : 'PID'));
    for (const group of bySpecimen ? outer.groups : [outer.head, ...outer.groups]) {
      const first = group[0]!;
      if (first.segment.id === 'PID') patient = patientOf(first);
      const own = bySpecimen ? specimenOf(group) : null;
      if (bySpecimen && own === null) return nameless(first);
      const orders = groupsAt(group, (id, before) =>
        bySpecimen ? id === 'OBR' : id === 'ORC' || (id === 'OBR' && before !== 'ORC'),
      ).groups;
      for (const order of orders) {
        const spm = order.findIndex((one) => one.segment.id === 'SPM');
        const specimen = spm < 0 ? own : specimenOf(order.slice(spm));
        if (spm >= 0 && specimen === null) return nameless(order[spm]!);
        const reported = reportedOf(order);
        for (const obx of groupsAt(order.slice(0, spm < 0 ? undefined : spm), begins('OBX')).groups)
          results.push({ patient, specimen, order: reported, result: resultOf(obx), path: obx[0]!.path });
      }
    }
    const obx = firstOf(all, 'OBX');
    if (obx !== null && results.length === 0)
      return error(
        obx.path,
        'every OBX stands under SPM and describes the specimen; results stand under OBR',
      );
    return { header: headerOf(message), results };
  });
}

export type ReceivedQuery = { header: Header; tag: string; specimen: string | null };

/** QBP^Q11 (LAB-27): WOS names a specimen, WOS_ALL asks for all there is (specimen null). */
export function readQuery(message: Message): Reading<ReceivedQuery> {
  return reading(message, ['QBP^Q11'], null, () => {
    const { segment } = firstOf(placed(message), 'QPD')!;
    const name = textAt(segment, 1);
    const specimen = known(segment, 3);
    if (name !== 'WOS' && name !== 'WOS_ALL')
      return error(
        'QPD-1',
        `the query ${JSON.stringify(name)} is not answered here; known are WOS and WOS_ALL`,
      );
    if (name === 'WOS' && specimen === null)
      return error('QPD-3', 'the query names no specimen; queries by rack or tray are not answered here');
    return { header: headerOf(message), tag: textAt(segment, 2), specimen: name === 'WOS' ? specimen : null };
  });
}

export type ReceivedAck = {
  header: Header;
  code: AckCode;
  answers: string;
  text: string;
  errors: readonly { at: string; code: string; text: string }[];
  /** QAK-2 of an answer to a query: OK, NF (nothing found), AE, AR. */
  found: string | null;
};

/** What an ACK, ORL^O34 or RSP^K11 answers. */
export function readAck(message: Message): Reading<ReceivedAck> {
  return reading(message, ['ACK', 'ORL^O34', 'ORL^O42', 'RSP^K11'], null, () => {
    const all = placed(message);
    const { segment } = firstOf(all, 'MSA')!;
    const qak = firstOf(all, 'QAK');
    const errors = all.filter((one) => one.segment.id === 'ERR').map(({ segment: err }) => {
      const [id, n, field, component] = [1, 2, 3, 5].map((c) => textAt(err, 2, c));
      const place = `${id}${n && n !== '1' ? `[${n}]` : ''}${field ? `-${field}` : ''}${component ? `.${component}` : ''}`;
      return { at: place, code: textAt(err, 3), text: textAt(err, 8) || textAt(err, 3, 2) };
    }); // prettier-ignore
    return {
      header: headerOf(message),
      code: textAt(segment, 1) as AckCode,
      answers: textAt(segment, 2),
      text: textAt(segment, 3),
      errors,
      found: qak && known(qak.segment, 2),
    };
  });
}
