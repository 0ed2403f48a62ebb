import type { Catalog } from '../../catalog/index.ts';
import { REPORTED } from '../blood/index.ts';
import { power } from '../arithmetic.ts';
import { DERIVED, MEAN_NORMAL_PT, amountOf } from '../derived.ts';
import type { Measured } from '../measured.ts';
import { yields } from '../processing.ts';
import { normal, under, uniform, type Stream } from '../streams.ts';
import { PADS, readStrip } from '../urine/index.ts';
import type { Tube } from '../tube.ts';
import { countBlood } from './count.ts';
import { INDEX_SCATTER, indexOf, isIndex, type Index } from './indices.ts';
import { scatterAt, type Channel, type Control, type Instrument } from './instrument.ts';
import { diluted, seen, surrounded } from './interference.ts';
import { reagentLeft } from './reagent.ts';
import { nothing, reported, round } from './report.ts';
import type { Turn } from './turn.ts';

/** mL that must stay behind, and what a test takes. */
export const DEAD_VOLUME = 0.15;
export const needed = (channel: Channel): number => (isImmunoassay(channel) ? 0.05 : 0.02);

const isImmunoassay = ({ method }: Channel) => method.endsWith('sandwich') || method.endsWith('competitive');

/**
 * What this analyzer finds (W5, W6): y = x(1 + bias) + drift·hours + lot + carry-over + N(0, scatter), x what the method takes
 * for the analyte. Chance is that of the tube, the analyte and the repeat alone. `withoutScatter` leaves out what a sound
 * analyzer scatters, and only that. A computed analyte is worked out from what is reported of its parts in the same repeat.
 */
export function measure(
  instrument: Instrument,
  analyte: string,
  what: Tube | Control,
  turn: Turn,
  catalog: Catalog,
  stream: Stream,
): Measured {
  if (!isControl(what) && CELLS.has(analyte))
    return countBlood(instrument, what, turn, catalog, stream).results.find((r) => r.analyte === analyte)!;
  if (!isControl(what) && analyte === 'nrbc') return nucleatedRed(instrument, what, turn, catalog, stream);
  if (!isControl(what) && what.kind === 'ucup' && PADS.includes(analyte))
    return readStrip(what, { at: turn.at, repeat: turn.repeat }, stream).find((r) => r.analyte === analyte)!;
  const chance = under(stream, 'measure', instrument.id, nameOf(what), analyte, turn.repeat);
  if (isIndex(analyte))
    return isControl(what) ? nothing(analyte, null) : readIndex(analyte, what, catalog, chance);
  if (catalog.analytes.get(analyte)?.computed && DERIVED[analyte])
    return computed(
      analyte,
      what,
      (part) => measure(instrument, part, what, turn, catalog, stream),
      instrument,
      catalog,
    );

  const channel = instrument.channels[analyte];
  if (!channel) throw new Error(`${instrument.id} has no channel for ${analyte}`);
  const truth = truthOf(analyte, what);
  const alarms = stops(what, channel, instrument, chance);
  if (alarms.length > 0) return nothing(analyte, truth, alarms);

  const dilution = turn.dilution ?? 1;
  const own = isControl(what)
    ? ofControl(what, analyte, channel, instrument)
    : seen(diluted(what, dilution), analyte, channel, instrument);
  if (own === null) return nothing(analyte, truth);
  const still = offsets(own, analyte, what, channel, instrument, turn);
  const z = normal(chance, 0) * scatterAt(catalog, analyte, Math.abs(still));
  const noise = channel.noise * (1 + 4 * instrument.wear);
  const times = outlier(what, channel, chance) * dilution;
  const result = reported(
    analyte,
    (still + z * noise) * times,
    (still + z * (noise - 1)) * times,
    truth,
    dilution,
    catalog,
  );
  return channel.method === 'enzyme' && result.beyond === '>' && still * times > 8 * result.value!
    ? nothing(analyte, truth, ['substrate depletion'])
    : result;
}

const CELLS = new Set<string>(REPORTED);
/** Measured as they are, with their cells. */
const WHOLE = new Set(['abg', 'ucup', 'lav', 'pink', 'csft']);
const isControl = (what: Tube | Control): what is Control => 'vial' in what;
const nameOf = (what: Tube | Control) =>
  isControl(what) ? `${what.lot}/${what.vial.id}/${what.id}` : what.id;
const truthOf = (analyte: string, what: Tube | Control) =>
  isControl(what) ? (what.values[analyte] ?? null) : amountOf(what.drawn, analyte, what.person);

/** This counter sees that there are nucleated red cells; how many, an eye has to count. */
function nucleatedRed(
  instrument: Instrument,
  tube: Tube,
  turn: Turn,
  catalog: Catalog,
  stream: Stream,
): Measured {
  const { flags, results } = countBlood(instrument, tube, turn, catalog, stream);
  const none = nothing('nrbc', tube.blood.nrbcPer100, flags.includes('NRBC') ? ['NRBC'] : []);
  const counted = results.some((r) => r.value !== null) && !flags.includes('NRBC');
  return counted ? { ...none, value: 0, withoutScatter: 0 } : none;
}

function readIndex(index: Index, tube: Tube, catalog: Catalog, chance: Stream): Measured {
  const still = indexOf(tube, index);
  const raw = Math.max(0, still + normal(chance, 0) * INDEX_SCATTER[index](still));
  const value = round(raw, catalog.analytes.get(index)?.decimals ?? 1);
  return { ...nothing(index, still), value, withoutScatter: still };
}

/** From parts; the INR by the mean and ISI that were typed into the analyzer. */
function computed(
  analyte: string,
  what: Tube | Control,
  part: (analyte: string) => Measured,
  instrument: Instrument,
  catalog: Catalog,
): Measured {
  const truth = truthOf(analyte, what);
  const formula = DERIVED[analyte]!;
  const parts = new Map(formula.of.filter((id) => id !== 'etoh').map((id) => [id, part(id)]));
  const alarms = [...new Set([...parts.values()].flatMap((p) => p.alarms))];
  const all = [...parts.values()];
  if (all.some((p) => typeof p.value !== 'number' || p.beyond !== null))
    return nothing(analyte, truth, alarms);
  const person = isControl(what) ? { sex: 'F' as const, age: 40 } : what.person;
  const { isi, meanNormal } = instrument.channels['pt']?.configured ?? { isi: 1, meanNormal: MEAN_NORMAL_PT };
  const from = (of: (p: Measured) => number) =>
    analyte === 'inr'
      ? power(of(parts.get('pt')!) / meanNormal, isi)
      : formula.from((id) => (parts.has(id) ? of(parts.get(id)!) : 0), person);
  const still = from((p) => Number(p.withoutScatter));
  return {
    ...reported(
      analyte,
      from((p) => p.value!),
      still,
      truth,
      1,
      catalog,
    ),
    alarms,
  };
}

/** Why nothing is drawn in, or nothing measured. */
function stops(
  what: Tube | Control,
  channel: Channel,
  { wear }: Instrument,
  chance: Stream,
): readonly string[] {
  if (uniform(chance, 4) < 0.04 * wear) return ['bubble'];
  if (isControl(what)) return [];
  const plasma = WHOLE.has(what.kind) ? what.volume : yields(what);
  if (plasma < DEAD_VOLUME + needed(channel)) return ['short sample'];
  const at = uniform(chance, 1);
  if (what.fibrin && at < 0.25) return ['short sample'];
  return channel.method === 'clotting' && at < what.clotted * 1.5 ? ['clot detected'] : [];
}

function ofControl(
  control: Control,
  analyte: string,
  channel: Channel,
  instrument: Instrument,
): number | null {
  const amount = control.values[analyte];
  if (amount === undefined) return null;
  const inVial = amount * (control.matrix?.[analyte] ?? 1) * control.vial.factor;
  return surrounded(inVial, analyte, channel, instrument);
}

/** Observed of the next = its own + k·(that before - its own), and what the channel is off by. */
function offsets(
  own: number,
  analyte: string,
  what: Tube | Control,
  channel: Channel,
  instrument: Instrument,
  turn: Turn,
): number {
  const lot = isControl(what) ? channel.reagent.controls : channel.reagent.patients;
  const hours = (turn.at - channel.calibratedAt) / 3600;
  const before = turn.previous ? amountOf(turn.previous.values, analyte, turn.previous.person) : null;
  const carried = before === null ? 0 : instrument.carryover * (before - own);
  const strength = reagentLeft(channel.reagent, turn.at);
  return own * (1 + channel.bias) * strength + channel.drift * hours + lot + carried;
}

/** Strands of fibrin on beads are not washed off: some readings of sandwich assays are many times too high. */
function outlier(what: Tube | Control, channel: Channel, chance: Stream): number {
  if (isControl(what) || !what.fibrin || !channel.method.endsWith('sandwich')) return 1;
  return uniform(chance, 2) < 0.5 ? 2 + 6 * uniform(chance, 3) : 1;
}
