import type { SeenChannel, View } from '../../shift/index.ts';

// What the charts of held channels show together, before anybody thinks of causes.

export type Held = SeenChannel & { state: Extract<SeenChannel['state'], { status: 'held' }> };
export const isHeld = (c: SeenChannel): c is Held => c.state.status === 'held';

export type Analyzer = View['analyzers'][number];
export const analyzerOf = (view: View, id: string): Analyzer => view.analyzers.find((a) => a.id === id)!;

/** Points of the last run in SD of their means, by level. */
export const lastRun = (c: SeenChannel): { material: string; z: number; ratio: number; spread: number }[] =>
  c.points
    .filter((p) => p.run === c.run)
    .flatMap(({ material, value }) => {
      const m = c.means[material];
      return m
        ? [{ material, z: (value - m.mean) / m.sd, ratio: value / m.mean, spread: m.sd / m.mean }]
        : [];
    });

/** Was this done at the analyzer since it is held? */
export const done = (analyzer: Analyzer, since: number, what: string): boolean =>
  analyzer.log.some((l) => l.at >= since && l.says.startsWith(what));

/** Points out in both directions within one run: no calibration does that. */
export function scattered(channels: readonly SeenChannel[]): boolean {
  const all = channels.flatMap(lastRun).map((p) => p.z);
  const both = all.some((z) => z > 2) && all.some((z) => z < -2);
  return both || channels.some((c) => c.flags.some((f) => f.run === c.run && f.rule === 'R_4s'));
}

/** One level is out in all its analytes by the same factor, and the others are in: the vial, not the analyzer. Its name, or null. */
export function oneVial(channels: readonly SeenChannel[]): string | null {
  const points = channels.flatMap(lastRun);
  for (const material of new Set(points.map((p) => p.material))) {
    const own = points.filter((p) => p.material === material);
    const middle = own.map((p) => p.ratio).sort((x, y) => x - y)[Math.floor(own.length / 2)]!;
    const alike = own.every((p) => Math.abs(p.ratio - middle) < Math.max(0.03, 3.5 * p.spread));
    const others = points.filter((p) => p.material !== material);
    if (own.length >= 3 && alike && Math.abs(middle - 1) > 0.04 && others.every((p) => Math.abs(p.z) <= 3))
      return material;
  }
  return null;
}

const ROWS = ['2_2s', '4_1s', '8_x', '10_x', '12_x', '7_T'];

/** All levels on the same side, far out or for long: something moved the channel as a whole. */
export function moved(c: SeenChannel): boolean {
  const run = lastRun(c);
  const oneSide = run.length > 1 && (run.every((p) => p.z > 0) || run.every((p) => p.z < 0));
  const long = c.flags.some((f) => f.run === c.run && ROWS.includes(f.rule));
  return oneSide && (long || run.every((p) => Math.abs(p.z) > 1));
}

/** Something was changed between the last good run and the one that was rejected. */
export const changedBefore = (c: Held, what: string): boolean =>
  c.changes.some((x) => x.what.startsWith(what) && (c.state.lastGood === null || x.at > c.state.lastGood));
