import type { View } from '../shift/index.ts';
import { toClear } from './chemistry/fibrin.ts';
import { chemistry } from './chemistry/index.ts';
import { toRation } from './chemistry/volume.ts';
import { coagulation } from './coagulation.ts';
import { evidenceOf, INDICES } from './evidence.ts';
import type { Detector, Finding } from './finding.ts';
import { closing, general } from './general.ts';
import { hematology } from './hematology.ts';
import { lis } from './lis.ts';
import { quality } from './quality/index.ts';
import { atReception } from './reception.ts';
import { atPhone, toEnd, toLoad, toSpin } from './routine.ts';
import { urinalysis } from './urinalysis.ts';

/** Kinds of trouble in the order in which they are thought of: what spoils the whole tube first. */
const DETECTORS: readonly Detector[] = [
  ...general,
  ...chemistry,
  ...hematology,
  ...coagulation,
  ...urinalysis,
  ...closing,
];

/**
 * What a good technologist would do next, from what can be seen and nothing else, and why. Always the same for the same view: it is
 * the gold robot, and the hint of learn mode.
 */
export function next(view: View): Finding {
  return (
    atPhone(view) ??
    urgent(view) ??
    quality(view) ??
    lis(view) ??
    (view.downtime ? null : toJudgeStat(view)) ??
    atReception(view) ??
    (view.downtime ? null : toJudge(view)) ??
    toSpin(view) ??
    toClear(view) ??
    toRation(view) ??
    toLoad(view) ??
    toEnd(view)
  );
}

const statOf = (view: View): Set<string> => {
  const stat = new Set(view.orders.filter((o) => o.priority === 'stat').map((o) => o.id));
  return new Set(view.specimens.filter((s) => stat.has(s.order)).map((s) => s.accession));
};

/** Urgent tubes that are taken in go on before anything else is begun, and cells eat glucose while a tube waits for the centrifuge. */
function urgent(view: View): Finding | null {
  const own = statOf(view);
  // A tube that was spun, or poured off, is looked at again before it is loaded.
  for (const c of view.containers) if (c.accession !== null && c.sees === null) own.delete(c.accession);
  const containers = view.containers.filter((c) => c.accession !== null && own.has(c.accession));
  const only = { ...view, containers };
  const old = view.containers.filter((c) => c.arrivedAt < view.seconds - 480).map((c) => c.id);
  const spin = toSpin(view);
  const late =
    spin?.does.deed === 'spin' && spin.does.containers.some((id) => old.includes(id)) ? spin : null;
  return toSpin(only) ?? toClear(only) ?? toRation(only) ?? toLoad(only) ?? late;
}

/** Urgent results that have come are judged before more tubes are received. */
function toJudgeStat(view: View): Finding | null {
  const own = statOf(view);
  return toJudge({ ...view, results: view.results.filter((r) => own.has(r.accession)) });
}

/** The next judgement on results that have come. A specimen is judged when all that was loaded of it is read. */
function toJudge(view: View): Finding | null {
  const accessions = [
    ...new Set(
      view.results
        .filter(
          (r) =>
            (r.state.status === 'observed' || r.state.status === 'not-reported') && !INDICES.includes(r.test),
        )
        .map((r) => r.accession),
    ),
  ];
  for (const accession of accessions) {
    const seen = evidenceOf(view, accession);
    if (seen.container?.place === 'analyzer' || seen.specimen.state.status === 'rejected') continue;
    for (const detector of seen.observed.length > 0 ? DETECTORS : general) {
      const found = detector(seen, view);
      if (found) return found;
    }
  }
  return null;
}
