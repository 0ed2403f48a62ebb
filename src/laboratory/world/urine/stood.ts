import { exp } from '../arithmetic.ts';
import { hoursStood } from '../blood/suspension.ts';
import { PLAIN_URINE, type At, type Urine } from '../patient.ts';
import type { Tube } from '../tube.ts';

/** Urine as it is when it is looked at: what time, dilution and alkali made of what was voided. */
export type Stood = {
  readonly voided: Urine;
  /** Hours at room temperature that have the same effect. */
  readonly hours: number;
  readonly ph: number;
  readonly chemistry: Urine['chemistry'];
  readonly redCells: number;
  readonly whiteCells: number;
  /** Of both: what has burst, per high-power field. Their hemoglobin and esterase stay. */
  readonly burstRed: number;
  readonly burstWhite: number;
  readonly bacteria: number;
  /** Nitrite, 0 to 1. */
  readonly nitrite: number;
  readonly casts: Urine['casts'];
  readonly trichomonas: number;
};

const clamp = (x: number, low: number, high: number) => Math.min(high, Math.max(low, x));

/**
 * Two hours at room temperature, or a day in the cold, leave urine as it is; then bacteria grow, pH rises, sugar, ketones and
 * bilirubin fall, cells burst: in dilute and alkaline urine from the beginning (facts `stability`, UA2, UA3, UA13). The speeds are
 * of this simulation.
 */
export function stoodUrine(tube: Tube, at: At): Stood {
  const voided = tube.urine ?? PLAIN_URINE;
  const hours = hoursStood(tube, at);
  const late = Math.max(0, hours - 2);
  const bacteria = clamp(voided.bacteria.amount + late * (voided.bacteria.amount > 0 ? 0.4 : 0.25), 0, 4);
  const grown = late > 0 ? bacteria : 0;
  const ph = clamp(voided.ph + late * 0.16 * clamp(grown / 2, 0.3, 1.6), 4.5, Math.max(9, voided.ph));
  const dilute = clamp((1.01 - voided.gravity) / 0.006, 0, 1);
  const alkaline = clamp((ph - 7) / 1.5, 0, 1);
  const burst = 1 - exp(-(0.015 + 0.3 * dilute + 0.12 * alkaline + 0.5 * dilute * alkaline) * hours);
  const { chemistry: c } = voided;
  const lit = hoursInLight(tube, at);
  const eaten = exp(-0.06 * late * grown);
  return {
    voided,
    hours,
    ph,
    chemistry: {
      protein: c.protein,
      glucose: c.glucose * eaten,
      ketones: c.ketones * exp(-0.07 * late),
      hemoglobin: c.hemoglobin,
      bilirubin: c.bilirubin * exp(-0.5 * lit - 0.04 * late),
      urobilinogen: c.urobilinogen * exp(-0.4 * lit - 0.03 * late),
    },
    redCells: voided.redCells * (1 - burst),
    whiteCells: voided.whiteCells * (1 - burst),
    burstRed: voided.redCells * burst,
    burstWhite: voided.whiteCells * burst,
    bacteria,
    nitrite: nitriteIn(voided, bacteria, late),
    casts: Object.fromEntries(Object.entries(voided.casts).map(([kind, n]) => [kind, n * (1 - 0.8 * burst)])),
    trichomonas: hours > 1.5 ? 0 : (voided.trichomonas ?? 0),
  };
}

/** Bacteria that reduce nitrate need hours with it: in the bladder (four), or later in the cup. */
function nitriteIn(voided: Urine, bacteria: number, late: number): number {
  const dwell = clamp(((voided.dwell ?? 6) - 2) / 2, 0, 1);
  const inBladder = (voided.bacteria.amount / 4) * voided.bacteria.reduceNitrate * dwell;
  const mixed = Math.max(0.5, voided.bacteria.reduceNitrate);
  const able = voided.bacteria.amount > 0 ? voided.bacteria.reduceNitrate : mixed;
  return clamp(inBladder + (late > 3 ? (bacteria / 4) * able * 0.8 : 0), 0, 1);
}

function hoursInLight(tube: Tube, at: At): number {
  return tube.stays.reduce((sum, stay, k) => {
    const until = Math.min(at, tube.stays[k + 1]?.from ?? at);
    return sum + (stay.light ? Math.max(0, until - stay.from) / 3600 : 0);
  }, 0);
}
