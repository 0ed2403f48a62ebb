import { exp, ln, power } from './arithmetic.ts';
import type { At, Happening, Values } from './patient.ts';

type Changing = { [analyte: string]: number };

/** What has happened up to a moment, upon values without it: honest changes that are no mix-up. Sizes are of this simulation. */
export function undergo(values: Changing, course: readonly Happening[], at: At): Changing {
  for (const h of course) {
    if (h.what === 'illness') illness(values, h.values, (at - h.from) / Math.max(1, h.to - h.from));
    else if (at >= h.at) WHAT[h.what](values, h as never, (at - h.at) / 3600);
  }
  return values;
}

type Of<W extends Happening['what']> = Extract<Happening, { what: W }>;
type Effects = {
  readonly [W in Exclude<Happening['what'], 'illness'>]: (
    values: Changing,
    what: Of<W>,
    hours: number,
  ) => void;
};

const WHAT: Effects = {
  /** One unit gives 1 g/dL of hemoglobin in cells of 90 fL and 30 pg; it is given in about two hours. */
  transfusion: (values, { units }, hours) => {
    const grams = units * Math.min(1, hours / 2);
    add(values, 'hgb', grams);
    add(values, 'rbc', grams / 3);
    add(values, 'hct', grams * 3);
    add(values, 'rdw', 0.3 * grams);
    scale(values, ['plt'], 1 - 0.03 * grams);
  },
  /** What passes the membrane falls by its ratio in four hours and comes back over two days; bicarbonate goes the other way. */
  dialysis: (values, { hours: lasts }, hours) => {
    const given = Math.min(hours, lasts) / 4;
    const left = power(0.5, Math.max(0, hours - lasts) / 18);
    for (const id in CLEARED) scale(values, [id], exp(ln(CLEARED[id]!) * given * left));
  },
  /** An hour to begin, four to work: sugar toward 180 mg/dL, potassium into cells, acids burnt. */
  insulin: (values, _, hours) => {
    const share = Math.min(1, Math.max(0, hours - 0.3) / 4);
    toward(values, 'glu', Math.min(180, values['glu'] ?? 180), share);
    toward(values, 'co2', Math.max(20, values['co2'] ?? 20), 0.6 * share);
    scale(values, ['k'], 1 - 0.14 * share);
  },
  /** Liters of salt water thin the blood at once, less as they leave it. */
  fluids: (values, { liters }, hours) => {
    const share = 0.06 * liters * Math.min(1, hours) * power(0.5, Math.max(0, hours - 1) / 8);
    scale(values, THINNED, Math.max(0.6, 1 - share));
  },
};

const CLEARED: { readonly [analyte: string]: number } = {
  k: 0.74,
  bun: 0.32,
  crea: 0.4,
  phos: 0.52,
  mg: 0.9,
  uric: 0.35,
  co2: 1.25,
};

const THINNED = ['hgb', 'hct', 'rbc', 'plt', 'tp', 'alb', 'ca', 'wbc', 'alp', 'chol', 'fib'];

function illness(values: Changing, to: Values, share: number): void {
  const part = Math.min(1, Math.max(0, share));
  if (part === 0) return;
  for (const id in to) if (values[id] !== undefined) toward(values, id, to[id]!, part);
}

function add(values: Changing, id: string, amount: number): void {
  if (values[id] !== undefined) values[id] += amount;
}
function scale(values: Changing, ids: readonly string[], factor: number): void {
  for (const id of ids) if (values[id] !== undefined) values[id] *= factor;
}
function toward(values: Changing, id: string, goal: number, share: number): void {
  if (values[id] !== undefined) values[id] += (goal - values[id]) * share;
}
