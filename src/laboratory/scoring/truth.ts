import type { Container, Shift } from '../shift/index.ts';
import {
  aliquot,
  amountOf,
  clearFibrin,
  clearLipid,
  measure,
  removeBiotin,
  soundInstrument,
  type Instrument,
  type Measured,
  type Patient,
  type Tube,
  type Turn,
} from '../world/index.ts';

import { sedimentAllows, sedimentTruth } from './by-eye.ts';
import { spoiled } from './spoiled.ts';

// What is true of a result, whatever anybody saw.

/** The person whose name stands on the order, and the container that came for it. */
export type Behind = { patient: Patient; container: Container | null; truth: number | null };

export function behind(shift: Shift, accession: string, test: string): Behind {
  const specimen = shift.ledger.lis.specimens.get(accession)!;
  const patient = [...shift.patients.values()].find((p) => p.mrn === specimen.mrn)!;
  const container = containerOf(shift, accession);
  const person = { sex: patient.sex, age: patient.age };
  const drawn = container && container.tube.of === patient.id ? container.tube.drawn : null;
  const at = (specimen.collectedAt ?? shift.opens) - shift.opens;
  const values = drawn ?? shift.timelines.get(patient.id)!(at);
  const amount = amountOf(values, test, person) ?? (container && countTruth(shift, container, test));
  return { patient, container, truth: amount };
}

/** What no amount in a body is: shares of white cells, nucleated red cells, counts of a sediment. */
function countTruth(shift: Shift, container: Container, test: string): number | null {
  const truth = sedimentTruth(container, test) ?? soundly(shift, container, test)?.truth;
  return typeof truth === 'number' ? truth : null;
}

/** What a result in words should say; null = it has no words. */
export function wordsBehind(shift: Shift, accession: string, test: string): string | null {
  const container = containerOf(shift, accession);
  const truth = container && soundly(shift, container, test)?.truth;
  return typeof truth === 'string' ? truth : null;
}

/** What a sound analyzer makes of the tube as it stands. */
function soundly(shift: Shift, { tube }: Container, test: string): Measured | null {
  const model = shift.fleet.find((m) => m.measures.has(test) && m.takes.includes(tube.kind));
  return model ? measureSafely(shift, soundInstrument(model.id, model.measures), test, tube, {}) : null;
}

/** The first container that came for an accession: the one it was scanned as, or drawn for. */
export function containerOf(shift: Shift, accession: string): Container | null {
  const all = [...shift.containers.values()];
  return all.find((c) => c.accession === accession) ?? all.find((c) => c.planned === accession) ?? null;
}

/** Allowable total error at an amount, in its unit; null where none is on file, or only from memory, which decides no grade. */
export function allowed(shift: Shift, test: string, truth: number): number | null {
  const analyte = shift.catalog.analytes.get(test);
  if (!analyte) return null;
  const counted = sedimentAllows(test, truth);
  if (counted !== null) return counted;
  const { allowable, confidence, analyticalCv } = analyte;
  if (allowable && confidence.allowable !== 'unverified') {
    const percent = ((allowable.percent ?? 0) * Math.abs(truth)) / 100;
    return Math.max(
      allowable.absolute ?? 0,
      percent,
      allowable.sds ? (allowable.sds * Math.abs(truth) * (analyticalCv ?? 3)) / 100 : 0,
    );
  }
  return null;
}

/** Is a value critical by a limit that was read somewhere? One from memory decides no grade. */
export function critical(shift: Shift, test: string, value: number): boolean {
  const analyte = shift.catalog.analytes.get(test);
  if (!analyte?.critical || analyte.confidence.critical === 'unverified') return false;
  const { low, high } = analyte.critical;
  return (low !== null && value <= low) || (high !== null && value >= high);
}

/** Ways to run a specimen that a bench has; the first that gives the truth is the remedy. */
const REMEDIES: readonly {
  how: string;
  tube: (tube: Tube) => Tube;
  turn: Partial<Turn>;
  analyzer?: string;
}[] = [
  { how: 'as it is', tube: (t) => t, turn: {} },
  { how: 'diluted', tube: (t) => t, turn: { dilution: 10 } },
  { how: 'diluted 100', tube: (t) => t, turn: { dilution: 100 } },
  { how: 'warm', tube: (t) => t, turn: { warm: true } },
  { how: 'plasma replaced', tube: (t) => t, turn: { plasmaReplaced: true } },
  { how: 'rested', tube: (t) => t, turn: { rested: true } },
  { how: 'fibrin cleared', tube: (t) => clearFibrin(aliquot(t, `${t.id}a`, 2)), turn: {} },
  { how: 'direct electrode', tube: (t) => t, turn: {}, analyzer: 'gas1' },
  { how: 'fat cleared', tube: clearLipid, turn: {} },
  { how: 'biotin removed', tube: removeBiotin, turn: {} },
];

/** Could the truth be had from this very tube, and how: `as it is`, by a remedy, or not at all (null). */
export function obtainable(shift: Shift, container: Container, test: string, truth: number): string | null {
  if (spoiled(container)) return null;
  if (sedimentAllows(test, truth) !== null) return 'by eye';
  const limit = allowed(shift, test, truth);
  const clots = shift.catalog.analytes.get(test)?.department === 'coagulation';
  for (const remedy of REMEDIES) {
    // A clotting time is of the plasma as it is.
    if (clots && remedy.turn.dilution !== undefined) continue;
    const model = shift.fleet.find(
      (m) =>
        (remedy.analyzer ? m.id === remedy.analyzer : m.id !== 'gas1' || container.tube.kind === 'abg') &&
        m.measures.has(test) &&
        m.takes.includes(container.tube.kind),
    );
    if (!model) continue;
    const instrument: Instrument = soundInstrument(model.id, model.measures);
    const apart = {
      ...container.tube,
      spunAt: container.tube.spunAt ?? container.tube.until,
      separatedAt: container.tube.separatedAt ?? container.tube.until,
      volume: Math.max(container.tube.volume, 2),
    };
    const found = measureSafely(shift, instrument, test, remedy.tube(apart), remedy.turn);
    if (!found || typeof found.withoutScatter !== 'number') continue;
    if (limit === null || Math.abs(found.withoutScatter - truth) <= limit) return remedy.how;
  }
  return null;
}

function measureSafely(
  shift: Shift,
  instrument: Instrument,
  test: string,
  tube: Tube,
  turn: Partial<Turn>,
): Measured | null {
  if (!instrument.channels[test] && !shift.catalog.analytes.get(test)?.computed) return null;
  return measure(
    instrument,
    test,
    tube,
    { at: shift.now, repeat: 0, previous: null, ...turn },
    shift.catalog,
    shift.stream,
  );
}

/** Something came into the tube that is not this blood: proven, it spoils the whole of it by policy, whatever is still right in it. */
export const contaminated = (shift: Shift, accession: string): boolean =>
  containerOf(shift, accession)?.tube.history.some(
    (o) => (o.did === 'mix' || o.did === 'addEdta') && o.fraction > 0,
  ) === true;

/** Null = the tube is what its label and its order say; else why its results are nobody's. */
export function identified(
  shift: Shift,
  accession: string,
): { what: 'wrong patient' | 'unidentified'; says: string } | null {
  const container = containerOf(shift, accession)!;
  const specimen = shift.ledger.lis.specimens.get(accession)!;
  const { patient } = behind(shift, accession, '');
  if (container.tube.of !== patient.id)
    return { what: 'wrong patient', says: 'the blood is somebody else’s' };
  const exception = specimen.state.status === 'accepted' && specimen.state.exception !== null;
  const bad = container.tube.history.some((o) => o.did === 'unlabel' || o.did === 'mislabel');
  return bad && !exception ? { what: 'unidentified', says: 'nobody can say whose blood it is' } : null;
}
