import { askForWork, queryWork, report, sendResults, type Model, type Sample } from '../analyzers/index.ts';
import { isoTime } from '../lis/index.ts';
import { drawOff, isIndex, measure, needed, type Measured, type Tube, type Turn } from '../world/index.ts';
import { controlPoints, repeatOf } from './before.ts';
import { astmTalk, hl7Line } from './lines.ts';
import type { Run } from './deed.ts';
import type { Container, Shift } from './shift.ts';

/** Each result twice in its message: a fault of the interface between two moments. */
const twice = (shift: Shift, analyzer: string): boolean =>
  shift.scenario.mischief.some(
    (m) => m.what === 'twice' && m.analyzer === analyzer && shift.now >= m.from * 60 && shift.now < m.to * 60,
  );

const INDICES = ['hidx', 'iidx', 'lidx'];

export const modelOf = (shift: Shift, id: string): Model => {
  const found = shift.fleet.find((m) => m.id === id);
  if (!found) throw new Error(`no analyzer ${id}`);
  return found;
};

/** Speaking to the LIS as this analyzer does. */
function voice(shift: Shift, model: Model) {
  const at = isoTime(shift.opens + shift.now);
  const next = () => `${model.id.toUpperCase()}-${++shift.messages}`;
  if (model.speaks === 'hl7') {
    const who = { id: model.id, at, next, line: hl7Line(shift, model.id) };
    return {
      ask: (specimen: string) => askForWork(who, specimen),
      tell: (samples: readonly Sample[]) => void report(who, samples, shift.catalog),
    };
  }
  const who = { id: model.id, at, talk: astmTalk(shift, model.id) };
  return {
    ask: (specimen: string) => queryWork(who, specimen),
    tell: (samples: readonly Sample[]) => sendResults(who, samples, shift.catalog),
  };
}

/** A mapping that multiplies what an analyzer sends, from some moment on; the unit it names stays ours. */
function wrongFactor(shift: Shift, analyzer: string, analyte: string): number | null {
  for (const m of shift.scenario.mischief)
    if (
      m.what === 'unit' &&
      m.analyzer === analyzer &&
      m.analyte === analyte &&
      shift.now >= m.at * 60 &&
      !shift.asked.has(`stopped/${analyzer}`)
    )
      return m.factor;
  return null;
}

/** Whether every message of this analyzer goes out twice. */
export const doubles = (shift: Shift, analyzer: string): boolean =>
  shift.scenario.mischief.some(
    (m) => m.what === 'double' && m.analyzer === analyzer && shift.now >= m.at * 60,
  );

/** Which analytes of a specimen an analyzer runs: what the host wants, or all it can; what is asked for by name, in that order. @param codes what the host said */
export function wanted(
  shift: Shift,
  model: Model,
  { accession }: Container,
  codes: Iterable<string>,
  only: readonly string[] | null,
): string[] {
  const byLoinc = new Map(
    [...shift.catalog.analytes.values()].flatMap((a) => (a.loinc ? [[a.loinc, a.id] as const] : [])),
  );
  const ids = [...codes].map((c) => byLoinc.get(c) ?? c.toLowerCase()).filter((id) => model.measures.has(id));
  const chosen = only === null ? ids : only.filter((id) => ids.includes(id));
  // Whole blood has no plasma to look through: its specimen has no indices.
  const looked = shift.ledger.lis.results.has(`${accession}/${INDICES[0]}`);
  return model.id === 'chem1' && looked && chosen.some((id) => !isIndex(id))
    ? [...new Set([...chosen, ...INDICES])]
    : chosen;
}

const DILUTION: { [how: string]: 2 | 5 | 10 | 100 } = {
  'diluted 2': 2,
  'diluted 5': 5,
  'diluted 10': 10,
  'diluted 100': 100,
};

/** Measures containers one after the other and reports each. */
export function runSpecimens(
  shift: Shift,
  analyzer: string,
  containers: readonly string[],
  only: readonly string[] | null,
  how: Run | null,
): void {
  const model = modelOf(shift, analyzer);
  for (const id of containers) {
    const container = shift.containers.get(id);
    if (!container?.accession) continue;
    const { ask, tell } = voice(shift, model);
    const codes = model.asks ? ask(container.accession) : model.measures;
    const analytes = wanted(shift, model, container, codes, only);
    if (analytes.length === 0) continue;
    const sample = measureOne(shift, model, container, analytes, how);
    const before = readBefore(shift, container.accession);
    tell([twice(shift, model.id) ? { ...sample, results: sample.results.flatMap((r) => [r, r]) } : sample]);
    seal(shift, sample, before);
    if (doubles(shift, model.id)) tell([sample]);
  }
}

/** One container measured, and what is left in it. */
export function measureOne(
  shift: Shift,
  model: Model,
  container: Container,
  analytes: readonly string[],
  how: Run | null,
): Sample {
  const instrument = shift.instruments.get(model.id)!;
  const before =
    how === 'alone' ? null : (shift.containers.get(shift.previous.get(model.id) ?? '')?.tube ?? null);
  const run = repeatOf(shift, `${model.id}/${container.id}`);
  const turn: Turn = {
    at: shift.now,
    repeat: run,
    previous: before as Tube | null,
    ...(how && DILUTION[how] ? { dilution: DILUTION[how] } : {}),
    ...(how === 'warm' ? { warm: true } : {}),
    ...(how === 'plasma replaced' ? { plasmaReplaced: true } : {}),
    ...(how === 'rested' ? { rested: true } : {}),
  };
  const results = analytes.map((analyte) => {
    const channel = instrument.channels[analyte];
    const found = measure(instrument, analyte, container.tube, turn, shift.catalog, shift.stream);
    if (channel && found.value !== null) container.tube = drawOff(container.tube, needed(channel) * 0.5);
    return mapped(shift, model.id, found);
  });
  shift.previous.set(model.id, container.id);
  return { specimen: container.accession!, control: false, results, run: run + 1 };
}

/** What the score needs to know of readings that are filed now, or once a parked message is read anew; nobody else may. */
function seal(shift: Shift, { specimen, results }: Sample, before: ReadonlyMap<string, number>): void {
  for (const { analyte, withoutScatter } of results) {
    const n = (before.get(analyte) ?? 0) + 1;
    shift.sealed.set(`${specimen}/${analyte}/${n}`, withoutScatter);
  }
}

/** Number of the last reading of each test of a specimen. */
const readBefore = (shift: Shift, accession: string): ReadonlyMap<string, number> =>
  new Map(
    [...shift.ledger.lis.results.values()].flatMap((r) =>
      r.accession === accession ? [[r.test, r.readings.at(-1)?.n ?? 0] as const] : [],
    ),
  );

function mapped(shift: Shift, analyzer: string, found: Measured): Measured {
  const wrong = wrongFactor(shift, analyzer, found.analyte);
  if (wrong === null || found.value === null) return found;
  return {
    ...found,
    withoutScatter:
      typeof found.withoutScatter === 'number' ? found.withoutScatter * wrong : found.withoutScatter,
    value: Number((found.value * wrong).toFixed(shift.catalog.analytes.get(found.analyte)?.decimals ?? 1)),
  };
}

/** Control materials of an analyzer: all levels in one message, so that they are judged as one run. */
export const runControlMaterials = (shift: Shift, analyzer: string, analytes: readonly string[]): void =>
  voice(shift, modelOf(shift, analyzer)).tell(controlSamples(shift, analyzer, analytes));

export function controlSamples(shift: Shift, analyzer: string, analytes: readonly string[]): Sample[] {
  const byMaterial = new Map<string, Measured[]>();
  for (const analyte of analytes)
    for (const { material, value } of controlPoints(shift, analyzer, analyte, shift.now)) {
      const found = {
        analyte,
        value,
        text: null,
        beyond: null,
        alarms: [],
        truth: null,
        withoutScatter: null,
      };
      byMaterial.set(material, [...(byMaterial.get(material) ?? []), found]);
    }
  const run = repeatOf(shift, `${analyzer}/controls`) + 1;
  return [...byMaterial].map(([specimen, results]) => ({ specimen, control: true, results, run }));
}
