import type { AnalyzerChange } from '#content/laboratory/index.ts';
import { adjust, type Channel, type Control, type Instrument } from '../world/index.ts';
import type { Shift } from './shift.ts';

/** From now on an analyzer, or one of its control materials, is otherwise. */
export function applyChange(shift: Shift, change: AnalyzerChange): void {
  let instrument = shift.instruments.get(change.analyzer);
  if (!instrument) throw new Error(`${shift.scenario.id}: no analyzer ${change.analyzer}`);
  const { wear, carryover, celsius, water } = change;
  instrument = { ...instrument, ...told({ wear, carryover, celsius, water }) };
  for (const [analyte, how] of Object.entries(change.channels))
    instrument = withChannel(instrument, analyte, how, change.at * 60);
  shift.instruments.set(change.analyzer, instrument);
  if (change.control) changeControls(shift, change.analyzer, change.control);
}

type How = AnalyzerChange['channels'][string];

function withChannel(instrument: Instrument, analyte: string, how: How, at: number): Instrument {
  const channel = instrument.channels[analyte];
  if (!channel) throw new Error(`${instrument.id} does not measure ${analyte}`);
  const { bias, drift, noise, thromboplastin, configured, reagent } = how;
  const next: Partial<Channel> = told({ bias, drift, noise, thromboplastin, configured });
  // Drift counts from the moment it begins.
  if (drift !== undefined) Object.assign(next, { calibratedAt: at });
  if (reagent) {
    const { expires, ...rest } = told(reagent);
    Object.assign(next, {
      reagent: {
        ...channel.reagent,
        openedAt: at,
        ...rest,
        ...(expires === undefined ? {} : { expires: expires * 60 }),
      },
    });
  }
  return adjust(instrument, analyte, next);
}

function changeControls(
  shift: Shift,
  analyzer: string,
  change: NonNullable<AnalyzerChange['control']>,
): void {
  for (const [id, control] of shift.controls) {
    if (
      !id.startsWith(analyzer.toUpperCase()) ||
      (change.level !== undefined && control.level !== change.level)
    )
      continue;
    const values = { ...control.values };
    for (const [analyte, by] of Object.entries(change.times))
      if (values[analyte] !== undefined) values[analyte] *= by;
    const vial =
      change.factor === undefined ? control.vial : { id: `${control.vial.id}b`, factor: change.factor };
    const next: Control = { ...control, lot: change.lot ?? control.lot, values, vial };
    shift.controls.set(id, next);
  }
}

/** The same without keys that hold undefined. */
const told = <T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
