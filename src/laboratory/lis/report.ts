import { oruR01, serialize, type Flag as WireFlag, type Result as WireResult } from '../wire/hl7/index.ts';
import type { Event, Happened } from './event.ts';
import { intervalFor } from './flags.ts';
import type { Rules } from './rules.ts';
import { keyOf, type Lis, type Result, type Version } from './state.ts';
import { isoTime } from './time.ts';

/** Where reports go. */
export const RECEIVER = 'EHR';

/** The messages that what was just reported asks for: one ORU^R01 for each specimen, with every version that is new. */
export function reportsFor(lis: Lis, events: readonly Event[], rules: Rules): Happened[] {
  const reported = events.filter(
    (e) => e.type === 'Released' || e.type === 'Corrected' || e.type === 'Retracted',
  );
  const bySpecimen = Map.groupBy(reported, (e) => e.accession);
  return [...bySpecimen].map(([accession, its], i) => {
    const message = `M${lis.count + 1 + i}`;
    const results = its.map((e) => lis.results.get(keyOf(accession, e.test))!);
    return {
      type: 'MessageOut',
      message,
      protocol: 'hl7',
      to: RECEIVER,
      raw: oru(lis, message, accession, results, rules),
    };
  });
}

function oru(lis: Lis, message: string, accession: string, results: readonly Result[], rules: Rules): string {
  const specimen = lis.specimens.get(accession)!;
  const identity = lis.identities.get(specimen.mrn)!;
  const order = lis.orders.get(specimen.order)!;
  const patient = {
    ids: [{ id: identity.mrn, authority: 'BENCH', type: 'MR' }],
    family: identity.family,
    given: identity.given,
    middle: '',
    born: identity.born,
    sex: identity.sex,
  };
  const at = isoTime(lis.now);
  const header = {
    from: { application: 'BENCHPATH', facility: 'LAB' },
    to: { application: RECEIVER, facility: 'HOSP' },
    at,
    controlId: message,
    processing: 'T' as const,
    profile: null,
  };
  const corrected = results.some((r) => versionOf(r).kind !== 'first');
  const service = { code: order.id, text: 'Laboratory order', system: 'L' };
  const collected = specimen.collectedAt === null ? null : isoTime(specimen.collectedAt);
  const reported = {
    control: 'RE' as const,
    orderStatus: null,
    placer: order.placer ?? order.id,
    filler: accession,
    service,
    collected,
    reported: at,
    status: corrected ? ('C' as const) : ('F' as const),
    comments: [],
  };
  return serialize(
    oruR01(header, patient, [{ order: reported, results: results.map((r) => resultOf(lis, r, rules)) }]),
  );
}

const versionOf = (result: Result): Version => {
  if (result.state.status !== 'released') throw new Error('nothing was reported');
  return result.state.versions.at(-1)!;
};

function resultOf(lis: Lis, result: Result, rules: Rules): WireResult {
  const analyte = rules.analytes.get(result.test)!;
  const version = versionOf(result);
  const { reading } = version;
  const identity = lis.identities.get(result.mrn)!;
  const row = intervalFor(analyte, identity, reading.at);
  const retracted = version.kind === 'retracted';
  return {
    code: analyte.loinc
      ? { code: analyte.loinc, text: analyte.name, system: 'LN' }
      : { code: analyte.id, text: analyte.name, system: 'L' },
    subId: String(version.n),
    value: retracted ? { type: 'none' } : valueOf(reading, analyte.decimals),
    unit: analyte.unit === null || retracted ? null : { code: analyte.unit, text: '', system: 'UCUM' },
    range:
      row?.text ??
      (row && (row.low !== null || row.high !== null) ? `${row.low ?? ''}-${row.high ?? ''}` : null),
    flags: version.flag === null || retracted ? [] : [version.flag as WireFlag],
    status: retracted ? 'D' : version.kind === 'corrected' ? 'C' : 'F',
    observed: isoTime(reading.at),
    analyzed: isoTime(reading.at),
    operator: version.by,
    method: reading.method === null ? null : { code: '', text: reading.method, system: 'L' },
    instrument: reading.manual ? null : { id: reading.by, authority: 'BENCH' },
    comments: [...version.comments, ...changeOf(result, version)],
  };
}

function valueOf(reading: Version['reading'], decimals: number): WireResult['value'] {
  if (reading.value === null) return { type: 'ST', text: reading.text ?? '' };
  const number = reading.value.toFixed(decimals);
  return reading.beyond === null
    ? { type: 'NM', number }
    : { type: 'SN', comparator: reading.beyond, number, separator: '', second: '' };
}

/** What a changed report says of the one before: the old value, why, and who was told. */
function changeOf(result: Result, version: Version): string[] {
  if (version.kind === 'first' || result.state.status !== 'released') return [];
  const before = result.state.versions.at(-2)!;
  const was = before.reading.value ?? before.reading.text;
  const word = version.kind === 'corrected' ? 'Corrected' : 'Retracted';
  return [
    `${word}. Previously reported ${was} at ${isoTime(before.at)}: ${version.why}. Told: ${version.told}.`,
  ];
}
