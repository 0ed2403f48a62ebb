import { isRefusal, type Refusal } from '../lis/index.ts';
import {
  calibrate,
  changeProbe,
  changeReagent,
  configure,
  freshVial,
  service,
  washProbe,
  type Instrument,
} from '../world/index.ts';
import { materialsFor } from './before.ts';
import { typed, type Doing } from './doing.ts';
import { schedule } from './queue.ts';
import type { Maintenance } from './deed.ts';
import type { Shift } from './shift.ts';

const MINUTES = { controls: 8, calibration: 12 };
const unknown = (analyzer: string): Refusal => ({
  kind: 'unknown',
  refused: `there is no analyzer ${analyzer}`,
});

export const qualityDeeds: Doing = {
  controls: (shift, { analyzer, analytes, vial }) => {
    if (!shift.instruments.has(analyzer)) return unknown(analyzer);
    if (vial === 'fresh') {
      shift.machineLog.push({ at: shift.now, analyzer, says: 'controls: fresh vials opened' });
      for (const control of materialsFor(shift, analyzer))
        shift.controls.set(control.id, freshVial(control, `${control.vial.id}+`));
    }
    schedule(shift, shift.now + MINUTES.controls * 60, {
      what: 'controls',
      analyzer,
      analytes: [...analytes],
    });
    return {
      says: `controls running${vial === 'fresh' ? ' from fresh vials' : ''}; about ${MINUTES.controls} minutes`,
      events: [],
    };
  },
  calibrate: (shift, { analyzer, analyte }) => {
    const instrument = shift.instruments.get(analyzer);
    if (!instrument?.channels[analyte]) return unknown(`${analyzer} for ${analyte}`);
    const done = typed(shift, {
      do: 'calibrated',
      analyzer,
      analyte,
      lot: instrument.channels[analyte].reagent.lot,
    });
    if (isRefusal(done)) return done;
    shift.machineLog.push({ at: shift.now, analyzer, says: `calibration: ${analyte}` });
    schedule(shift, shift.now + MINUTES.calibration * 60, { what: 'calibrated', analyzer, analyte });
    return { ...done, says: `calibrating ${analyte}; about ${MINUTES.calibration} minutes, then controls` };
  },
  maintain: (shift, { analyzer, what, analyte }) => {
    const instrument = shift.instruments.get(analyzer);
    if (!instrument) return unknown(analyzer);
    const done = typed(shift, {
      do: 'maintain',
      analyzer,
      what: analyte ? `${what}: ${analyte}` : what,
      affects: affectedBy(instrument, what, analyte),
    });
    if (isRefusal(done)) return done;
    maintained(shift, analyzer, what, analyte);
    shift.machineLog.push({ at: shift.now, analyzer, says: analyte ? `${what}: ${analyte}` : what });
    return { ...done, says: `${what} done` };
  },
};

/** What maintenance does to the hidden state. What it does not touch stays as it was. */
function maintained(shift: Shift, analyzer: string, what: Maintenance, analyte: string | undefined): void {
  const instrument = shift.instruments.get(analyzer)!;
  const set = (next: typeof instrument) => shift.instruments.set(analyzer, next);
  const channel = analyte === undefined ? undefined : instrument.channels[analyte];
  if (what === 'change probe') set(changeProbe(instrument));
  else if (what === 'wash probe') set(washProbe(instrument));
  else if (what === 'service') set(service(instrument));
  else if (what === 'stop interface') shift.asked.set(`stopped/${analyzer}`, 'yes');
  else if (what === 'set ISI') {
    const own = instrument.channels['pt']?.thromboplastin;
    if (own) set(configure(instrument, own.isi, own.meanNormal));
  } else if (channel && analyte !== undefined) {
    const old = shift.shelf.get(`${analyzer}/${analyte}`);
    if (what === 'new reagent')
      set(
        changeReagent(instrument, analyte, {
          ...channel.reagent,
          expires: shift.now + 90 * 86_400,
          openedAt: shift.now,
          lot: `${channel.reagent.lot}+`,
        }),
      );
    else if (old) set(changeReagent(instrument, analyte, { ...old, openedAt: shift.now }));
  }
}

/** A calibration has run. */
export function calibrated(shift: Shift, analyzer: string, analyte: string): void {
  const count = shift.repeats.get(`${analyzer}/${analyte}/calibrations`) ?? 0;
  shift.repeats.set(`${analyzer}/${analyte}/calibrations`, count + 1);
  shift.instruments.set(
    analyzer,
    calibrate(shift.instruments.get(analyzer)!, analyte, shift.now, count, shift.stream),
  );
}

/** What maintenance may change the measuring of: controls come before the next patients. */
function affectedBy(instrument: Instrument, what: Maintenance, analyte: string | undefined): string[] {
  if (what === 'change probe' || what === 'service') return Object.keys(instrument.channels);
  if (what === 'set ISI') return ['pt'];
  return analyte !== undefined && (what === 'new reagent' || what === 'old reagent lot') ? [analyte] : [];
}
