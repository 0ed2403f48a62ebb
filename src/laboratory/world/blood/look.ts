import type { Blood, Cell } from '../patient.ts';
import { uniform, type Stream } from '../streams.ts';

/** A nucleated cell as an eye sees it: never what it is called. Sizes in µm. */
export type Look = {
  readonly x: number;
  readonly y: number;
  readonly across: number;
  readonly nucleus: {
    readonly shape: 'lobes' | 'horseshoe' | 'kidney' | 'round' | 'folded' | 'irregular';
    readonly lobes: number;
    /** Of the cell's diameter. */
    readonly share: number;
    readonly chromatin: 'ink' | 'clumped' | 'smooth' | 'lacy' | 'fine';
    readonly nucleoli: number;
  };
  readonly cytoplasm: {
    readonly tint: 'pink' | 'sky' | 'deep blue' | 'gray-blue' | 'lilac' | 'red-cell';
    readonly amount: 'rim' | 'some' | 'much';
  };
  readonly granules: 'none' | 'few red' | 'fine' | 'dust' | 'coarse purple' | 'orange' | 'dark';
  readonly vacuoles: number;
  /** Pale blue patches at the edge. */
  readonly patches: number;
  /** Leans on red cells, and is darker where it does. */
  readonly embraces: boolean;
  /** Degrees, and a number that says how the drawing varies. */
  readonly turn: number;
  readonly variant: number;
};

type Frame = Omit<Look, 'x' | 'y' | 'turn' | 'variant'>;
type Nucleus = Look['nucleus'];

/** How a cell of this class looks, each a little its own. `chance` is the cell's own stream. */
export function lookOf(cell: Cell | 'nrbc', blood: Blood, chance: Stream): Omit<Look, 'x' | 'y'> {
  const frame = FRAMES[cell]((k) => uniform(chance, k), blood);
  return {
    ...frame,
    across: tenth(frame.across),
    nucleus: { ...frame.nucleus, share: Math.round(frame.nucleus.share * 100) / 100 },
    turn: Math.round(uniform(chance, 90) * 360),
    variant: Math.round(uniform(chance, 91) * 1000) / 1000,
  };
}

type Draw = (k: number) => number;
const tenth = (x: number) => Math.round(x * 10) / 10;
const from = (low: number, high: number, u: number) => low + (high - low) * u;

function nucleus(
  shape: Nucleus['shape'],
  share: number,
  chromatin: Nucleus['chromatin'],
  lobes = 1,
  nucleoli = 0,
): Nucleus {
  return { shape, share, chromatin, lobes, nucleoli };
}
function plain(
  across: number,
  core: Nucleus,
  tint: Look['cytoplasm']['tint'],
  amount: Look['cytoplasm']['amount'],
): Frame {
  return {
    across,
    nucleus: core,
    cytoplasm: { tint, amount },
    granules: 'none',
    vacuoles: 0,
    patches: 0,
    embraces: false,
  };
}

/** Neutrophils, whole or young, bear the signs of an infection alike. */
function granular(u: Draw, blood: Blood, core: Nucleus, across: number): Frame {
  const toxic = u(5) < (blood.toxic ?? 0);
  const cell = plain(across, core, 'pink', 'much');
  if (!toxic) return { ...cell, granules: 'fine' };
  return { ...cell, granules: 'coarse purple', vacuoles: Math.floor(u(6) * 4), patches: u(7) < 0.5 ? 1 : 0 };
}

const FRAMES: { readonly [cell in Cell | 'nrbc']: (u: Draw, blood: Blood) => Frame } = {
  neutrophil: (u, blood) => {
    const many = u(3) < (blood.manyLobes ?? 0.005);
    const lobes = many ? 6 + Math.floor(u(4) * 2) : [2, 3, 3, 3, 4, 4, 5][Math.floor(u(4) * 7)]!;
    return granular(
      u,
      blood,
      nucleus('lobes', 0.62, 'clumped', lobes),
      from(12, 15, u(1)) + (many ? 1.5 : 0),
    );
  },
  band: (u, blood) => granular(u, blood, nucleus('horseshoe', 0.66, 'clumped'), from(12.5, 15, u(1))),
  immature: (u, blood) => {
    const round = u(2) < 0.45;
    const core = nucleus(round ? 'round' : 'kidney', round ? 0.62 : 0.64, 'clumped');
    const cell = granular(u, blood, core, from(15, 18, u(1)));
    return { ...cell, cytoplasm: { tint: 'lilac', amount: 'much' } };
  },
  lymphocyte: (u) => {
    const large = u(2) < 0.15;
    const cell = plain(
      large ? from(10.5, 13, u(1)) : from(8, 10, u(1)),
      nucleus('round', large ? 0.7 : 0.86, 'smooth'),
      'sky',
      large ? 'some' : 'rim',
    );
    return large ? { ...cell, granules: 'few red' } : cell;
  },
  reactive: (u) => ({
    ...plain(
      from(15, 20, u(1)),
      nucleus('irregular', 0.58, u(2) < 0.5 ? 'clumped' : 'smooth', 1, u(3) < 0.25 ? 1 : 0),
      'sky',
      'much',
    ),
    embraces: true,
  }),
  monocyte: (u) => ({
    ...plain(from(15, 19, u(1)), nucleus('folded', 0.66, 'lacy'), 'gray-blue', 'much'),
    granules: 'dust',
    vacuoles: Math.floor(u(2) * 4),
  }),
  eosinophil: (u) => ({
    ...plain(from(12.5, 15, u(1)), nucleus('lobes', 0.56, 'clumped', u(2) < 0.85 ? 2 : 3), 'pink', 'much'),
    granules: 'orange',
  }),
  basophil: (u) => ({
    ...plain(from(11, 13.5, u(1)), nucleus('lobes', 0.6, 'smooth', 2), 'lilac', 'much'),
    granules: 'dark',
  }),
  blast: (u) =>
    plain(
      from(14, 19, u(1)),
      nucleus('round', from(0.8, 0.86, u(2)), 'fine', 1, 1 + Math.floor(u(3) * 3)),
      'deep blue',
      'rim',
    ),
  nrbc: (u) => plain(from(8, 10, u(1)), nucleus('round', from(0.45, 0.6, u(2)), 'ink'), 'red-cell', 'some'),
};
