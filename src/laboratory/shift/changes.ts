import type { AnalyzerChange } from '#content/laboratory/index.ts';
import { adjust, type Channel, type Control, type Instrument } from '../world/index.ts';
import { command } from './command.ts';
import type { Shift } from './shift.ts';

/** From now on an analyzer, or one of its control materials, is otherwise. */
export function applyChange(shift: Shift, change: AnalyzerChange): void {
  let instrument = shift.instruments.get(change.analyzer);
  if (!instrument) throw new Error(`${shift.scenario.id}: no analyzer ${change.analyzer}`);
  const { wear, carryover, celsius, water } = change;
  instrument = { ...instrument, ...told({ wear, carryover, celsius, water }) };
  for (const [analyte, how] of Object.entries(change.channels))
    instrument = withChannel(instrument, analyte, how, change.at * 60);
  for (const analyte of Object.keys(change.channels)) keepOld(shift, change.analyzer, analyte, instrument);
  shift.instruments.set(change.analyzer, instrument);
  if (change.control) changeControls(shift, change.analyzer, change.control);
}

/** What is taken off board is kept, so that the new lot can be compared with it. */
function keepOld(shift: Shift, analyzer: string, analyte: string, next: Instrument): void {
  const old = shift.instruments.get(analyzer)!.channels[analyte]!.reagent;
  if (old.lot !== next.channels[analyte]!.reagent.lot) shift.shelf.set(`${analyzer}/${analyte}`, old);
}

/** What anybody is told of a change: the log of the analyzer, and lots in the LIS. `at`: when the LIS is told. */
export function noteChange(shift: Shift, change: AnalyzerChange, at: number): void {
  const { analyzer } = change;
  if (change.says) shift.machineLog.push({ at: change.at * 60, analyzer, says: change.says });
  for (const [analyte, { reagent }] of Object.entries(change.channels))
    if (reagent && shift.ledger.lis.channels.has(`${analyzer}/${analyte}`))
      command(shift, { do: 'open lot', analyzer, analyte, what: 'reagent', lot: reagent.lot }, at);
  if (change.control?.lot === undefined) return;
  const said = new Set(
    shift.scenario.controls.filter((c) => c.analyzer === analyzer).flatMap((c) => c.analytes),
  );
  for (const analyte of said)
    command(shift, { do: 'open lot', analyzer, analyte, what: 'control', lot: change.control.lot }, at);
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
