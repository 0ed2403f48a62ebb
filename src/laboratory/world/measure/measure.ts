import { amountOf } from '../derived.ts';
import type { Measured } from '../measured.ts';
import type { At } from '../patient.ts';
import { yields } from '../processing.ts';
import type { Catalog } from '../shape.ts';
import { normal, under, uniform, type Stream } from '../streams.ts';
import type { Tube } from '../tube.ts';
import { INDEX_SCATTER, indexOf, isIndex } from './indices.ts';
import { scatterAt, type Channel, type Control, type Instrument } from './instrument.ts';
import { diluted, seen, type Sample } from './interference.ts';

/** One measurement: when, the how many-th of this tube and analyte, what the probe was in before, and how it was diluted. */
export type Turn = {
  readonly at: At;
  readonly repeat: number;
  readonly previous: Tube | null;
  readonly dilution: 1 | 2 | 5 | 10 | 100;
};

/** mL that must stay behind, and what a test takes. */
export const DEAD_VOLUME = 0.15;
export const needed = (channel: Channel): number =>
  channel.method.endsWith('sandwich') || channel.method.endsWith('competitive') ? 0.05 : 0.02;

/** What this analyzer finds (W5, W6). Chance is that of the tube, the analyte and the repeat alone. */
export function measure(
  instrument: Instrument,
  analyte: string,
  what: Tube | Control,
  turn: Turn,
  catalog: Catalog,
  stream: Stream,
): Measured {
  const chance = under(stream, 'measure', instrument.id, nameOf(what), analyte, turn.repeat);
  if (isIndex(analyte))
    return isControl(what) ? nothing(analyte, null, []) : readIndex(analyte, what, catalog, chance);
  const channel = instrument.channels[analyte];
  if (!channel) throw new Error(`${instrument.id} has no channel for ${analyte}`);
  const truth = isControl(what) ? (what.values[analyte] ?? null) : amountOf(what.drawn, analyte, what.person);
  const alarms = isControl(what) ? [] : stops(what, channel, chance);
  if (alarms.length > 0) return nothing(analyte, truth, alarms);

  const own = isControl(what)
    ? ofControl(what, analyte)
    : seen(diluted(what, turn.dilution), analyte, channel, instrument);
  if (own === null) return nothing(analyte, truth, []);
  const lot = isControl(what) ? channel.reagent.controls : channel.reagent.patients;
  const carried =
    turn.previous && !isControl(what) ? carriedOver(turn.previous, analyte, own, instrument) : 0;
  const worn = reagentLoss(channel, turn.at);
  const hours = (turn.at - channel.calibratedAt) / 3600;
  const still = own * (1 + channel.bias) * worn + channel.drift * hours + lot + carried;
  const sd = scatterAt(catalog, analyte, Math.abs(still));
  const z = normal(chance, 0);
  const noise = channel.noise * (1 + 4 * instrument.wear);
  const outlier = isControl(what) ? 1 : fibrinOutlier(what, channel, chance);
  const raw = (still + z * sd * noise) * outlier * turn.dilution;
  const calm = (still + z * sd * (noise - 1)) * outlier * turn.dilution;
  return reported(analyte, raw, calm, truth, channel, turn.dilution, catalog);
}

const isControl = (what: Tube | Control): what is Control => 'vial' in what;
const nameOf = (what: Tube | Control) =>
  isControl(what) ? `${what.lot}/${what.vial.id}/${what.id}` : what.id;

const nothing = (analyte: string, truth: number | null, alarms: readonly string[]): Measured => ({
  analyte,
  value: null,
  text: null,
  beyond: null,
  alarms,
  truth,
  withoutScatter: null,
});

function readIndex(index: 'hidx' | 'iidx' | 'lidx', tube: Tube, catalog: Catalog, chance: Stream): Measured {
  const still = indexOf(tube, index);
  const raw = Math.max(0, still + normal(chance, 0) * INDEX_SCATTER[index](still));
  const decimals = catalog.analytes.get(index)?.decimals ?? 1;
  return { ...nothing(index, null, []), value: round(raw, decimals), truth: still, withoutScatter: still };
}

/** Why nothing is drawn in. */
function stops(tube: Tube, channel: Channel, chance: Stream): readonly string[] {
  const plasma = channel.method === 'cells' ? tube.volume : yields(tube);
  if (plasma < DEAD_VOLUME + needed(channel)) return ['short sample'];
  const at = uniform(chance, 1);
  if (tube.fibrin && at < 0.25) return ['short sample'];
  return channel.method === 'clotting' && at < tube.clotted * 1.5 ? ['clot detected'] : [];
}

function ofControl(control: Control, analyte: string): number | null {
  const amount = control.values[analyte];
  return amount === undefined ? null : amount * control.vial.factor;
}

/** Observed of the next = its own + k·(that before - its own). */
function carriedOver(previous: Tube, analyte: string, own: number, instrument: Instrument): number {
  const before = amountOf(previous.values, analyte, previous.person);
  return before === null ? 0 : instrument.carryover * (before - own);
}

/** A reagent past its time loses 3 % of its strength a day. */
function reagentLoss({ reagent }: Channel, at: At): number {
  const past = Math.max(at - reagent.expires, at - reagent.openedAt - reagent.hoursOnBoard * 3600, 0);
  return Math.max(0.3, 1 - (0.03 * past) / 86_400);
}

/** Strands of fibrin on beads are not washed off: some readings of sandwich assays are many times too high. */
function fibrinOutlier(tube: Tube, channel: Channel, chance: Stream): number {
  if (!tube.fibrin || !channel.method.endsWith('sandwich')) return 1;
  return uniform(chance, 2) < 0.5 ? 2 + 6 * uniform(chance, 3) : 1;
}

/** Rounded, and held within what can be measured. */
function reported(
  analyte: string,
  raw: number,
  still: number,
  truth: number | null,
  channel: Channel,
  dilution: number,
  catalog: Catalog,
): Measured {
  const known = catalog.analytes.get(analyte);
  const result = { ...nothing(analyte, truth, []), withoutScatter: still };
  const range = known?.range;
  const [low, high] = range ? [range.low * dilution, range.high * dilution] : [0, Infinity];
  if (channel.method === 'enzyme' && raw > 8 * high) return { ...result, alarms: ['substrate depletion'] };
  if (raw < low) return { ...result, value: low, beyond: '<' };
  if (raw > high) return { ...result, value: high, beyond: '>' };
  return { ...result, value: round(raw, known?.decimals ?? 2) };
}

export function round(x: number, decimals: number): number {
  const scale = TENS[decimals] ?? 1;
  return Math.round(x * scale) / scale + 0;
}
const TENS = [1, 10, 100, 1_000, 10_000];
