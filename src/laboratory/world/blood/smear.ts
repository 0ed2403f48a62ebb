import type { At, Blood, Cell } from '../patient.ts';
import { below, under, uniform, type Stream } from '../streams.ts';
import type { Tube } from '../tube.ts';
import { CELLS } from './blood.ts';
import { layRed, type Reds } from './lay.ts';
import { lookOf, type Look } from './look.ts';
import { distance, inField, near, poisson, tenth } from './place.ts';
import { suspensionOf, type Suspension } from './suspension.ts';

/** Oil immersion: one for platelets and shapes, one of half its power and four times its area, to walk a differential. */
export type Lens = '100x' | '50x';

/** Diameter of what an eye sees, µm. */
export const FIELD_UM: Readonly<Record<Lens, number>> = { '100x': 150, '50x': 300 };

/** What `platelet_estimate` and `wbc_estimate` of the facts multiply by: platelets by 20,000 at 100x, white cells by 3,000 at 50x. */
const PLATELETS_PER_FIELD = 20;
const WHITES_PER_FIELD = 3;
const AREA: Readonly<Record<Lens, number>> = { '100x': 1, '50x': 4 };

/** A platelet: where, and how large across (µm). */
export type Platelet = readonly [x: number, y: number, across: number];

/** One field as it is seen. Places in µm from its upper left. */
export type Field = {
  readonly number: number;
  readonly lens: Lens;
  readonly across: number;
  readonly cells: readonly Look[];
  readonly platelets: readonly Platelet[];
  readonly clumps: readonly (readonly Platelet[])[];
  readonly reds: Reds;
  /** How red cells lie: apart, in heaps, or like stacks of coins. */
  readonly lie: 'apart' | 'heaps' | 'stacks';
  /** Of a red cell's diameter: its pale middle. About a third is usual. */
  readonly pallor: number;
  /** Threads of fibrin. */
  readonly threads: number;
};

/** Hidden: what each of `cells` is, in the same order. */
export type Named = readonly (Cell | 'nrbc')[];

/** A stained film: as many fields as one likes to walk, each the same whenever it is looked at. */
export type Smear = {
  readonly field: (number: number, lens: Lens) => Field;
  readonly names: (number: number, lens: Lens) => Named;
};

/** @param made when the film was made: platelets go on clumping until then */
export function smearOf(tube: Tube, made: At, stream: Stream): Smear {
  const film = suspensionOf(tube, { at: made, repeat: 0 });
  const place = (number: number, lens: Lens) => under(stream, 'smear', lens, number);
  return {
    field: (number, lens) => fieldOf(tube, film, number, lens, place(number, lens)),
    names: (number, lens) => namesIn(tube.blood, film, lens, place(number, lens)),
  };
}

function fieldOf(tube: Tube, film: Suspension, number: number, lens: Lens, chance: Stream): Field {
  const across = FIELD_UM[lens];
  const names = namesIn(tube.blood, film, lens, chance);
  const cells = setDown(names, tube.blood, film, across, under(chance, 'cells'));
  const { platelets, clumps } = plateletsIn(film, lens, cells, under(chance, 'platelets'));
  const laid = layRed(
    tube,
    film,
    across,
    AREA[lens],
    [...cells, ...clumps.map(around)],
    under(chance, 'red'),
  );
  return {
    number,
    lens,
    across,
    cells,
    platelets,
    clumps,
    ...laid,
    threads:
      tube.clotted > 0 && uniform(under(chance, 'fibrin'), 0) < 0.4 + tube.clotted
        ? 1 + below(chance, 1, 3)
        : 0,
  };
}

/** What nucleated cells there are, from the true differential: over many fields their shares come to it. */
function namesIn(blood: Blood, film: Suspension, lens: Lens, chance: Stream): Named {
  const own = under(chance, 'names');
  const mean = (film.white / WHITES_PER_FIELD) * (AREA[lens] / AREA['50x']);
  const whites = poisson(mean, uniform(own, 0));
  const young = film.white > 0 ? poisson((mean * film.nrbc) / film.white, uniform(own, 1)) : 0;
  const names: (Cell | 'nrbc')[] = Array.from({ length: Math.min(60, whites) }, (_, k) =>
    cellAt(blood, uniform(own, 2 + k)),
  );
  for (let k = 0; k < Math.min(60, young); k++)
    names.splice(below(own, 100 + k, names.length + 1), 0, 'nrbc');
  return names;
}

function cellAt(blood: Blood, u: number): Cell {
  let left = u;
  for (const cell of CELLS) {
    left -= blood.differential[cell];
    if (left < 0) return cell;
  }
  return 'neutrophil';
}

/** Places for the cells, none over another; clumped ones side by side. */
function setDown(names: Named, blood: Blood, film: Suspension, across: number, chance: Stream): Look[] {
  const set: Look[] = [];
  names.forEach((name, n) => {
    const own = under(chance, n);
    const look = lookOf(name, blood, own);
    const last = set.at(-1);
    const beside = last && uniform(own, 200) < film.whiteClumped;
    for (let tries = 0; tries < 40; tries++) {
      const spot = beside
        ? near(last, (last.across + look.across) / 2, own, 300 + 2 * tries)
        : inField(across, look.across / 2 + 2, own, 300 + 2 * tries);
      const free = set.every((o) => distance(o, spot) > (o.across + look.across) / 2);
      if (!free && tries < 39) continue;
      set.push({ ...look, ...spot });
      break;
    }
  });
  return set;
}

/** Single platelets between the cells; what clumps lies in heaps of fifteen to forty. */
function plateletsIn(film: Suspension, lens: Lens, cells: readonly Look[], chance: Stream) {
  const across = FIELD_UM[lens];
  const mean = (film.platelets / PLATELETS_PER_FIELD) * AREA[lens];
  const single = Math.min(400, poisson(mean, uniform(chance, 0)));
  const place = under(chance, 'place');
  const platelets = Array.from({ length: single }, (_, k): Platelet => {
    const giant = uniform(place, 5 * k) < film.giants;
    const size = giant ? 5 + 3 * uniform(place, 5 * k + 1) : 1.8 + 1.4 * uniform(place, 5 * k + 1);
    const spot = inField(across, size / 2 + 1, place, 5 * k + 2);
    const under = cells.find((c) => distance(c, spot) < c.across / 2 + size / 2);
    const free = under ? near(under, under.across / 2 + size, place, 5 * k + 2) : spot;
    return [free.x, free.y, tenth(size)];
  });
  const heaps = poisson(((film.stuck / PLATELETS_PER_FIELD) * AREA[lens]) / CLUMP, uniform(chance, 1));
  const clumps = Array.from({ length: Math.min(30, heaps) }, (_, n) =>
    clumpOf(across, under(chance, 'clump', n)),
  );
  return { platelets, clumps };
}

/** Platelets in a clump, on average. */
const CLUMP = 27;

function clumpOf(across: number, chance: Stream): Platelet[] {
  const many = 15 + below(chance, 0, 25);
  const middle = inField(across, 14, chance, 1);
  return Array.from({ length: many }, (_, k): Platelet => {
    const out = 1.25 * Math.sqrt(k + 0.4) * (0.9 + 0.3 * uniform(chance, 10 + 3 * k));
    const at = near(middle, out, chance, 11 + 3 * k);
    return [at.x, at.y, tenth(1.8 + 1.5 * uniform(chance, 200 + k))];
  });
}

/** The room a clump takes, as a disc. */
function around(clump: readonly Platelet[]): { x: number; y: number; across: number } {
  const [x, y] = [0, 1].map((axis) => clump.reduce((sum, p) => sum + p[axis]!, 0) / clump.length) as [
    number,
    number,
  ];
  return { x, y, across: 2 * Math.max(...clump.map((p) => distance({ x, y }, { x: p[0], y: p[1] }))) };
}
