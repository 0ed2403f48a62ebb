import { accessionFault } from './accession.ts';
import { decide } from './decide.ts';
import type { Asking } from './command.ts';
import type { Happened, Time } from './event.ts';
import { saysOf } from './evolve-results.ts';
import { isRefusal } from './refusal.ts';
import type { Rules } from './rules.ts';
import { keyOf, type Lis, type Specimen } from './state.ts';

/** One result as it came, whatever the protocol said it in. */
export type Incoming = {
  specimen: string;
  /** True where the specimen is a control material. */
  control: boolean;
  /** A LOINC code or a code of ours, in any case of letters. */
  code: string;
  /** What tells two results of one code apart (OBX-4). */
  subId: string;
  value: number | null;
  text: string | null;
  beyond: '<' | '>' | null;
  unit: string | null;
  alarms: readonly string[];
  at: Time;
  /** The medical record number the sender says, where it says one. */
  mrn: string | null;
};

/** Nothing of a message is filed, and why. */
export type Parked = { park: string };
export const isParked = (value: object): value is Parked => 'park' in value;

/** Our analyte behind a code; null = not on the menu. */
export function analyteBehind(code: string, rules: Rules): string | null {
  if (rules.analytes.has(code.toLowerCase())) return code.toLowerCase();
  for (const analyte of rules.analytes.values()) if (analyte.loinc === code) return analyte.id;
  return null;
}

function specimenBehind(lis: Lis, incoming: Incoming, rules: Rules): Specimen | Parked {
  const specimen = lis.specimens.get(incoming.specimen);
  if (!specimen) {
    const fault = accessionFault(incoming.specimen, rules.accession);
    return { park: `there is no specimen ${incoming.specimen}${fault ? `: ${fault}` : ''}` };
  }
  if (incoming.mrn !== null && incoming.mrn !== specimen.mrn)
    return {
      park: `the message says patient ${incoming.mrn}, and specimen ${incoming.specimen} belongs to another`,
    };
  const { status } = specimen.state;
  if (status === 'rejected' || status === 'discarded')
    return { park: `specimen ${incoming.specimen} was ${status}` };
  return specimen;
}

/** The value in our unit; a unit that cannot be turned into ours parks the message, it is never read as ours. */
function inOurUnit(incoming: Incoming, analyte: string, rules: Rules): number | null | Parked {
  const ours = rules.analytes.get(analyte)!.unit;
  if (incoming.value === null || ours === null || incoming.unit === ours) return incoming.value;
  if (incoming.unit === null) return { park: `${incoming.code} has no unit; ours is ${ours}` };
  const converted = rules.convert(incoming.value, incoming.unit, ours);
  return (
    converted ?? { park: `${incoming.code} came in ${incoming.unit}, which cannot be turned into ${ours}` }
  );
}

type Filed = { happened: Happened[]; about: string[]; repeated: number };

/**
 * Results of one message, all or none. The inbound key is instrument, specimen, analyte, OBX-4 and time: what came before and
 * says the same is known and left out; what says something else under the same key parks the message.
 */
export function fileResults(
  lis: Lis,
  from: string,
  message: string,
  all: readonly Incoming[],
  asking: Asking,
  rules: Rules,
): Filed | Parked {
  const filed: Filed = { happened: [], about: [], repeated: 0 };
  const here = new Map<string, string>();
  const added = new Map<string, number>();
  for (const incoming of all.filter((r) => !r.control)) {
    const specimen = specimenBehind(lis, incoming, rules);
    if (isParked(specimen)) return specimen;
    const analyte = analyteBehind(incoming.code, rules);
    if (analyte === null) return { park: `there is no test ${incoming.code} here` };
    const result = lis.results.get(keyOf(specimen.accession, analyte));
    if (!result)
      return { park: `${rules.analytes.get(analyte)!.name} is not ordered on ${specimen.accession}` };
    if (result.state.status === 'not-reported')
      return { park: `${analyte} on ${specimen.accession} is not to be reported: ${result.state.why}` };
    const value = inOurUnit(incoming, analyte, rules);
    if (value !== null && typeof value === 'object') return value;
    const key = [from, specimen.accession, analyte, incoming.subId, incoming.at].join('|');
    const says = saysOf({ ...incoming, value });
    const before = here.get(key) ?? lis.inbound.get(key)?.says;
    if (here.has(key)) return { park: `${incoming.code} with the same sub-id stands twice in the message` };
    if (before !== undefined && before !== says)
      return { park: `${analyte} on ${specimen.accession} came before as ${before}, and now as ${says}` };
    here.set(key, says);
    if (before !== undefined) {
      filed.repeated += 1;
      continue;
    }
    const { text, beyond, alarms, at } = incoming;
    const decided = decide(
      lis,
      {
        do: 'observe',
        accession: specimen.accession,
        test: analyte,
        analyzer: from,
        message,
        at,
        value,
        text,
        beyond,
        alarms,
        method: result.rerun?.method ?? null,
        key,
      },
      asking,
      rules,
    );
    if (isRefusal(decided)) return { park: decided.refused };
    for (const one of decided) {
      if (one.type !== 'Observed') continue;
      const name = keyOf(specimen.accession, analyte);
      const earlier = added.get(name) ?? 0;
      added.set(name, earlier + 1);
      filed.happened.push({ ...one, reading: { ...one.reading, n: one.reading.n + earlier } });
      filed.about.push(name);
    }
  }
  const controls = fileControls(lis, from, message, all, asking, rules);
  if (isParked(controls)) return controls;
  filed.happened.push(...controls);
  return filed;
}

/** Control values of one message: one run for each analyte. */
function fileControls(
  lis: Lis,
  from: string,
  message: string,
  all: readonly Incoming[],
  asking: Asking,
  rules: Rules,
): Happened[] | Parked {
  const runs = new Map<string, { material: string; value: number }[]>();
  for (const incoming of all.filter((r) => r.control)) {
    const analyte = analyteBehind(incoming.code, rules);
    if (analyte === null) return { park: `there is no test ${incoming.code} here` };
    const value = inOurUnit(incoming, analyte, rules);
    if (value !== null && typeof value === 'object') return value;
    if (value === null) return { park: `control ${incoming.specimen} of ${incoming.code} has no value` };
    runs.set(analyte, [...(runs.get(analyte) ?? []), { material: incoming.specimen, value }]);
  }
  const happened: Happened[] = [];
  for (const [analyte, points] of runs) {
    const decided = decide(
      lis,
      { do: 'control run', analyzer: from, analyte, points, message },
      asking,
      rules,
    );
    if (isRefusal(decided)) return { park: decided.refused };
    happened.push(...decided);
  }
  return happened;
}
