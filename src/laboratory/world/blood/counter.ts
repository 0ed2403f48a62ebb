import { round } from '../measure/report.ts';
import type { Measured } from '../measured.ts';
import type { Values } from '../patient.ts';
import { normal, under, uniform, type Stream } from '../streams.ts';
import type { Tube } from '../tube.ts';
import { GATES, between, throughAperture, type Events } from './events.ts';
import { FLAGS, type Evidence } from './flags.ts';
import { NOTHING, suspensionOf, type Run, type Suspension } from './suspension.ts';
import { FIVE, called, inWhiteChannel, percentOf, truly, type Five, type Nucleated } from './white.ts';

/** What the counter must know of an analyte: the catalog's analyte has it. CV in percent. */
export type Counted = {
  readonly decimals: number;
  readonly range: { readonly low: number; readonly high: number } | null;
  readonly analyticalCv: number | null;
};
export type CountedBy = (analyte: string) => Counted | undefined;

/** What the instrument adds: its calibration by channel and time, and how much more than usual it scatters. */
export type Channels = {
  readonly factor: (analyte: string, at: number) => number;
  readonly noise?: (analyte: string) => number;
};

export const STEADY: Channels = { factor: () => 1 };

/** Everything a counter has to show of one run. */
export type CounterRun = {
  readonly results: readonly Measured[];
  /** Percent of the five, one decimal, summing to 100; null where no differential was given. */
  readonly percent: Readonly<Record<Five, number>> | null;
  readonly flags: readonly string[];
  readonly suspension: Suspension;
  readonly events: readonly Events[];
  readonly white: Readonly<Record<Nucleated, number>>;
};

/** mL that a counter draws in; less leaves it with air. */
export const ASPIRATES_ML = 0.15;

type Raw = { [analyte: string]: number };

/** @param drawn what the patient had when it was drawn, by analyte; without it the tube's own values are the truth */
export function runCounter(
  tube: Tube,
  run: Run,
  instrument: Channels,
  analyte: CountedBy,
  stream: Stream,
  drawn: Values = tube.values,
): CounterRun {
  const suspension = suspensionOf(tube, run);
  const events = throughAperture(suspension);
  const white = inWhiteChannel(tube.blood, suspension);
  const repeat = under(stream, 'repeat', run.repeat);
  const shake = (calm: boolean) => (id: string, x: number) => {
    const still = x * instrument.factor(id, run.at);
    const cv = (analyte(id)?.analyticalCv ?? 0) / 100;
    const few = still > 0 ? (FEW[id] ?? 0) / still : 0;
    const noise = (instrument.noise?.(id) ?? 1) - (calm ? 1 : 0);
    return Math.max(0, still * (1 + normal(under(repeat, id), 0) * Math.sqrt(cv * cv + few * few) * noise));
  };
  const still = seen(suspension, events, white, shake(true));
  const shaken = seen(suspension, events, white, shake(false));
  const stopped = aspiration(tube, repeat);
  const evidence: Evidence = { events, white, suspension, ...pickOf(shaken) };
  const raised = stopped ? [] : FLAGS.filter((f) => f.amount(evidence) >= f.from);
  const flags = stopped ? [stopped] : raised.map((f) => f.id);
  const differential = !stopped && shaken['wbc']! >= 0.2;
  const truth = truthOf(tube, drawn);
  const results = REPORTED.map((id): Measured => {
    const asked = FIVE.some((name) => name === id) ? differential : !stopped;
    const known = analyte(id);
    const reported = asked ? limited(shaken[id]!, known) : { value: null, beyond: null };
    return {
      analyte: id,
      ...reported,
      text: null,
      alarms: stopped ? [stopped] : raised.filter((f) => f.doubts.includes(id)).map((f) => f.id),
      truth: truth[id] ?? null,
      withoutScatter: asked ? still[id]! : null,
    };
  });
  return {
    results,
    percent: differential ? percentOf(fiveOf(shaken)) : null,
    flags,
    suspension,
    events,
    white,
  };
}

/** A blood count. Each result bears the alarms that cast doubt on it. */
export function countCells(
  tube: Tube,
  run: Run,
  instrument: Channels,
  analyte: CountedBy,
  stream: Stream,
  drawn?: Values,
): readonly Measured[] {
  return runCounter(tube, run, instrument, analyte, stream, drawn).results;
}

export const REPORTED = [
  'wbc',
  'rbc',
  'hgb',
  'hct',
  'mcv',
  'mch',
  'mchc',
  'rdw',
  'plt',
  'mpv',
  ...FIVE,
] as const;

/** The scatter that few counted particles add, in the analyte's unit. */
const FEW: Raw = { wbc: 0.015, plt: 0.6 };

/** A platelet population of usual size loses this share to the gates; calibration gives it back. */
const GATED = between(throughAperture({ ...NOTHING, platelets: 1, giants: 0.01 }), GATES.low, GATES.divider);

/** What the channels give; `shake` is the scatter and calibration of one channel. Hct, MCH, MCHC and the five are computed. */
function seen(
  s: Suspension,
  events: readonly Events[],
  white: Readonly<Record<Nucleated, number>>,
  shake: (analyte: string, x: number) => number = (_, x) => x,
): Raw {
  const red = between(events, GATES.divider, GATES.high);
  const small = between(events, GATES.low, GATES.divider);
  const wbc = shake(
    'wbc',
    Object.values(white).reduce((a, b) => a + b, 0),
  );
  const rbc = shake('rbc', red.amount / 1000);
  const mcv = shake('mcv', red.mean);
  const hgb = shake('hgb', s.hemoglobin + s.blank);
  const hct = (rbc * mcv) / 10;
  const five = called(white);
  for (const name of FIVE) five[name] = shake(name, five[name]);
  const sum = FIVE.reduce((total, name) => total + five[name], 0);
  const raw: Raw = {
    wbc,
    rbc,
    hgb,
    hct,
    mcv,
    mch: rbc > 0 ? (hgb * 10) / rbc : 0,
    mchc: hct > 0 ? (hgb * 100) / hct : 0,
    rdw: shake('rdw', red.mean > 0 ? (red.sd / red.mean) * 100 : 0),
    plt: shake('plt', small.amount / GATED.amount),
    mpv: shake('mpv', (small.mean * 10) / GATED.mean),
  };
  for (const name of FIVE) raw[name] = sum > 0 ? (wbc * five[name]) / sum : 0;
  return raw;
}

/** The same indices and the same five from what was true. */
function truthOf(tube: Tube, drawn: Values): Raw {
  const of = (id: string) => drawn[id] ?? 0;
  const raw: Raw = {
    wbc: of('wbc'),
    rbc: of('rbc'),
    hgb: of('hgb'),
    hct: of('hct'),
    rdw: of('rdw'),
    plt: of('plt'),
    mpv: of('mpv'),
    mcv: of('rbc') > 0 ? (of('hct') * 10) / of('rbc') : 0,
    mch: of('rbc') > 0 ? (of('hgb') * 10) / of('rbc') : 0,
    mchc: of('hct') > 0 ? (of('hgb') * 100) / of('hct') : 0,
  };
  for (const name of FIVE) raw[name] = of('wbc') * truly(tube.blood, name);
  return raw;
}

/** Why nothing was counted: too little blood, or a clot at the probe (always a large one, now and then a small one). */
function aspiration(tube: Tube, repeat: Stream): string | null {
  if (tube.volume < ASPIRATES_ML) return 'short sample';
  const chance = tube.clotted >= 0.6 ? 1 : tube.clotted * 0.8;
  return tube.clotted > 0 && uniform(under(repeat, 'probe'), 0) < chance ? 'aspiration error' : null;
}

const pickOf = (raw: Raw) => ({ mcv: raw['mcv']!, rdw: raw['rdw']!, mchc: raw['mchc']!, hgb: raw['hgb']! });
const fiveOf = (raw: Raw) =>
  Object.fromEntries(FIVE.map((name) => [name, raw[name]!])) as Record<Five, number>;

function limited(x: number, known: Counted | undefined): Pick<Measured, 'value' | 'beyond'> {
  const range = known?.range;
  if (range && x < range.low) return { value: range.low, beyond: '<' };
  if (range && x > range.high) return { value: range.high, beyond: '>' };
  return { value: round(x, known?.decimals ?? 2), beyond: null };
}
