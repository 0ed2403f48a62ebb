import { normalQuantile } from '../world/index.ts';
import type { Shift } from '../shift/index.ts';
import { faultsOf } from './faulty.ts';
import { containerOf } from './truth.ts';

/** How well trouble was told from what only looks like it. d′ and criterion with 0.5 added to each count (log-linear). */
export type Detection = {
  faulty: number;
  caught: number;
  sound: number;
  stopped: number;
  hitRate: number | null;
  falseAlarmRate: number | null;
  dPrime: number | null;
  criterion: number | null;
  positivePredictiveValue: number | null;
};

/** A specimen counts as stopped when any of it was rejected or not reported, a faulty one also when it was mended. Faults of analyzers are counted by control runs, not here. */
export function detectionOf(shift: Shift): Detection {
  let [faulty, caught, sound, stopped] = [0, 0, 0, 0];
  for (const specimen of shift.ledger.lis.specimens.values()) {
    const container = containerOf(shift, specimen.accession);
    if (!container || container.place === 'on the way') continue;
    const bad = faultsOf(container).length > 0;
    const results = specimen.tests.flatMap(
      (t) => shift.ledger.lis.results.get(`${specimen.accession}/${t}`) ?? [],
    );
    // Run or counted in another way before it went out.
    const mended = results.some((r) => r.readings.length > 1);
    const stop =
      specimen.state.status === 'rejected' || results.some((r) => r.state.status === 'not-reported');
    if (bad) faulty += 1;
    else sound += 1;
    if (bad && (stop || mended)) caught += 1;
    else if (stop) stopped += 1;
  }
  const both = faulty > 0 && sound > 0;
  const [hit, alarm] = [(caught + 0.5) / (faulty + 1), (stopped + 0.5) / (sound + 1)];
  const round = (x: number) => Math.round(x * 100) / 100;
  return {
    faulty, caught, sound, stopped,
    hitRate: faulty === 0 ? null : round(caught / faulty),
    falseAlarmRate: sound === 0 ? null : round(stopped / sound),
    dPrime: both ? round(normalQuantile(hit) - normalQuantile(alarm)) : null,
    criterion: both ? round(-(normalQuantile(hit) + normalQuantile(alarm)) / 2) : null,
    positivePredictiveValue: caught + stopped === 0 ? null : round(caught / (caught + stopped)),
  }; // prettier-ignore
}
