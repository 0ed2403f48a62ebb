import { keyOf, type Result } from '../lis/index.ts';
import type { Shift } from '../shift/index.ts';
import { countAllows, gradeIsWrong } from './by-eye.ts';
import { lost, ranOut } from './scarce.ts';
import { spoiled } from './spoiled.ts';
import { untold } from './told.ts';
import {
  allowed,
  behind,
  contaminated,
  containerOf,
  critical,
  identified,
  obtainable,
  wordsBehind,
} from './truth.ts';

/** Points of harm (design section 7), each with what it came of. */
export type Harm = {
  accession: string;
  test: string | null;
  patient: string;
  points: number;
  what: HarmKind;
  says: string;
};
export type HarmKind =
  | 'delay'
  | 'needless recollection'
  | 'wrong value'
  | 'decision limit crossed'
  | 'critical wrong or missed'
  | 'wrong patient'
  | 'unidentified';

const INDICES = new Set(['hidx', 'iidx', 'lidx']);

/** Everything that a shift, as it stands, did to patients. */
export function harmsOf(shift: Shift): Harm[] {
  const specimens = [...shift.ledger.lis.specimens.values()].filter(
    (s) =>
      containerOf(shift, s.accession)?.place !== 'on the way' && containerOf(shift, s.accession) !== null,
  );
  return specimens.flatMap((s) => specimenHarms(shift, s.accession));
}

function specimenHarms(shift: Shift, accession: string): Harm[] {
  const specimen = shift.ledger.lis.specimens.get(accession)!;
  const harms: Harm[] = [];
  const results = specimen.tests
    .filter((t) => !INDICES.has(t))
    .map((t) => shift.ledger.lis.results.get(keyOf(accession, t))!);
  const { patient } = behind(shift, accession, results[0]?.test ?? '');
  const add = (test: string | null, points: number, what: HarmKind, says: string) =>
    harms.push({ accession, test, patient: patient.id, points, what, says });
  const identity = identified(shift, accession);
  const out = results.filter((r) => reported(r) !== null);
  if (identity !== null && out.length > 0) add(null, 40, identity.what, identity.says);
  // Where one result can only be had from another tube, what goes out from that tube too was not drawn for nothing.
  const needed = results.some((r) => mustBeDrawnAgain(shift, r));
  if (lost(shift, accession))
    add(
      null,
      5,
      'needless recollection',
      'it can not be had again, and whoever drew it would have signed for it',
    );
  let late = 0;
  let owed = 0;
  for (const result of results) {
    const { truth } = behind(shift, accession, result.test);
    const value = reported(result);
    if (value !== null) {
      if (identity === null) harms.push(...valueHarm(shift, result, value, truth));
      continue;
    }
    // No limit is on file for it: whoever decided not to report it did no harm that could be weighed.
    if (!isOpen(result) && (truth === null || allowed(shift, result.test, truth) === null)) continue;
    if (truth === null && identity === null && readable(shift, result)) {
      late += 1;
      continue;
    }
    if (truth !== null && ranOut(shift, result) && critical(shift, result.test, truth))
      add(
        result.test,
        reportedElsewhere(shift, result) ? 1 : 30,
        reportedElsewhere(shift, result) ? 'delay' : 'critical wrong or missed',
        `${result.test} ${truth.toPrecision(3)} is critical, and the little blood there was went into other tests`,
      );
    if (identity !== null || truth === null || !goodFrom(shift, result, truth)) {
      if (isOpen(result) || !askedAgain(shift, accession, result.test)) owed += 1;
      continue;
    }
    if (needed && reportedElsewhere(shift, result)) continue;
    if (justified(shift, result) || contaminated(shift, accession)) {
      if (isOpen(result) || !askedAgain(shift, accession, result.test)) owed += 1;
      continue;
    }
    if (critical(shift, result.test, truth) && !reportedElsewhere(shift, result))
      add(
        result.test,
        30,
        'critical wrong or missed',
        `${result.test} ${truth.toPrecision(3)} is critical, and nobody was told`,
      );
    late += 1;
  }
  if (late > 0) add(null, 1, 'delay', `${late} good results did not go out`);
  if (late > 0 && !needed && wastefully(shift, accession))
    add(
      null,
      patient.hardToDraw || patient.age === 0 ? 5 : 2,
      'needless recollection',
      'drawn again, though this tube was good',
    );
  if (owed > 0)
    add(null, 1, 'delay', `${owed} results can not be had from this tube, and nobody asked for another`);
  for (const { test, says } of identity === null ? untold(shift, accession) : [])
    add(test, 30, 'critical wrong or missed', says);
  if (out.length > 0 && identity === null) harms.push(...slow(shift, accession, out));
  return [...harms, ...callHarms(shift, accession)];
}

/** The value that stands in the report now; null = none, or retracted. */
function reported(result: Result): number | string | null {
  if (result.state.status !== 'released') return null;
  const last = result.state.versions.at(-1)!;
  return last.kind === 'retracted' ? null : (last.reading.value ?? last.reading.text);
}

const isOpen = (result: Result): boolean =>
  result.state.status === 'pending' || result.state.status === 'observed';

function valueHarm(shift: Shift, result: Result, value: number | string, truth: number | null): Harm[] {
  if (typeof value === 'string') return wordsHarm(shift, result, value);
  if (result.state.status !== 'released' || truth === null) return [];
  const last = result.state.versions.at(-1)!;
  const still = shift.sealed.get(`${result.accession}/${result.test}/${last.reading.n}`);
  const found = typeof still === 'number' && !last.reading.manual ? still : value;
  const { truth: white } = behind(shift, result.accession, 'wbc');
  if (Math.abs(value - truth) <= countAllows(last.reading, truth, white ?? 0)) return [];
  const now = weigh(shift, result, found, truth);
  if (now || result.state.versions.length === 1) return now ? [now] : [];
  // A wrong report that was set right: somebody may have acted on it in between.
  const first = result.state.versions[0];
  const before = first.reading.value === null ? null : weigh(shift, result, first.reading.value, truth);
  return before && first.at > shift.opens
    ? [
        {
          ...before,
          points: Math.min(before.points, 1),
          says: `${before.says}; set right by a corrected report`,
        },
      ]
    : [];
}

function wordsHarm(shift: Shift, result: Result, said: string): Harm[] {
  const truth = wordsBehind(shift, result.accession, result.test);
  if (truth === null || !gradeIsWrong(said, truth)) return [];
  const { patient } = behind(shift, result.accession, result.test);
  const says = `${result.test} reported ${said}, true ${truth}`;
  return [{ accession: result.accession, test: result.test, patient: patient.id, points: 10, what: 'decision limit crossed', says }]; // prettier-ignore
}

function weigh(shift: Shift, result: Result, value: number, truth: number): Harm | null {
  const limit = allowed(shift, result.test, truth);
  const alarm = critical(shift, result.test, value) !== critical(shift, result.test, truth);
  // Without an allowable error on file only a critical value made or hidden counts, and no hair's breadth (a tenth is ours).
  if (limit === null && !alarm) return null;
  if (Math.abs(value - truth) <= (limit ?? Math.abs(truth) / 10)) return null;
  const { patient } = behind(shift, result.accession, result.test);
  const base = { accession: result.accession, test: result.test, patient: patient.id };
  const says = `${result.test} reported ${Number(value.toPrecision(3))}, true ${Number(truth.toPrecision(3))}`;
  if (alarm) return { ...base, points: 30, what: 'critical wrong or missed', says };
  if (side(shift, result, value) !== side(shift, result, truth))
    return { ...base, points: 10, what: 'decision limit crossed', says };
  return { ...base, points: 3, what: 'wrong value', says };
}

/** Below, inside or above the reference interval. */
function side(shift: Shift, result: Result, value: number): number {
  const { patient } = behind(shift, result.accession, result.test);
  const row = shift.catalog.analytes
    .get(result.test)
    ?.reference.find((r) => r.sex === undefined || r.sex === patient.sex);
  if (!row) return 0;
  return row.low !== null && value < row.low ? -1 : row.high !== null && value > row.high ? 1 : 0;
}

/** Can the truth be had from this tube, as it is or by a remedy of the bench? */
const goodFrom = (shift: Shift, result: Result, truth: number): boolean =>
  !ranOut(shift, result) &&
  obtainable(shift, containerOf(shift, result.accession)!, result.test, truth) !== null;

/** Has it words that this very specimen can tell? */
const readable = (shift: Shift, result: Result): boolean =>
  !spoiled(containerOf(shift, result.accession)!) &&
  wordsBehind(shift, result.accession, result.test) !== null;

function mustBeDrawnAgain(shift: Shift, result: Result): boolean {
  const { truth } = behind(shift, result.accession, result.test);
  if (truth === null || reported(result) !== null || allowed(shift, result.test, truth) === null)
    return false;
  return !goodFrom(shift, result, truth);
}

/** A policy that anybody can see holds it: not to report it is no fault, whatever the truth was. */
const justified = (shift: Shift, result: Result): boolean =>
  shift.ledger.events.some(
    (e) =>
      e.type === 'AutoHeld' &&
      e.accession === result.accession &&
      e.test === result.test &&
      e.holds.some((h) => h.kind === 'index' || h.kind === 'quality'),
  );

const askedAgain = (shift: Shift, accession: string, test: string): boolean =>
  shift.ledger.events.some(
    (e) => e.type === 'RecollectRequested' && e.accession === accession && e.tests.includes(test),
  ) || shift.ledger.lis.results.get(keyOf(accession, test))?.comments.some((c) => c.length > 0) === true;

const wastefully = (shift: Shift, accession: string): boolean =>
  shift.ledger.lis.specimens.get(accession)!.again !== null;

/** The same test of the same patient went out from another tube of this shift. */
const reportedElsewhere = (shift: Shift, result: Result): boolean =>
  [...shift.ledger.lis.results.values()].some(
    (r) =>
      r.mrn === result.mrn &&
      r.test === result.test &&
      r.accession !== result.accession &&
      r.state.status === 'released' &&
      r.state.versions[0].at >= shift.opens,
  );

/** Urgent tubes that went out after their time. */
function slow(shift: Shift, accession: string, out: readonly Result[]): Harm[] {
  const specimen = shift.ledger.lis.specimens.get(accession)!;
  const order = shift.ledger.lis.orders.get(specimen.order)!;
  if (order.priority !== 'stat') return [];
  const arrived = containerOf(shift, accession)?.arrivedAt ?? 0;
  const last =
    Math.max(...out.map((r) => (r.state.status === 'released' ? r.state.versions[0].at : 0))) - shift.opens;
  const target = targetMinutes(shift, out[0]!.test);
  if (last - arrived <= target * 60) return [];
  const { patient } = behind(shift, accession, out[0]!.test);
  return [
    {
      accession,
      test: null,
      patient: patient.id,
      points: 1,
      what: 'delay',
      says: `urgent, and out after ${Math.round((last - arrived) / 60)} minutes; the target is ${target}`,
    },
  ];
}

/** Minutes from receipt to report for urgent tests, by employer policy. */
function targetMinutes(shift: Shift, test: string): number {
  const { targets } = shift.catalog.policies.turnaround;
  const department = shift.catalog.analytes.get(test)?.department ?? 'chemistry';
  const target = targets[test === 'tnt' || test === 'tni' ? 'troponin' : TARGETS[department]];
  if (target === undefined) throw new Error(`no turnaround target for ${department}`);
  return target;
}

const TARGETS = {
  chemistry: 'stat-chemistry',
  hematology: 'stat-cbc',
  coagulation: 'stat-coagulation',
  'blood-gas': 'stat-blood-gas',
  urinalysis: 'urine-sediment',
} as const;

/** Critical results that went out rightly and were called late, or never. */
function callHarms(shift: Shift, accession: string): Harm[] {
  return [...shift.ledger.lis.calls.values()].flatMap((call): Harm[] => {
    if (call.accession !== accession) return [];
    const { patient, truth } = behind(shift, accession, call.test);
    const base = {
      accession,
      test: call.test,
      patient: patient.id,
      what: 'critical wrong or missed' as const,
    };
    if (call.state.status === 'done')
      return call.state.at <= call.by
        ? []
        : [{ ...base, what: 'delay' as const, points: 1, says: 'the critical call was late' }];
    return truth !== null && critical(shift, call.test, truth)
      ? [{ ...base, points: 30, says: `${call.test} is critical, and no call was completed` }]
      : [];
  });
}
