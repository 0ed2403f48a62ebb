import { isoTime } from '../lis/index.ts';
import { compareLots, lotStatistics, type LotComparison } from '../quality/index.ts';
import {
  adjust,
  draw,
  makePatient,
  measure,
  timelineOf,
  under,
  type Control,
  type Instrument,
  type Reagent,
  type Tube,
} from '../world/index.ts';
import { materialsFor } from './before.ts';
import type { Doing } from './doing.ts';
import type { Shift } from './shift.ts';

const DAY = 86_400;
/** Specimens of last week that were kept cold for this, across the range. */
const RETAINED = ['healthy', 'ckd', 'healthy', 'diabetes', 'healthy', 'dehydration', 'hepatitis', 'elderly', 'healthy', 'infection']; // prettier-ignore
/** The part of the allowable error that the mean of patients may move by with a lot; ours. */
const FRACTION = 0.5;

/** Old against new: reagent lots by patients, control lots by runs side by side. What they find is a note about the channel. */
export const lotDeeds: Doing = {
  'compare lots': (shift, { analyzer, analyte }) => {
    const now = shift.instruments.get(analyzer);
    const old = shift.shelf.get(`${analyzer}/${analyte}`);
    if (!now?.channels[analyte])
      return { kind: 'unknown', refused: `${analyzer} does not measure ${analyte}` };
    if (!old) return { kind: 'state', refused: 'there is no other lot of it in the house' };
    const found = comparison(shift, now, analyte, old);
    const unit = shift.catalog.analytes.get(analyte)?.unit ?? '';
    const says = [
      `${found.rows.length} patients, old lot ${old.lot} against new lot ${now.channels[analyte].reagent.lot}: mean difference ${signed(found.meanDifference)} ${unit}, allowed ${found.allowed.toPrecision(2)}`,
      `verdict: ${found.verdict}`,
      found.says,
      ...found.rows.map((r) => `${r.old} → ${r.new}`),
    ];
    return noted(shift, `${analyzer}/${analyte}`, 'lot comparison', says);
  },
  overlap: (shift, { analyzer, analyte }) => {
    const instrument = shift.instruments.get(analyzer);
    if (!instrument?.channels[analyte])
      return { kind: 'unknown', refused: `${analyzer} does not measure ${analyte}` };
    const says = materialsFor(shift, analyzer).flatMap((control) => {
      const found = sideBySide(shift, instrument, analyte, control);
      const { mean, sd, n } = found.all;
      return mean === null || sd === null
        ? []
        : [
            `${control.id} lot ${control.lot}: n ${n} over ${found.days} days, mean ${mean.toFixed(3)}, SD ${sd.toFixed(3)}`,
          ];
    });
    return noted(shift, `${analyzer}/${analyte}`, 'overlap', says);
  },
};

const signed = (x: number): string => `${x < 0 ? '−' : '+'}${Math.abs(x).toPrecision(2)}`;

function noted(shift: Shift, about: string, what: string, says: string[]) {
  shift.notes.push({ at: shift.now, about, what, says });
  return { says: says.slice(0, 2).join('; '), events: [] };
}

function comparison(shift: Shift, now: Instrument, analyte: string, old: Reagent): LotComparison {
  const then = adjust(now, analyte, { reagent: old });
  const read = (instrument: Instrument, what: Tube | Control, repeat: number) =>
    measure(instrument, analyte, what, { at: shift.now, repeat }, shift.catalog, shift.stream).value;
  const pairs = RETAINED.flatMap((kind, n) => {
    const tube = retained(shift, analyte, kind, n);
    const [a, b] = [read(then, tube, 0), read(now, tube, 1)];
    return a === null || b === null ? [] : [{ id: `retained ${n + 1}`, old: a, new: b }];
  });
  const controls = materialsFor(shift, now.id).flatMap((control) => {
    const limits = shift.ledger.lis.channels.get(`${now.id}/${analyte}`)?.means.get(control.id);
    const value = read(now, control, 9000);
    return limits && value !== null
      ? [{ material: control.id, old: limits.mean, new: value, sd: limits.sd }]
      : [];
  });
  const { allowable } = shift.catalog.analytes.get(analyte)!;
  const tea = {
    ...(allowable?.percent === undefined ? {} : { pct: allowable.percent }),
    ...(allowable?.absolute === undefined ? {} : { abs: allowable.absolute }),
  };
  return compareLots(pairs, allowable ? tea : { pct: 10 }, FRACTION, controls, 3);
}

/** Somebody of last week, spun and kept: nobody of this shift. */
function retained(shift: Shift, analyte: string, kind: string, n: number): Tube {
  const { catalog, population } = shift;
  const stream = under(shift.stream, 'retained', String(n));
  const on = shift.scenario.opens.slice(0, 10);
  const patient = makePatient({ id: `retained${n}`, classes: [kind], on }, catalog, population, stream);
  const at = -3 * DAY;
  const tube = catalog.analytes.get(analyte)?.tubes[0] ?? 'ltgreen';
  const drawn = draw(
    patient,
    timelineOf(patient, catalog, population, stream)(at),
    { id: `retained${n}`, kind: tube, at, label: null },
    { catalog, stream },
  );
  return tube === 'lav' ? drawn : { ...drawn, spunAt: at, separatedAt: at };
}

/** The new lot was run beside the old one twice a day for ten days; nobody has worked out its mean yet. */
function sideBySide(shift: Shift, instrument: Instrument, analyte: string, control: Control) {
  const points = [];
  for (let k = 0; k < 20; k++) {
    const at = -Math.ceil((k + 1) / 2) * DAY;
    const { value } = measure(
      instrument,
      analyte,
      control,
      { at: Math.max(at, 0), repeat: 8000 + k },
      shift.catalog,
      shift.stream,
    );
    if (value !== null) points.push({ day: isoTime(shift.opens + at).slice(0, 10), value });
  }
  return lotStatistics(points);
}
