import {
  bytesOf, frameOf, mllpReader, oulR22, parse, qbpQ11, readAck, readOrders, typeOf, orlO34,
  type Header, type Message, type Result as WireResult, type SpecimenInfo,
} from '../wire/hl7/index.ts'; // prettier-ignore
import type { Catalog } from '../catalog/index.ts';
import type { Measured } from '../world/index.ts';
import type { Sample } from './sample.ts';

// An analyzer that speaks HL7 v2.5.1 as IHE LAW asks for: LAB-27 to ask, LAB-28 to be told, LAB-29 to report.

/** What goes over a line and what comes back: whole messages as bytes in their frames. */
export type Line = (sent: Uint8Array) => Uint8Array;

const LIS = { application: 'BENCHPATH', facility: 'LAB' };

/** Who speaks; `next` gives control ids. */
export type Voice = { id: string; at: string; next: () => string };
export type Speaker = Voice & { line: Line };

const header = (who: Voice, profile: string): Header => ({
  from: { application: who.id, facility: 'BENCH' },
  to: LIS,
  at: who.at,
  controlId: who.next(),
  processing: 'T',
  profile: { id: profile, authority: 'IHE' },
});

/** Sends one message and reads what comes back; what cannot be read is left out, as a real analyzer would. */
function exchange(who: Speaker, message: Message): Message[] {
  const reader = mllpReader();
  const arrivals = [...reader.feed(who.line(frameOf(bytesOf(message)))), ...reader.end()];
  return arrivals.flatMap((a) => {
    if (a.kind !== 'frame') return [];
    const read = parse(a.bytes);
    return 'unread' in read ? [] : [read];
  });
}

const bare = (specimen: string, role: 'P' | 'Q'): SpecimenInfo => ({
  id: specimen, filler: null, container: specimen, carrier: null, position: null, tray: null, type: null, role,
  collected: null, received: null, available: null, rejected: [], condition: null,
}); // prettier-ignore

/** LAB-27 and LAB-28: which codes the host wants of this specimen; each work message is answered. */
export function askForWork(who: Speaker, specimen: string): string[] {
  const codes: string[] = [];
  for (const message of exchange(who, workQuery(who, specimen))) {
    const work = workIn(who, message);
    if (!work) continue;
    codes.push(...work.codes);
    exchange(who, work.taken);
  }
  return codes;
}

export const workQuery = (who: Voice, specimen: string): Message =>
  qbpQ11(header(who, 'LAB-27'), { tag: `T${who.next()}`, specimen });

/** What a LAB-28 message gives to do, and what is said to it; null where it is none. */
export function workIn(who: Voice, message: Message): { codes: string[]; taken: Message } | null {
  const work = typeOf(message) === 'OML^O33' ? readOrders(message) : null;
  if (!work || 'problems' in work) return null;
  const taken = { code: 'AA' as const, answers: work.value.header.controlId, text: '', errors: [] };
  return {
    codes: work.value.orders.filter((o) => o.control === 'NW').map((o) => o.service.code),
    taken: orlO34(header(who, 'LAB-28'), taken, null, []),
  };
}

/** LAB-29: results of specimens or controls, in one message. True when the host took them. */
export const report = (who: Speaker, samples: readonly Sample[], catalog: Catalog): boolean =>
  exchange(who, resultsOf(who, samples, catalog)).some((m) => {
    const read = readAck(m);
    return 'value' in read && read.value.code === 'AA';
  });

/** The message of LAB-29. */
export function resultsOf(who: Voice, samples: readonly Sample[], catalog: Catalog): Message {
  const order = (code: WireResult['code']) => ({
    control: 'SC' as const,
    orderStatus: 'CM',
    placer: '""',
    filler: null,
    service: code,
    collected: null,
    reported: null,
    status: null,
    comments: [],
  });
  const measured = samples.map(({ specimen, control, results, run }) => ({
    specimen: bare(specimen, control ? 'Q' : 'P'),
    orders: results
      .map((r) => resultOf(r, who, catalog, run))
      .map((r) => ({ order: order(r.code), results: [r] })),
  }));
  return oulR22(header(who, 'LAB-29'), measured);
}

function resultOf(one: Measured, who: Voice, catalog: Catalog, run: number): WireResult {
  const analyte = catalog.analytes.get(one.analyte);
  const unit = analyte?.unit ?? null;
  const number = one.value === null ? null : one.value.toFixed(analyte?.decimals ?? 1);
  const value: WireResult['value'] =
    number === null ? (one.text === null ? { type: 'none' } : { type: 'ST', text: one.text })
    : one.beyond === null ? { type: 'NM', number }
    : { type: 'SN', comparator: one.beyond, number, separator: '', second: '' }; // prettier-ignore
  return {
    code: analyte?.loinc ? { code: analyte.loinc, text: analyte.name, system: 'LN' } : { code: one.analyte, text: analyte?.name ?? one.analyte, system: 'L' },
    subId: String(run), value, unit: unit === null ? null : { code: unit, text: '', system: 'UCUM' }, range: null, flags: [], status: value.type === 'none' ? 'X' : 'F',
    observed: null, analyzed: who.at, operator: null, method: null, instrument: { id: who.id, authority: 'BENCH' }, comments: one.alarms,
  }; // prettier-ignore
}
