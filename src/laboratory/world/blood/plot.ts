import { normal, under, uniform, type Stream } from '../streams.ts';
import type { CounterRun } from './counter.ts';
import type { Events } from './events.ts';
import { NUCLEATED, PLACES } from './white.ts';

/** Counts by volume: bar k holds what lies from `from` + k·`width` fL on; the highest bar is 1. */
export type Histogram = { readonly from: number; readonly width: number; readonly bars: readonly number[] };
/** A dot of the white plot, both axes 0 to 100: size across, inner structure up. It does not say what the particle is. */
export type Dot = readonly [x: number, y: number];
export type Plot = {
  readonly red: Histogram;
  readonly platelets: Histogram;
  readonly white: readonly Dot[];
};

const DOTS = 400;

/** What the counter draws of a run, with the grain of finite counting. `stream` is the run's own. */
export function plotOf(run: CounterRun, stream: Stream): Plot {
  return {
    red: histogram(run.events, 20, 5, 48, under(stream, 'red')),
    platelets: histogram(run.events, 0, 1, 40, under(stream, 'platelets')),
    white: dots(run, under(stream, 'white')),
  };
}

function histogram(
  all: readonly Events[],
  from: number,
  width: number,
  count: number,
  grain: Stream,
): Histogram {
  const bars = Array.from({ length: count }, () => 0);
  for (const { each, volumes } of all)
    for (const v of volumes) {
      const k = Math.floor((v - from) / width);
      if (k >= 0 && k < count) bars[k]! += each;
    }
  // Two passes with a short window: volumes at even steps leave a comb in narrow bars.
  const smooth = window(window(bars));
  const highest = Math.max(...smooth) || 1;
  const shaken = smooth.map((b, k) => (b / highest) * (1 + 0.03 * normal(grain, k)));
  return { from, width, bars: shaken.map((b) => Math.round(Math.max(0, Math.min(1, b)) * 1000) / 1000) };
}
const window = (bars: readonly number[]): number[] =>
  bars.map((b, k) => ((bars[k - 1] ?? 0) + 2 * b + (bars[k + 1] ?? 0)) / 4);

/** Few cells give few dots. */
function dots(run: CounterRun, chance: Stream): Dot[] {
  const total = NUCLEATED.reduce((sum, kind) => sum + run.white[kind], 0);
  const many = Math.min(DOTS, Math.round(total * 200));
  const cells: Dot[] = [];
  // Old cells lose what scatters the light: their cloud sinks and widens.
  const fade = Math.min(0.35, Math.max(0, run.suspension.hours - 24) * 0.01);
  for (const kind of NUCLEATED) {
    const { x, y, spread } = PLACES[kind];
    const share = total > 0 ? (run.white[kind] / total) * many : 0;
    const own = under(chance, kind);
    const whole = Math.floor(share) + (uniform(own, 0) < share - Math.floor(share) ? 1 : 0);
    for (let k = 0; k < whole; k++) {
      const wide = spread * (1 + 2 * fade);
      cells.push([
        inside(x + wide * normal(own, 2 * k + 1)),
        inside(y * (1 - fade) + 1.3 * wide * normal(own, 2 * k + 2)),
      ]);
    }
  }
  const clumped = Math.round(run.suspension.whiteClumped * 30);
  const far = under(chance, 'clumped');
  for (let k = 0; k < clumped; k++)
    cells.push([inside(82 + 8 * normal(far, 2 * k)), inside(70 + 14 * normal(far, 2 * k + 1))]);
  return shuffled(cells, under(chance, 'order'));
}

const inside = (x: number) => Math.round(Math.max(0, Math.min(100, x)) * 10) / 10;

/** The order would tell the kinds. */
function shuffled(cells: readonly Dot[], chance: Stream): Dot[] {
  const rest = [...cells];
  for (let k = rest.length - 1; k > 0; k--) {
    const other = Math.floor(uniform(chance, k) * (k + 1));
    [rest[k], rest[other]] = [rest[other]!, rest[k]!];
  }
  return rest;
}
