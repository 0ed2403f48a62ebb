import { exp } from '../arithmetic.ts';
import type { Measured } from '../measured.ts';
import type { At } from '../patient.ts';
import { normal, under, type Stream } from '../streams.ts';
import type { Tube } from '../tube.ts';
import { refraction } from './beside.ts';
import { stoodUrine, type Stood } from './stood.ts';

/** A strip dipped: when, the how many-th, and how. */
export type Dip = {
  readonly at: At;
  readonly repeat: number;
  /** Gravity by refraction, as many readers have it, not by the pad. */
  readonly refractometer?: boolean;
  /** Held upright: acid buffer runs from the protein pad over the one for pH. */
  readonly dripped?: boolean;
};

export type Grade = 'negative' | 'trace' | '1+' | '2+' | '3+' | '4+';
const GRADES: readonly Grade[] = ['negative', 'trace', '1+', '2+', '3+', '4+'];

/** From which amount a pad shows each grade after negative. Limits of this simulation's strip, of no maker's. */
const STEPS = {
  ua_prot: [15, 30, 100, 300, 1000],
  ua_glu: [50, 150, 350, 750, 1500],
  ua_ket: [5, 10, 30, 60, 120],
  ua_bld: [2.5, 5, 12, 40],
  ua_bil: [0.3, 0.6, 1.5, 3],
  ua_le: [4, 8, 20, 60],
} as const;
type Graded = keyof typeof STEPS;

/** What a strip reports, in the order of its pads after color and clarity. */
export const PADS: readonly string[] = [
  'ua_color', 'ua_clar', 'ua_glu', 'ua_bil', 'ua_ket', 'ua_sg', 'ua_bld', 'ua_ph', 'ua_prot', 'ua_uro', 'ua_nit', 'ua_le',
]; // prettier-ignore

/** What each pad takes for its own, with everything that disturbs it (facts: `intf` of the urine analytes). */
function onPads(tube: Tube, stood: Stood): Record<Graded, number> {
  const { voided, chemistry: c } = stood;
  const bleach = voided.oxidizer ?? 0;
  const pigment = voided.pigment ?? 0;
  const ascorbate = voided.ascorbate;
  const settled = tube.mixed ? 1 : 0.15;
  const crenated = voided.gravity > 1.025 ? 0.75 : 1;
  const cells = stood.redCells * settled * crenated + stood.burstRed;
  const blood = cells + 66 * (c.hemoglobin + (voided.myoglobin ?? 0)) + 30 * bleach;
  const polymorphs = 1 - (voided.lymphocytes ?? 0);
  const dull =
    (c.glucose > 1000 ? 0.7 : 1) * (c.protein > 400 ? 0.7 : 1) * (voided.gravity > 1.028 ? 0.7 : 1);
  return {
    ua_prot: c.protein + Math.max(0, stood.ph - 8) * 70 + 12 * pigment,
    ua_glu: Math.max(0, c.glucose - 1.2 * ascorbate) + 200 * bleach,
    ua_ket: c.ketones + 7 * pigment,
    ua_bld: blood / (1 + ascorbate / 12 + 0.3 * stood.nitrite),
    ua_bil: c.bilirubin / (1 + ascorbate / 60) + 0.8 * pigment,
    ua_le:
      ((stood.whiteCells * settled + stood.burstWhite) * polymorphs + 5 * stood.trichomonas) *
        dull *
        Math.max(0.15, 1 - ascorbate / 140) +
      12 * bleach,
  };
}

/** The same of the urine as it was voided, by what is meant and not by what a pad takes for it. */
function meant(stood: Stood): Record<Graded, number> {
  const { voided } = stood;
  const c = voided.chemistry;
  return {
    ua_prot: c.protein + voided.lightChains,
    ua_glu: c.glucose,
    ua_ket: c.ketones + (voided.hydroxybutyrate ?? 0),
    ua_bld: voided.redCells + 66 * c.hemoglobin,
    ua_bil: c.bilirubin,
    ua_le: voided.whiteCells,
  };
}

/** The strip, with color and clarity (W5, W6). Each pad has its own chance: a value near a limit may fall to either side. */
export function readStrip(tube: Tube, dip: Dip, stream: Stream): Measured[] {
  const stood = stoodUrine(tube, dip.at);
  const chance = under(stream, 'strip', tube.id, dip.repeat);
  const [pads, truth] = [onPads(tube, stood), meant(stood)];
  const alarms = (stood.voided.pigment ?? 0) > 0.3 ? ['abnormal color'] : [];
  const scatter = (id: string, size: number) => size * normal(under(chance, id), 0);
  const words = (analyte: string, text: string, still: string, true_: string): Measured => ({
    analyte,
    value: null,
    beyond: null,
    alarms,
    text,
    truth: true_,
    withoutScatter: still,
  });
  const number = (
    analyte: string,
    raw: number,
    still: number,
    true_: number,
    round: (x: number) => number,
  ): Measured => ({
    analyte,
    text: null,
    beyond: null,
    alarms,
    value: round(raw),
    truth: true_,
    withoutScatter: round(still),
  });
  const graded = (id: Graded) =>
    words(id, gradeOf(id, pads[id] * exp(scatter(id, 0.08))), gradeOf(id, pads[id]), gradeOf(id, truth[id]));
  const nitrite = (x: number) => (x >= 0.35 ? 'positive' : 'negative');
  const nitrites =
    stood.nitrite * (stood.voided.ascorbate > 80 ? 0.5 : 1) + (stood.voided.pigment ?? 0) * 0.6;
  const gravity = dip.refractometer ? refraction(stood) : ionic(stood);
  const sg = dip.refractometer ? thousandths : fiveThousandths;
  const ph = stood.ph - (dip.dripped ? 1 : 0);
  const all: Record<string, () => Measured> = {
    ua_color: () => words('ua_color', colorOf(stood), colorOf(stood), stood.voided.color),
    ua_clar: () => words('ua_clar', clarityOf(stood), clarityOf(stood), clarityOf(stood)),
    ua_sg: () => number('ua_sg', gravity + scatter('ua_sg', 0.0006), gravity, stood.voided.gravity, sg),
    ua_ph: () => number('ua_ph', ph + scatter('ua_ph', 0.08), ph, stood.voided.ph, half),
    ua_uro: () => {
      const [is, was] = [stood.chemistry.urobilinogen, stood.voided.chemistry.urobilinogen];
      return number('ua_uro', is * exp(scatter('ua_uro', 0.08)), is, was, urobilinogenStep);
    },
    ua_nit: () =>
      words(
        'ua_nit',
        nitrite(nitrites + scatter('ua_nit', 0.02)),
        nitrite(nitrites),
        stood.voided.bacteria.amount >= 2 && stood.voided.bacteria.reduceNitrate >= 0.5
          ? 'positive'
          : 'negative',
      ),
  };
  return PADS.map((id) => all[id]?.() ?? graded(id as Graded));
}

export function gradeOf(pad: Graded, amount: number): Grade {
  return GRADES[STEPS[pad].filter((limit) => amount >= limit).length]!;
}

/** The pad answers to ions alone, and reads low in alkaline urine. */
function ionic({ voided, ph }: Stood): number {
  return Math.min(
    1.045,
    voided.gravity - (ph >= 6.5 ? 0.005 : 0) + Math.min(0.003, voided.chemistry.protein * 4e-6),
  );
}
const thousandths = (x: number) => Math.round(x * 1000) / 1000;
const fiveThousandths = (x: number) => Math.max(1, Math.round(x * 200) / 200);
const half = (x: number) => Math.min(9, Math.max(5, Math.round(x * 2) / 2));
const urobilinogenStep = (x: number) => [8, 4, 2, 1].find((step) => x >= step * 0.75) ?? 0.2;

function colorOf({ voided, redCells, chemistry }: Stood): string {
  if ((voided.pigment ?? 0) > 0.3) return 'orange';
  return redCells > 80 || chemistry.hemoglobin > 5 ? 'red' : voided.color;
}
function clarityOf(stood: Stood): string {
  const crystals = Object.values(stood.voided.crystals).reduce((a, b) => a + b, 0);
  const load =
    stood.redCells +
    stood.whiteCells +
    12 * Math.max(0, stood.bacteria - 1) +
    6 * crystals +
    stood.voided.squames;
  return ['clear', 'hazy', 'cloudy', 'turbid'][[25, 60, 140].filter((limit) => load >= limit).length]!;
}
