import type { Segment } from './message.ts';
import type { Order, Patient, Reported, Result, SpecimenInfo, Value } from './terms.ts';
import { code, identifier, segment, time, type Cell } from './write.ts';

/** Segments of the messages we send, from plain data. `n` is the set id; LAW leaves it out of OBR. */

export const pid = (p: Patient): Segment =>
  segment('PID', {
    1: '1',
    3: { repeat: p.ids.map(({ id, authority, type }) => [id, '', '', authority, type]) },
    5: [p.family, p.given, p.middle],
    7: time(p.born),
    8: p.sex,
  });

export const spm = (n: number, s: SpecimenInfo): Segment =>
  segment('SPM', {
    1: String(n),
    2: [s.id, s.filler],
    4: code(s.type),
    11: [s.role, '', 'HL70369'],
    17: time(s.collected),
    18: time(s.received),
    20: s.available === null ? '' : s.available ? 'Y' : 'N',
    21: { repeat: s.rejected.map((reason) => [reason, '', 'HL70490']) },
    24: code(s.condition),
  });

/** Nothing where no container is known. */
export const sac = (s: SpecimenInfo): Segment[] =>
  s.container === null ? [] : [segment('SAC', { 3: s.container, 10: s.carrier, 11: s.position, 13: s.tray })];

export const orc = (o: Order): Segment =>
  segment('ORC', { 1: o.control, 2: o.placer, 3: o.filler, 9: time(o.ordered) });

export const tq1 = (o: Order): Segment[] =>
  o.priority === null ? [] : [segment('TQ1', { 9: [o.priority, '', 'HL70485'] })];

export const obr = (n: number | null, o: Order | Reported): Segment =>
  segment('OBR', {
    1: n === null ? '' : String(n),
    2: o.placer,
    3: o.filler,
    4: code(o.service),
    7: time(o.collected),
    ...('status' in o ? { 22: time(o.reported), 25: o.status } : {}),
  });

export const nte = (comments: readonly string[]): Segment[] =>
  comments.map((text, i) => segment('NTE', { 1: String(i + 1), 2: 'L', 3: text }));

/** @param law marks the result as one of an analyzer (OBX-3 alternate system IHELAW, OBX-29 RSLT) */
export const obx = (n: number, r: Result, law: boolean): Segment =>
  segment('OBX', {
    1: String(n),
    2: r.value.type === 'none' ? '' : r.value.type,
    3: [r.code.code, r.code.text, r.code.system, ...(law ? ['', '', 'IHELAW'] : [])],
    4: r.subId,
    5: value(r.value),
    6: code(r.unit),
    7: r.range,
    8: { repeat: r.flags.map((flag) => [flag, '', 'HL70078']) },
    11: r.status,
    14: time(r.observed),
    16: r.operator,
    17: code(r.method),
    18: r.instrument && identifier(r.instrument),
    19: time(r.analyzed),
    29: law ? 'RSLT' : '',
  });

function value(v: Value): Cell {
  switch (v.type) {
    case 'NM':
      return v.number;
    case 'SN':
      return [v.comparator, v.number, v.separator, v.second];
    case 'CWE':
      return code(v.code);
    case 'none':
      return null;
    default:
      return v.text;
  }
}
