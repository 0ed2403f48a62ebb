import { exp, power } from '../arithmetic.ts';
import type { RedShape } from '../patient.ts';
import { below, normal, under, uniform, type Stream } from '../streams.ts';
import type { Tube } from '../tube.ts';
import { distance, inField, near, tenth, type Spot } from './place.ts';
import type { Suspension } from './suspension.ts';

/** Red cells by shape; `young` are larger and bluish, `crenated` have an even, scalloped edge. */
export type RedLook = RedShape | 'round' | 'young' | 'fragment' | 'crenated';
/** Where, how large across (µm), and turned by how many degrees. */
export type Red = readonly [x: number, y: number, across: number, turn: number];
export type Reds = Readonly<{ [shape in RedLook]?: readonly Red[] }>;

type Disc = Spot & { readonly across: number };
const clamp = (x: number, low: number, high: number) => Math.min(high, Math.max(low, x));

/** Lays the red cells of a field where one cell touches the next: between what else lies there, apart, in heaps or in stacks. */
export function layRed(
  tube: Tube,
  film: Suspension,
  across: number,
  area: number,
  others: readonly Disc[],
  chance: Stream,
) {
  const many = Math.round(clamp(film.red / 25, 110, 240) * area);
  const size = clamp(7.4 * power(Math.max(40, film.mcv) / 90, 0.45), 5.2, 9.5);
  const bound = film.paired + film.lumped;
  const stacked = clamp(((tube.blood.paraprotein ?? 0) - 2) / 5, 0, 0.85);
  const together = bound > 0 ? bound : stacked;
  const groups = bound > 0 ? heaps : stacks;
  const held =
    together > 0.1 ? groups(Math.round(many * together), size, across, others, under(chance, 'held')) : [];
  const taken = [...others, ...held.map((h) => h.room)];
  const free = grid(
    Math.round(many * (1 - (together > 0.1 ? together : 0) * 0.8)),
    across,
    under(chance, 'grid'),
  ).filter((s) => taken.every((o) => distance(o, s) > o.across / 2 + size * 0.36));
  const spots = [...held.flatMap((h) => h.spots), ...free];
  return {
    reds: shaped(spots, tube, film, size, under(chance, 'shape')),
    lie: together <= 0.1 ? ('apart' as const) : bound > 0 ? ('heaps' as const) : ('stacks' as const),
    pallor: pallorOf(tube),
  };
}

/** Little hemoglobin in a cell leaves its middle pale. */
function pallorOf(tube: Tube): number {
  const of = (id: string) => tube.values[id] ?? 0;
  const [mch, mchc] = [
    of('rbc') > 0 ? (of('hgb') * 10) / of('rbc') : 30,
    of('hct') > 0 ? (of('hgb') * 100) / of('hct') : 33,
  ];
  return (
    Math.round(clamp(0.34 + Math.max(0, 32 - mchc) * 0.05 + Math.max(0, 27 - mch) * 0.02, 0.2, 0.76) * 100) /
    100
  );
}

/** A hexagonal grid, shaken: even as a well-made film is, with no pattern to see. */
function grid(many: number, across: number, chance: Stream): Spot[] {
  const half = across / 2;
  const step = Math.sqrt((Math.PI * half * half) / Math.max(1, many) / 0.866);
  const spots: Spot[] = [];
  let k = 0;
  for (let row = 0; row * step * 0.866 < across + step; row++)
    for (let column = 0; column * step < across + step; column++) {
      const x = (column + (row % 2) / 2 - 0.25) * step + (uniform(chance, k++) - 0.5) * step * 0.62;
      const y = row * step * 0.866 + (uniform(chance, k++) - 0.5) * step * 0.62;
      if (distance({ x, y }, { x: half, y: half }) < half + 2) spots.push({ x: tenth(x), y: tenth(y) });
    }
  return spots;
}

type Held = { readonly room: Disc; readonly spots: readonly Spot[] };

/** Red cells one over another, as cold antibodies leave them: a spiral of seeds, each half a cell from the last. */
function heaps(many: number, size: number, across: number, others: readonly Disc[], chance: Stream): Held[] {
  const all: Held[] = [];
  let left = many;
  for (let n = 0; left > 0 && n < 200; n++) {
    const count = Math.min(left, 5 + below(chance, 3 * n, 18));
    left -= count;
    const radius = size * 0.42 * Math.sqrt(count) + size / 2;
    const middle = clear(across, radius, [...others, ...all.map((h) => h.room)], under(chance, n));
    if (!middle) continue;
    let [c, s] = [1, 0];
    const spots = Array.from({ length: count }, (_, k) => {
      [c, s] = [
        c * -0.7373688780783197 - s * 0.6754902942615238,
        s * -0.7373688780783197 + c * 0.6754902942615238,
      ];
      const out = size * 0.42 * Math.sqrt(k) * (0.85 + 0.3 * uniform(chance, 1000 + 40 * n + k));
      return { x: tenth(middle.x + out * c), y: tenth(middle.y + out * s) };
    });
    all.push({ room: { ...middle, across: 2 * radius - size * 0.4 }, spots });
  }
  return all;
}

/** Red cells like stacked coins. */
function stacks(many: number, size: number, across: number, others: readonly Disc[], chance: Stream): Held[] {
  const all: Held[] = [];
  let left = many;
  for (let n = 0; left > 0 && n < 300; n++) {
    const count = Math.min(left, 4 + below(chance, 3 * n, 6));
    left -= count;
    const length = count * size * 0.34;
    const middle = clear(across, length / 2, [...others, ...all.map((h) => h.room)], under(chance, n));
    if (!middle) continue;
    const end = near(middle, length / 2, chance, 3 * n + 1);
    const spots = Array.from({ length: count }, (_, k) => {
      const t = count > 1 ? 1 - (2 * k) / (count - 1) : 0;
      return { x: tenth(middle.x + t * (end.x - middle.x)), y: tenth(middle.y + t * (end.y - middle.y)) };
    });
    all.push({ room: { ...middle, across: length * 0.8 }, spots });
  }
  return all;
}

function clear(across: number, radius: number, taken: readonly Disc[], chance: Stream): Spot | null {
  for (let tries = 0; tries < 12; tries++) {
    const spot = inField(across, radius * 0.6, chance, tries);
    if (taken.every((o) => distance(o, spot) > o.across / 2 + radius * 0.9)) return spot;
  }
  return null;
}

function shaped(spots: readonly Spot[], tube: Tube, film: Suspension, size: number, chance: Stream): Reds {
  const { blood } = tube;
  const shrunk =
    clamp((1 / Math.max(0.1, tube.fill) - 2) * 0.3, 0, 0.7) + clamp((film.hours - 24) * 0.01, 0, 0.4);
  const shares: [RedLook, number][] = [
    ['fragment', film.fragments],
    ...(Object.entries(blood.redShapes ?? {}) as [RedShape, number][]),
    ['young', blood.youngRed ?? 0.008],
    ['crenated', clamp(shrunk, 0, 0.8)],
  ];
  const reds: { [shape in RedLook]?: Red[] } = {};
  spots.forEach((spot, k) => {
    let left = uniform(chance, 3 * k);
    const shape = shares.find(([, share]) => (left -= share) < 0)?.[0] ?? 'round';
    const varied =
      size * SIZE[shape] * exp((film.rdw / 100) * 0.4 * clamp(normal(chance, 3 * k + 1), -2.5, 2.5));
    (reds[shape] ??= []).push([spot.x, spot.y, tenth(varied), below(chance, 3 * k + 2, 360)]);
  });
  return reds;
}

const SIZE: Readonly<Record<RedLook, number>> = {
  round: 1,
  young: 1.16,
  fragment: 0.68,
  crenated: 0.94,
  target: 1.06,
  sickle: 1.5,
  teardrop: 1.05,
  oval: 1.15,
  pencil: 1.3,
  sphere: 0.84,
};
