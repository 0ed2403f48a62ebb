import { decide, type Uses } from './decision.ts';
import type { Flag } from './flag.ts';
import type { RuleId } from './rule.ts';
import type { Blunder } from './statistics.ts';

/** A control value on the chart, in the order of runs; null = not measured. */
export type ChartValue = {
  readonly run: number;
  readonly value: number | null;
  readonly excluded?: Blunder;
};

/** Mean and SD that hold from a run on. */
export type ChartLimits = { readonly from: number; readonly mean: number; readonly sd: number };

/** Something that happened just before a run: a new lot, a calibration, a correction. */
export type ChartEvent = { readonly before: number; readonly what: string };

export type ChartSource = {
  readonly material: string;
  readonly unit: string;
  readonly values: readonly ChartValue[];
  /** In order; the first holds from the first run. */
  readonly limits: readonly ChartLimits[];
  /** As `judgeSeries` gives them. */
  readonly judged: readonly { readonly run: number; readonly flags: readonly Flag[] }[];
  readonly uses?: Uses;
  readonly events: readonly ChartEvent[];
};

/** Each state has a shape of its own, so that nothing rests on color. */
export type Shape = 'circle' | 'triangle' | 'square' | 'cross';

export type ChartPoint = {
  run: number;
  value: number;
  /** SD from the mean that holds there. */
  z: number;
  shape: Shape;
  rules: RuleId[];
  /** What the shape says, in words. */
  says: string;
  /** Which stretch of limits it lies in: points of two stretches are not joined. */
  stretch: number;
};

export type Chart = {
  material: string;
  unit: string;
  runs: { first: number; last: number };
  points: ChartPoint[];
  stretches: { from: number; to: number; mean: number; sd: number }[];
  events: ChartEvent[];
  /** The chart in a sentence. */
  says: string;
  /** The chart as a table, a row for each run. */
  rows: { run: string; value: string; sd: string; rules: string; says: string }[];
};

const SHAPES = { accept: 'circle', warn: 'triangle', reject: 'square' } as const;
const SAYS = { accept: 'no rule broken', warn: 'warns', reject: 'rejects' } as const;

/** A Levey-Jennings chart as data, for drawing and for reading: one material, run by run, in SD from its mean. */
export function chartOf(source: ChartSource): Chart {
  const { material, unit, values, limits, judged, events } = source;
  const first = values[0]?.run ?? 1;
  const last = values.at(-1)?.run ?? first;
  const stretches = limits.map(({ from, mean, sd }, i) => ({
    from: Math.max(from, first),
    to: (limits[i + 1]?.from ?? last + 1) - 1,
    mean,
    sd,
  }));
  const points = values.flatMap(({ run, value, excluded }): ChartPoint[] => {
    if (value === null) return [];
    const stretch = Math.max(0, limits.findLastIndex((l) => l.from <= run));
    const z = (value - limits[stretch]!.mean) / limits[stretch]!.sd;
    if (excluded) {
      const says = `left out: ${excluded.kind.replaceAll('-', ' ')}, ${excluded.found}`;
      return [{ run, value, z, stretch, shape: 'cross', rules: [], says }];
    }
    const own = judged.find((j) => j.run === run)?.flags.filter((f) => f.materials.includes(material)) ?? [];
    const { decision, rules } = decide(own, source.uses);
    return [{ run, value, z, stretch, shape: SHAPES[decision], rules: rules.map((r) => r.rule), says: SAYS[decision] }]; // prettier-ignore
  });
  return {
    material,
    unit,
    runs: { first, last },
    points,
    stretches,
    events: [...events],
    says: sentence(source, points),
    rows: values.map(({ run, value }) => rowOf(run, value, points.find((p) => p.run === run), source)),
  };
} // prettier-ignore

function sentence({ material, values, limits, unit }: ChartSource, points: readonly ChartPoint[]): string {
  const broken = points.filter((p) => p.rules.length > 0);
  const { mean, sd } = limits.at(-1)!;
  const told = broken.map((p) => `run ${p.run} ${p.says} (${p.rules.join(', ')})`);
  return `${material}: ${values.length} runs, mean ${mean} ${unit}, SD ${sd} ${unit}. ${told.length > 0 ? `Rules broken: ${told.join('; ')}.` : 'No rule broken.'}`;
}

function rowOf(run: number, value: number | null, point: ChartPoint | undefined, { events, limits, unit }: ChartSource) {
  const what = [
    ...events.filter((e) => e.before === run).map((e) => `before it: ${e.what}`),
    ...limits.slice(1).filter((l) => l.from === run).map((l) => `new limits: mean ${l.mean}, SD ${l.sd}`),
  ];
  return {
    run: String(run),
    value: value === null ? 'not measured' : `${value} ${unit}`.trim(),
    sd: point ? sdText(point.z) : '',
    rules: point?.rules.join(', ') ?? '',
    says: [point?.says ?? '', ...what].filter(Boolean).join('; '),
  };
} // prettier-ignore

/** `+1.20`, `−0.35`, `0.00`. */
export function sdText(z: number): string {
  const text = Math.abs(z).toFixed(2);
  return `${text === '0.00' ? '' : z > 0 ? '+' : '−'}${text}`;
}
