import type { At, Blood } from '../patient.ts';
import type { Tube } from '../tube.ts';

/** One aspiration: when, the how many-th, and what was done to the tube or its diluent before. */
export type Run = {
  readonly at: At;
  readonly repeat: number;
  /** At 37 °C for 15 minutes, and run warm. */
  readonly warm?: boolean;
  /** Plasma taken off and replaced by diluent. */
  readonly plasmaReplaced?: boolean;
  /** Diluted, and left for ten minutes before it is counted. */
  readonly rested?: boolean;
};

/** The blood as it comes to the apertures. Particles in 10*3/uL, volumes in fL, hemoglobin in g/dL. */
export type Suspension = {
  readonly white: number;
  readonly red: number;
  /** Of the red cells: what clings together in pairs, and in larger lumps. */
  readonly paired: number;
  readonly lumped: number;
  readonly fragments: number;
  readonly ghosts: number;
  readonly mcv: number;
  readonly rdw: number;
  readonly hemoglobin: number;
  /** What turbid or yellow plasma adds to the absorbance, g/dL. */
  readonly blank: number;
  readonly platelets: number;
  readonly giants: number;
  readonly mpv: number;
  /** Platelets that stick to each other, no longer single. */
  readonly stuck: number;
  readonly nrbc: number;
  readonly resistant: number;
  readonly cryoprotein: number;
  readonly organisms: number;
  /** White cells lost in clumps, as a fraction: for the plot. */
  readonly whiteClumped: number;
  /** Hours at room temperature that have the same effect as what the tube went through. */
  readonly hours: number;
};

const EDTA = ['lav', 'pink'];
const clamp = (x: number, low: number, high: number) => Math.min(high, Math.max(low, x));

/**
 * What stands between the blood that was drawn and the aperture. `tube.values` holds the cells of the blood in the tube, diluted
 * by what ran in with it; the clot, the filling, lysis in the tube and time are applied here. The sizes of the effects are of
 * this simulation; their directions are those of Gulati et al. (facts `cbc_artifacts`) and of `cold_agglutinin_sim`.
 */
export function suspensionOf(tube: Tube, run: Run): Suspension {
  const { blood } = tube;
  const value = (id: string) => Math.max(0, tube.values[id] ?? 0);
  const hours = hoursStood(tube, run.at);
  const plasma = 1 - clamp(value('hct') / 100, 0, 0.95);
  const inEdta = EDTA.includes(tube.kind);
  const diluted = tube.kind === 'ltblue' ? citrateShare(tube.fill) : 1;
  const clot = clamp(tube.clotted, 0, 1);
  const late = Math.max(0, hours - 24);

  const burst = lysed(tube, plasma);
  const red = value('rbc') * 1000 * diluted * (1 - 0.3 * clot) * (1 - burst);
  const { paired, lumped } = agglutinated(blood, run, tube);
  const whiteClumped = inEdta && !run.warm ? 0.7 * (blood.whiteClumps ?? 0) : 0;
  const white =
    value('wbc') * diluted * (1 - 0.45 * clot) * (1 - whiteClumped) * (1 - clamp(0.004 * late, 0, 0.5));
  const plain = value('plt') * diluted * clotLeaves(clot) * (1 - clamp(0.003 * late, 0, 0.4));
  const stuck = plain * stickiness(tube, run, inEdta);

  const lipid = run.plasmaReplaced ? 0 : Math.max(0, value('trig') - 600) * 0.0008;
  const bile = run.plasmaReplaced ? 0 : Math.max(0, value('tbil') - 25) * 0.04;
  const protein = run.plasmaReplaced ? 0 : (blood.paraprotein ?? 0) * 0.25;
  return {
    white,
    red,
    paired,
    lumped,
    fragments: clamp(blood.fragments, 0, 1),
    ghosts: value('rbc') * 1000 * burst * 0.1,
    mcv: red > 0 ? ((value('hct') * 10) / value('rbc')) * swelling(tube, run, hours, inEdta) : 0,
    rdw: value('rdw') || 13,
    hemoglobin: value('hgb') * diluted * (1 - 0.3 * clot),
    blank:
      (lipid + bile + protein + tube.freeHemoglobin.inBody / 10) * plasma + Math.max(0, white - 100) * 0.01,
    platelets: plain - stuck,
    giants: clamp(blood.giantPlatelets, 0, 1),
    mpv: (value('mpv') || 10) * (1 + 0.1 * clamp(hours / 24, 0, 1.5)),
    stuck,
    nrbc: (white * blood.nrbcPer100) / 100,
    resistant: red * blood.resistLysis,
    cryoprotein: run.warm ? 0 : (blood.cryoprotein ?? 0),
    organisms: blood.organisms ?? 0,
    whiteClumped,
    hours,
  };
}

/** Hours since the draw, each weighed by its warmth: a refrigerator slows what happens to cells to a third. */
export function hoursStood(tube: Tube, at: At): number {
  const stays = tube.stays.length ? tube.stays : [{ from: tube.drawnAt, celsius: 22, light: false }];
  return stays.reduce((sum, stay, k) => {
    const from = Math.max(stay.from, tube.drawnAt);
    const until = Math.min(at, stays[k + 1]?.from ?? at);
    const rate = clamp(0.3 + (0.7 * (stay.celsius - 4)) / 18, 0.2, 1.6);
    return sum + (Math.max(0, until - from) / 3600) * rate;
  }, 0);
}

/** Nine parts of blood to one of citrate: results are a tenth low, and 1.1 brings them back. */
const citrateShare = (fill: number) => (9 * fill) / (9 * fill + 1);

/** A clot takes platelets first: 16 in 100 are left at three tenths. */
function clotLeaves(clot: number): number {
  const left = 1 - clot;
  return left * left * left * left * left;
}

/** The share of red cells that burst in the tube, from the hemoglobin found outside them. */
function lysed(tube: Tube, plasma: number): number {
  const inside = Math.max(1, (tube.values['hgb'] ?? 0) * 10);
  return clamp((Math.max(0, tube.freeHemoglobin.inTube) * plasma) / inside, 0, 0.9);
}

/** Cold antibodies hold red cells together below body warmth; pairs still pass an aperture as one large cell. */
function agglutinated(blood: Blood, run: Run, tube: Tube): { paired: number; lumped: number } {
  if (run.warm || blood.coldAgglutinin <= 0) return { paired: 0, lumped: 0 };
  // A tube that was kept warm cools on its way through a counter that is not.
  const kept = tube.stays.at(-1)?.celsius ?? 22;
  const celsius = kept >= 36 ? 31 : Math.min(22, kept);
  const cold = (37 - celsius) / 15;
  const bound = clamp((0.12 + 0.66 * blood.coldAgglutinin) * Math.min(1.1, cold), 0, 0.9);
  // The more cling together, the larger the lumps: pairs become a smaller part.
  const paired = bound * (0.4 - 0.12 * bound);
  return { paired, lumped: bound - paired };
}

/** EDTA uncovers what makes platelets clump, within minutes; citrate does so far less, warmth loosens a part. */
function stickiness(tube: Tube, run: Run, inEdta: boolean): number {
  const minutes = Math.max(0, run.at - tube.drawnAt) / 60;
  const full = tube.blood.clumpsInEdta * (inEdta ? 0.95 : 0.03) * (run.warm ? 0.5 : 1);
  return clamp(full * (0.5 + 0.5 * clamp(minutes / 30, 0, 1)), 0, 0.98);
}

/** How red cells swell (old blood; sugar inside them while the diluent has none) or shrink (too much EDTA). */
function swelling(tube: Tube, run: Run, hours: number, inEdta: boolean): number {
  const old = clamp(Math.max(0, hours - 18) * 0.002, 0, 0.15);
  const sugar = run.rested ? 0 : clamp(Math.max(0, (tube.values['glu'] ?? 0) - 500) * 0.00015, 0, 0.2);
  const salt = inEdta ? clamp(0.05 * (1 / Math.max(0.1, tube.fill) - 1), 0, 0.15) : 0;
  return (1 + old + sugar) * (1 - salt);
}

/** No particle at all. */
export const NOTHING: Suspension = {
  white: 0,
  red: 0,
  paired: 0,
  lumped: 0,
  fragments: 0,
  ghosts: 0,
  mcv: 0,
  rdw: 13,
  hemoglobin: 0,
  blank: 0,
  platelets: 0,
  giants: 0,
  mpv: 10,
  stuck: 0,
  nrbc: 0,
  resistant: 0,
  cryoprotein: 0,
  organisms: 0,
  whiteClumped: 0,
  hours: 0,
};
