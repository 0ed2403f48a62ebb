import { fleetOf } from '../analyzers/index.ts';
import type { PastRun } from '../quality/index.ts';
import {
  adjust,
  measure,
  scatterAt,
  soundInstrument,
  streamOf,
  uniform,
  type Instrument,
} from '../world/index.ts';
import { expected, materialsOf } from './materials.ts';
import type { Made } from './open.ts';

export const TROUBLES = ['nothing', 'shift', 'drift', 'scatter'] as const;
export type Trouble = (typeof TROUBLES)[number];

export type WeekSpec = {
  analyte: string;
  trouble: Trouble;
  /** How bad, in SD: a shift of so many, a drift that comes to so many by the end, so many times more scatter. */
  size: number;
  /** Day from which it is there, 1 to 7. */
  from: number;
  perDay: number;
  seed: string;
};

/** A week of control runs of one analyte on the chemistry line, with what was truly wrong, and how many patients hung on each run. */
export type Week = { limits: { id: string; mean: number; sd: number }[]; runs: PastRun[]; unit: string };

const DAY = 86_400;
const PATIENTS_PER_DAY = 120;

export function weekOf(spec: WeekSpec, { catalog }: Made): Week {
  const model = fleetOf(catalog).find((m) => m.id === 'chem1')!;
  const materials = materialsOf(model, catalog);
  const limits = materials.map((m) => ({ id: m.id, ...expected(m, spec.analyte, catalog)! }));
  const sound = soundInstrument('chem1', [spec.analyte]);
  const stream = streamOf('week', spec.seed, spec.analyte);
  const begins = (spec.from - 1) * DAY;
  const runs: PastRun[] = [];
  for (let n = 0; n < 7 * spec.perDay; n++) {
    const at = Math.round((n * DAY) / spec.perDay);
    const wrong = spec.trouble !== 'nothing' && at >= begins;
    const instrument = wrong ? troubled(sound, spec, limits[0]!, catalog, begins) : sound;
    const values = materials.map(
      (m) => measure(instrument, spec.analyte, m, { at, repeat: n }, catalog, stream).value,
    );
    const patients = Math.round((PATIENTS_PER_DAY / spec.perDay) * (0.8 + 0.4 * uniform(stream, n)));
    runs.push({ values, patients, error: wrong ? spec.trouble : null });
  }
  return { limits, runs, unit: catalog.analytes.get(spec.analyte)?.unit ?? '' };
}

function troubled(
  sound: Instrument,
  { analyte, trouble, size }: WeekSpec,
  limit: { mean: number },
  catalog: Made['catalog'],
  begins: number,
): Instrument {
  const cv = scatterAt(catalog, analyte, limit.mean) / limit.mean;
  if (trouble === 'shift') return adjust(sound, analyte, { bias: size * cv });
  if (trouble === 'scatter') return adjust(sound, analyte, { noise: size });
  const hours = (7 * DAY - begins) / 3600;
  return adjust(sound, analyte, {
    drift: (size * cv * limit.mean) / Math.max(1, hours),
    calibratedAt: begins,
  });
}
