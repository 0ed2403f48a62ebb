import type { Deed, View } from '../../shift/index.ts';
import { changedBefore, done, moved, oneVial, scattered, type Analyzer, type Held } from './picture.ts';

/** Why a channel is held, in the words of the content's faults; what is done about it, and what is written down when it is done. */
export type Diagnosis = { family: string; because: string; cause: string; says: string; does: Deed | null };

type Look = { view: View; analyzer: Analyzer; channel: Held; all: readonly Held[]; since: number };
type Cause = (look: Look) => Diagnosis | null;

const now = (view: View): number => view.opens + view.seconds;
const HOUR = 3600;

/** The engineer's matters: many tests at once, and the panel shows it. */
const environment: Cause = ({ analyzer, since }) => {
  const { celsius, water } = analyzer.gauges;
  const seen =
    Math.abs(celsius - 37) > 0.3
      ? `reactions run at ${celsius} °C`
      : water < 17
        ? `the water has ${water} MΩ·cm`
        : null;
  if (seen === null && !done(analyzer, since, 'service')) return null;
  return {
    family: 'F30',
    because: seen ? `${seen}: everything that hangs on it moves together` : 'the engineer has been',
    cause: 'water or temperature',
    says: 'the panel was out; service came and put it right',
    does: seen ? { deed: 'maintain', analyzer: analyzer.id, what: 'service' } : null,
  };
};

/** What is read on a bottle before anything is calibrated. */
const spentReagent: Cause = ({ view, analyzer, channel, since }) => {
  const lot = analyzer.lots[channel.analyte];
  const changed = done(analyzer, since, `new reagent: ${channel.analyte}`);
  if (!lot || (!isSpent(lot, now(view)) && !changed)) return null;
  const calibrated = done(analyzer, since, `calibration: ${channel.analyte}`);
  return {
    family: 'F28',
    because: changed
      ? 'a new reagent is calibrated before controls'
      : `the reagent of ${channel.name} is past its time`,
    cause: 'reagent past its time',
    says: 'the reagent was expired or too long on board; replaced and calibrated',
    does: !changed
      ? { deed: 'maintain', analyzer: analyzer.id, what: 'new reagent', analyte: channel.analyte }
      : calibrated
        ? null
        : { deed: 'calibrate', analyzer: analyzer.id, analyte: channel.analyte },
  };
};

export function isSpent(lot: Analyzer['lots'][string], at: number): boolean {
  const opened = Date.parse(lot.opened) / 1000;
  return at > Date.parse(lot.expires) / 1000 || at > opened + lot.hoursOnBoard * HOUR;
}

/** ISI and mean of the reagent are not those that are set. */
const settings: Cause = ({ analyzer, channel, since }) => {
  const lot = analyzer.lots[channel.analyte];
  if (!lot?.insert || !lot.set) return null;
  const wrong = lot.insert.isi !== lot.set.isi || lot.insert.meanNormal !== lot.set.meanNormal;
  if (!wrong && !done(analyzer, since, 'set ISI')) return null;
  return {
    family: 'F29',
    because: wrong
      ? `the insert of lot ${lot.lot} says ISI ${lot.insert.isi}, the analyzer has ${lot.set.isi}`
      : 'ISI and mean are those of the lot now',
    cause: 'wrong ISI after a lot change',
    says: 'ISI and mean of the lot before were still set; set as the insert says',
    does: wrong ? { deed: 'maintain', analyzer: analyzer.id, what: 'set ISI' } : null,
  };
};

/** A reagent lot that moved patients. */
const badLot: Cause = ({ view, analyzer, channel, since }) => {
  const note = view.notes.findLast((n) => n.about === channel.key && n.what === 'lot comparison');
  if (!note?.says.includes('verdict: reject')) return null;
  const back = done(analyzer, since, `old reagent lot: ${channel.analyte}`);
  return {
    family: 'F21',
    because: back ? 'the old lot is back on board' : 'patients moved with the new lot',
    cause: 'reagent lot',
    says: 'patients moved with the new lot while controls did not; lot rejected, old lot back on board',
    does: back
      ? null
      : { deed: 'maintain', analyzer: analyzer.id, what: 'old reagent lot', analyte: channel.analyte },
  };
};

/** A new lot of control judged by the mean of the old one: the control moved, the analyzer did not. */
const newControlLot: Cause = ({ view, analyzer, channel }) => {
  if (!changedBefore(channel, 'control lot')) return null;
  const base = {
    family: 'F22',
    cause: 'new control lot with the old mean',
    says: 'both levels stepped with the new control lot; its mean was set from the overlap, nothing was calibrated',
  };
  const note = view.notes.findLast((n) => n.about === channel.key && n.what === 'overlap');
  if (!note)
    return {
      ...base,
      because: 'the levels stepped when the control lot changed: what did it say beside the old one?',
      does: { deed: 'overlap', analyzer: analyzer.id, analyte: channel.analyte },
    };
  const found = note.says.flatMap((line) => {
    const m = /^(\S+) lot (\S+): n \d+ over \d+ days, mean ([\d.]+), SD ([\d.]+)$/.exec(line);
    return m ? [{ material: m[1]!, lot: m[2]!, mean: Number(m[3]), sd: Number(m[4]) }] : [];
  });
  if (found.every(({ material, mean }) => channel.means[material]?.mean === mean))
    return { ...base, because: 'the mean of the lot is set', does: null };
  const asked = view.escalations.findLast((e) => e.subject === channel.key);
  if (!asked)
    return {
      ...base,
      because: 'a mean is set by whoever answers for it',
      does: {
        deed: 'lis',
        command: {
          do: 'escalate',
          to: 'supervisor',
          subject: channel.key,
          what: `new control lot of ${channel.name} is judged by the old mean`,
          evidence: note.says.join('; '),
          done: 'looked at the chart: both levels stepped with the lot, patients are steady; nothing calibrated',
          need: 'approval of mean and SD from the overlap',
        },
      },
    };
  if (!asked.answered)
    return { ...base, because: 'the supervisor looks at it', does: { deed: 'wait for next' } };
  // Until its own points are many, a lot keeps the relative scatter of the lot before.
  const materials = found.map(({ material, mean, sd }) => {
    const old = channel.means[material];
    return { material, mean, sd: Number(Math.max(sd, old ? (mean * old.sd) / old.mean : 0).toFixed(4)) };
  });
  return {
    ...base,
    because: 'the supervisor agreed',
    does: {
      deed: 'lis',
      command: {
        do: 'assign means',
        analyzer: analyzer.id,
        analyte: channel.analyte,
        lot: found[0]?.lot ?? '',
        materials,
      },
    },
  };
};

const vial: Cause = ({ analyzer, all, since }) => {
  const material = oneVial(all);
  if (material === null || done(analyzer, since, 'controls: fresh')) return null;
  return {
    family: 'F24',
    because: `all of ${material} is off by one factor and the other level is in: one fresh vial, once`,
    cause: 'control vial',
    says: `${material} was badly mixed or made up: all its analytes off by the same factor; fresh vial`,
    does: null,
  };
};

const probe: Cause = ({ analyzer, all, since }) => {
  const changed = done(analyzer, since, 'change probe');
  if (!changed && !scattered(all)) return null;
  return {
    family: 'F23',
    because: changed
      ? 'the probe is new'
      : 'out in both directions at once: that is scatter, and no calibration mends it',
    cause: 'worn probe',
    says: 'scatter in both directions; probe changed',
    does: changed ? null : { deed: 'maintain', analyzer: analyzer.id, what: 'change probe' },
  };
};

const drift: Cause = ({ analyzer, channel, since }) => {
  const calibrated = done(analyzer, since, `calibration: ${channel.analyte}`);
  if (!calibrated && !moved(channel)) return null;
  return {
    family: 'F20',
    because: calibrated
      ? 'it is calibrated'
      : `both levels of ${channel.name} moved to one side: its calibration went`,
    cause: 'calibration drift',
    says: 'both levels moved to one side over days; calibrated',
    does: calibrated ? null : { deed: 'calibrate', analyzer: analyzer.id, analyte: channel.analyte },
  };
};

/** Nothing to be seen: a fresh vial, once. */
const once: Cause = ({ analyzer, since }) =>
  done(analyzer, since, 'controls: fresh')
    ? null
    : {
        family: 'F24',
        because: 'one point alone is out, and nothing else: one fresh vial, once',
        cause: 'control vial',
        says: 'one point out, nothing found at the analyzer; fresh vial',
        does: null,
      };

/** A fresh vial did not bring it in: what is left before the maker is called. */
const calibration: Cause = ({ analyzer, channel, since }) => {
  const calibrated = done(analyzer, since, `calibration: ${channel.analyte}`);
  if (calibrated && !done(analyzer, channel.state.since, 'calibration')) return null;
  return {
    family: 'F20',
    because: 'a fresh vial did not bring it in: calibrate with fresh calibrator, then controls',
    cause: 'calibration',
    says: 'a fresh vial was out as well; calibrated with fresh calibrator',
    does: calibrated ? null : { deed: 'calibrate', analyzer: analyzer.id, analyte: channel.analyte },
  };
};

/** Causes in the order in which they are looked for: what stands on panels and bottles before anything is done. */
const CAUSES: readonly Cause[] = [
  environment,
  spentReagent,
  settings,
  badLot,
  newControlLot,
  vial,
  probe,
  drift,
  once,
  calibration,
];

export function diagnose(look: Look): Diagnosis | null {
  for (const cause of CAUSES) {
    const found = cause(look);
    if (found) return found;
  }
  return null;
}
