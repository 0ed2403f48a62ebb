import { relabel, mislabel, unlabel } from './identity.ts';
import { addEdta, addHeparin, clot, evaporate, hemolyse, mix, replaced, strand } from './operators.ts';
import type { At, Patient, Values } from './patient.ts';
import { expose, stand } from './stand.ts';
import { under, type Stream } from './streams.ts';
import type { Catalog } from '../catalog/index.ts';
import type { Label, Operation, Tube } from './tube.ts';

export type Site = 'arm' | 'line' | 'drip arm' | 'finger' | 'artery';
export type Posture = 'lying' | 'sitting' | 'standing';

/** How a tube was drawn. */
export type Drawing = {
  readonly id: string;
  readonly kind: string;
  readonly at: At;
  readonly label: Label | null;
  readonly site?: Site;
  readonly posture?: Posture;
  /** mL at the line; without it, what tubes of its kind hold. */
  readonly holds?: number;
  /** Prepared for blood of this hematocrit, percent: less citrate stands in it. */
  readonly citrateFor?: number;
  /** Kinds of tube drawn before it with the same needle, in that order. */
  readonly after?: readonly string[];
  /** What befalls it, in any order: a tube suffers them in the fixed one. */
  readonly suffers?: readonly Operation[];
};

/** What operators need besides the tube. `labels` finds somebody else's label by patient id. */
export type Surroundings = {
  readonly catalog: Catalog;
  readonly stream: Stream;
  readonly labels?: (patient: string) => Label | null;
};

/** The fixed order: draw, mix, additive, lysis, clot, time, label. */
const RANK: { readonly [did in Operation['did']]: number } = {
  mix: 0,
  fill: 1,
  addEdta: 2,
  heparin: 2,
  hemolyse: 3,
  clot: 4,
  fibrin: 4,
  stand: 5,
  expose: 5,
  evaporate: 5,
  swapIdentity: 6,
  mislabel: 6,
  unlabel: 7,
};

/**
 * A tube of this patient's blood, filled and labelled, with what befell it (W2, W3). `values`: what they have at that moment
 * (timeline.ts).
 */
export function draw(patient: Patient, values: Values, how: Drawing, around: Surroundings): Tube {
  const suffers = [...fromOrder(how), ...fromSite(how), ...(how.suffers ?? [])];
  const inOrder = [...suffers].sort((a, b) => RANK[a.did] - RANK[b.did]);
  const before = inOrder.filter((o) => RANK[o.did] <= 1);
  let tube = before.reduce((t, o) => apply(t, o, around), bare(patient, values, how, around));
  tube = additive(tube);
  return inOrder.filter((o) => RANK[o.did] > 1).reduce((t, o) => apply(t, o, around), tube);
}

function bare(patient: Patient, values: Values, how: Drawing, { catalog }: Surroundings): Tube {
  // The truth is what the patient has, lying or standing; a vein taken for an artery, or a squeezed finger, is a mishap.
  const drawn = atPosture(values, how.posture ?? 'sitting');
  return {
    id: how.id,
    kind: how.kind,
    label: how.label,
    of: patient.id,
    person: { sex: patient.sex, age: patient.age },
    drawnAt: how.at,
    until: how.at,
    fill: 1,
    ...(how.citrateFor === undefined ? {} : { citrateFor: how.citrateFor }),
    volume: how.holds ?? catalog.tubes.get(how.kind)?.volumeMl ?? 4,
    values: atSite(drawn, how),
    drawn,
    blood: patient.blood,
    urine: how.kind === 'ucup' ? patient.urine : null,
    freeHemoglobin: { inTube: 0, inBody: patient.substances.freeHemoglobin },
    edta: 0,
    heparin: 0,
    biotin: patient.substances.biotin,
    heterophile: patient.substances.heterophile,
    clotted: 0,
    fibrin: false,
    stays: [{ from: how.at, celsius: 22, light: false }],
    mixed: true,
    spunAt: null,
    separatedAt: null,
    history: [],
  };
}

/** One operator, given as data. */
export function apply(tube: Tube, operation: Operation, around: Surroundings): Tube {
  const next = applied(tube, operation, around);
  return { ...next, history: [...tube.history, operation] };
}

function applied(tube: Tube, o: Operation, around: Surroundings): Tube {
  switch (o.did) {
    case 'mix': {
      const fluid = around.catalog.fluids.get(o.fluid);
      if (!fluid) throw new Error(`no fluid ${o.fluid} in the catalog`);
      return mix(tube, o.fraction, fluid.content);
    }
    case 'addEdta':
      return addEdta(tube, o.fraction);
    case 'hemolyse':
      return hemolyse(tube, o.gramsPerLiter, o.inBody);
    case 'fill':
      return { ...tube, fill: o.fraction, volume: tube.volume * o.fraction };
    case 'heparin':
      return addHeparin(tube, o.unitsPerMl);
    case 'clot':
      return clot(tube, o.fraction);
    case 'fibrin':
      return strand(tube);
    case 'stand':
      return stand(tube, o.seconds, o.celsius);
    case 'expose':
      return expose(tube, o.seconds);
    case 'evaporate':
      return evaporate(tube, o.fraction);
    case 'swapIdentity':
      return relabel(tube, around.labels?.(o.with) ?? null);
    case 'unlabel':
      return unlabel(tube);
    case 'mislabel':
      return mislabel(tube, o.what, under(around.stream, 'mislabel', tube.id));
  }
}

/** What stands in a tube before blood comes into it. */
function additive(tube: Tube): Tube {
  switch (tube.kind) {
    case 'lav':
    case 'pink': {
      const dose = Math.min(3, 1 / Math.max(0.1, tube.fill));
      const whole = addEdta(tube, 1);
      return { ...whole, edta: whole.edta * dose };
    }
    case 'ltblue': // Citrate: sodium up, calcium held; clotting tests allow for it (measure/clotting.ts).
      return { ...tube, values: replaced(tube.values, 1, { ca: 0.5, ica: 0.05, na: 165, mg: 1.2, alp: 5 }) };
    case 'gray': // Sodium fluoride and potassium oxalate.
      return {
        ...tube,
        values: replaced(tube.values, 1, {
          na: 200,
          k: 30,
          ca: 0.5,
          ica: 0.05,
          alp: 8,
          ldh: 40,
          amy: 20,
          ck: 10,
        }),
      };
    case 'ltgreen':
      return {
        ...tube,
        values: { ...tube.values, ...(tube.values['li'] === undefined ? {} : { li: tube.values['li'] + 2 }) },
      };
    default:
      return tube;
  }
}

/** Additive carried on the needle out of order (facts `order_of_draw`); the amounts are of this simulation. */
function fromOrder(how: Drawing): Operation[] {
  const last = how.after?.at(-1);
  const chemistry = ['gold', 'red', 'ltgreen', 'green'].includes(how.kind);
  if ((last === 'lav' || last === 'pink') && chemistry) return [{ did: 'addEdta', fraction: 0.005 }];
  if ((last === 'ltgreen' || last === 'green') && how.kind === 'ltblue')
    return [{ did: 'heparin', unitsPerMl: 0.15 }];
  if ((last === 'gold' || last === 'red') && how.kind === 'ltblue') return [{ did: 'clot', fraction: 0.1 }];
  return [];
}

const fromSite = (how: Drawing): Operation[] =>
  how.site === 'finger' ? [{ did: 'hemolyse', gramsPerLiter: 0.4, inBody: false }] : [];

/** Standing drives water out of vessels: what is too large to follow it rises by a tenth (facts: protein 8 to 10 %). */
const BOUND = ['tp', 'alb', 'alp', 'alt', 'ast', 'ggt', 'ldh', 'ck', 'chol', 'hdl', 'trig', 'fe', 'tibc'];
const HALF = ['ca', 'tbil', 'hgb', 'hct', 'rbc', 'wbc', 'plt'];

function atPosture(values: Values, posture: Posture): Values {
  if (posture === 'sitting') return values;
  const by = posture === 'standing' ? 0.04 : -0.05;
  return times(times(values, BOUND, 1 + by), HALF, 1 + by / 2);
}

/** Gases are arterial amounts; a vein has given its oxygen away. */
function atSite(values: Values, how: Drawing): Values {
  if (how.site === 'finger') return times(values, ['glu'], 1.04);
  if (how.kind !== 'abg' || how.site === 'artery' || values['pco2'] === undefined) return values;
  return { ...times(values, ['po2'], 0.43), pco2: values['pco2'] + 6 };
}

function times(values: Values, ids: readonly string[], factor: number): Values {
  const next = { ...values };
  for (const id of ids) if (next[id] !== undefined) next[id] *= factor;
  return next;
}
