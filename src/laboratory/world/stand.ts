import { power } from './arithmetic.ts';
import type { Stay, Tube } from './tube.ts';

// Time (the last operator). All rates are of this simulation, within what the facts' `stability` says; most of that is
// unverified and decides no grade. Every effect is an integral over time, so that two stays in one place are one stay.

/** How fast things go at a temperature, against 22 °C: three times for each 15 degrees. */
const pace = (celsius: number): number => power(3, (celsius - 22) / 15);

/** In contact with cells, per hour at 22 °C: what is added (in the analyte's unit). */
const LEAKS: { readonly [analyte: string]: number } = { phos: 0.05, ldh: 2.5, nh3: 25, lact: 1.1 };

/** Per hour at 22 °C, with or without cells: the part that is lost (or, below 0, gained). */
const DECAYS: { readonly [analyte: string]: number } = { bnp: 0.05, alp: -0.004, fol: 0.01 };

/**
 * `seconds` more at this temperature. Until plasma is off its cells, cells eat glucose (6 % an hour, faster with many white cells;
 * in fluoride only for the first hour and a half), give off lactate and ammonia, and lose potassium (fastest in the cold, where the
 * pump stops).
 */
export function stand(tube: Tube, seconds: number, celsius = 22, light = false): Tube {
  if (seconds <= 0) return tube;
  const hours = seconds / 3600;
  const begun = (tube.until - tube.drawnAt) / 3600;
  const values = { ...tube.values };
  const speed = pace(celsius);
  const onCells = tube.separatedAt === null && tube.kind !== 'ucup';
  const add = (id: string, amount: number) => {
    if (values[id] !== undefined) values[id] = Math.max(0, values[id] + amount);
  };
  const keep = (id: string, part: number) => {
    if (values[id] !== undefined) values[id] *= part;
  };
  if (onCells) {
    const many = 1 + Math.max(0, (values['wbc'] ?? 7) - 10) / 60;
    const inhibited = tube.kind === 'gray';
    const eating = inhibited ? Math.max(0, Math.min(1.5, begun + hours) - begun) : hours;
    keep('glu', power(0.94, eating * speed * many));
    for (const id in LEAKS) add(id, LEAKS[id]! * speed * (inhibited && id === 'lact' ? eating : hours));
    add('k', hours * leakOfPotassium(celsius));
    if (tube.kind === 'abg') {
      add('pco2', 3 * hours * speed);
      keep('po2', power(0.94, hours * speed * many));
    }
    if (tube.kind === 'ltblue') {
      keep('aptt', power(1.04, Math.max(0, begun + hours - 4) - Math.max(0, begun - 4)));
      keep('pt', power(1.01, Math.max(0, begun + hours - 24) - Math.max(0, begun - 24)));
    }
  }
  for (const id in DECAYS) keep(id, power(1 - DECAYS[id]!, hours * speed));
  if (light) for (const id of ['tbil', 'dbil']) keep(id, power(0.9, hours));
  return { ...tube, values, until: tube.until + seconds, stays: stayed(tube, celsius, light) };
}

/** mmol/L for each hour on cells. */
function leakOfPotassium(celsius: number): number {
  if (celsius <= 8) return 0.22;
  return celsius >= 30 ? 0.14 : 0.08;
}

function stayed(tube: Tube, celsius: number, light: boolean): readonly Stay[] {
  const last = tube.stays.at(-1);
  if (last && last.celsius === celsius && last.light === light) return tube.stays;
  return [...tube.stays, { from: tube.until, celsius, light }];
}

/** Up to a moment; nothing where it has already come. */
export const standUntil = (tube: Tube, at: number, celsius = 22): Tube =>
  stand(tube, at - tube.until, celsius);

/** Direct sun: half of the bilirubin an hour. */
export function expose(tube: Tube, seconds: number): Tube {
  if (seconds <= 0) return tube;
  const values = { ...tube.values };
  for (const id of ['tbil', 'dbil']) if (values[id] !== undefined) values[id] *= power(0.5, seconds / 3600);
  return { ...tube, values };
}
