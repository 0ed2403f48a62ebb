import type { At } from '../patient.ts';
import { normal, under, type Stream } from '../streams.ts';
import type { Channel, Control, Instrument, Reagent } from './instrument.ts';

// What people do to an analyzer: each a function from one state to the next.

/** One channel otherwise. */
export function adjust(instrument: Instrument, analyte: string, change: Partial<Channel>): Instrument {
  const channel = instrument.channels[analyte];
  if (!channel) throw new Error(`${instrument.id} has no channel for ${analyte}`);
  return { ...instrument, channels: { ...instrument.channels, [analyte]: { ...channel, ...change } } };
}

/**
 * Calibrated: drift begins anew and the bias goes, but for an error of the calibration itself (a third of a percent, SD). What a lot
 * does to patients alone stays, for calibrators are no patients. `count`: the how many-th calibration, for chance.
 */
export function calibrate(
  instrument: Instrument,
  analyte: string,
  at: At,
  count: number,
  stream: Stream,
): Instrument {
  const error = 0.0033 * normal(under(stream, 'calibrate', instrument.id, analyte), count);
  return adjust(instrument, analyte, { bias: error, calibratedAt: at });
}

/** A drift that its cause keeps alive comes back after calibration; this ends it. */
export const steady = (instrument: Instrument, analyte: string): Instrument =>
  adjust(instrument, analyte, { drift: 0 });

/** Another lot of reagent on board. */
export const changeReagent = (
  instrument: Instrument,
  analyte: string,
  reagent: Pick<Reagent, 'lot' | 'openedAt'> & Partial<Reagent>,
): Instrument =>
  adjust(instrument, analyte, {
    reagent: {
      patients: 0,
      controls: 0,
      hoursOnBoard: 720,
      expires: reagent.openedAt + 90 * 86_400,
      ...reagent,
    },
  });

/** What is typed in beside a thromboplastin. */
export const configure = (instrument: Instrument, isi: number, meanNormal: number): Instrument =>
  adjust(instrument, 'pt', { configured: { isi, meanNormal } });

/** A new probe: neither worn nor carrying over. */
export const changeProbe = (instrument: Instrument): Instrument => ({
  ...instrument,
  wear: 0,
  carryover: 1e-7,
});

export const washProbe = (instrument: Instrument): Instrument => ({ ...instrument, carryover: 1e-7 });

/** The engineer has been: water clean, reactions at 37 °C. */
export const service = (instrument: Instrument): Instrument => ({ ...instrument, celsius: 37, water: 0 });

/** Another vial of the same lot, well mixed. */
export const freshVial = (control: Control, id: string): Control => ({ ...control, vial: { id, factor: 1 } });
