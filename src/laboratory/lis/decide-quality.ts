import { judgeSeries } from '../quality/index.ts';
import { beyondScope } from './authority.ts';
import type { Decisions } from './decide.ts';
import type { Happened, Time } from './event.ts';
import { refuse } from './refusal.ts';
import type { Rules } from './rules.ts';
import { keyOf, type Channel, type Lis } from './state.ts';

const QUALITY_ACTS = [
  'control run', 'record cause', 'calibrated', 'open lot', 'compare lots', 'assign means', 'maintain', 'stop testing', 'close look-back',
] as const; // prettier-ignore

const fresh = (analyzer: string, analyte: string): Channel => ({
  analyzer,
  analyte,
  lot: '',
  run: 0,
  state: { status: 'unknown' },
  points: [],
  means: new Map(),
  flags: [],
});
const channelOf = (lis: Lis, c: { analyzer: string; analyte: string }): Channel =>
  lis.channels.get(`${c.analyzer}/${c.analyte}`) ?? fresh(c.analyzer, c.analyte);

/** The rules that a new run breaks, after the runs that still count. */
function flagsOfRun(channel: Channel, points: readonly { material: string; value: number }[], rules: Rules) {
  const ids = [...channel.means.keys()];
  const runs = [...new Set(channel.points.filter((p) => p.counts).map((p) => p.run))];
  const valueIn = (material: string) => (run: number) =>
    channel.points.find((p) => p.run === run && p.material === material && p.counts)?.value ?? null;
  const materials = ids.map((id) => ({
    id,
    ...channel.means.get(id)!,
    values: [...runs.map(valueIn(id)), points.find((p) => p.material === id)?.value ?? null],
  }));
  const judged = judgeSeries({
    rules: [...rules.controls.reject, ...rules.controls.warn],
    acrossMaterials: rules.controls.acrossMaterials,
    materials,
  });
  return judged.filter((j) => j.run === runs.length + 1).flatMap((j) => j.flags);
}

/** Results measured on a channel since a moment, by key: what a rejected run puts in doubt. */
export const measuredSince = (
  lis: Lis,
  channel: { analyzer: string; analyte: string },
  since: Time | null,
): string[] =>
  [...lis.results.values()]
    .filter(
      (r) =>
        r.test === channel.analyte &&
        r.readings.some((m) => m.by === channel.analyzer && (since === null || m.at >= since)),
    )
    .map((r) => keyOf(r.accession, r.test));

export const decideQuality: Pick<Decisions, (typeof QUALITY_ACTS)[number]> = {
  'control run': (lis, c, asking, rules) => {
    const channel = channelOf(lis, c);
    const strange = c.points.find((p) => !channel.means.has(p.material));
    if (strange)
      return refuse(
        'input',
        `there is no mean on file for control ${strange.material} of ${c.analyte} on ${c.analyzer}`,
      );
    if (c.points.length === 0) return refuse('input', 'a control run has at least one value');
    const at = { analyzer: c.analyzer, analyte: c.analyte, run: channel.run + 1 };
    const happened: Happened[] = [
      { type: 'QcRun', ...at, lot: channel.lot, points: c.points, message: c.message },
    ];
    const flags = flagsOfRun(channel, c.points, rules);
    for (const flag of flags)
      happened.push({ type: 'RuleFlagged', ...at, rule: flag.rule, materials: flag.materials });
    if (flags.some((f) => rules.controls.reject.includes(f.rule))) {
      const lastGood = channel.state.status === 'valid' ? channel.state.at : null;
      happened.push({ type: 'QcRejected', ...at });
      if (channel.state.status !== 'held')
        happened.push({
          type: 'LookBackOpened',
          analyzer: c.analyzer,
          analyte: c.analyte,
          since: lastGood ?? asking.at,
          results: measuredSince(lis, c, lastGood),
        });
      return happened;
    }
    happened.push({ type: 'QcAccepted', ...at });
    if (channel.state.status === 'held' && channel.state.cause !== null)
      happened.push({ type: 'AnalyzerFreed', ...at });
    return happened;
  },
  'record cause': (lis, c) => {
    const channel = channelOf(lis, c);
    if (channel.state.status !== 'held') return refuse('state', `${c.analyte} on ${c.analyzer} is not held`);
    if (!c.cause.trim() || !c.says.trim())
      return refuse('input', 'a cause has a name and says what was found');
    return [
      { type: 'CauseRecorded', analyzer: c.analyzer, analyte: c.analyte, cause: c.cause, says: c.says },
    ];
  },
  calibrated: (_lis, c, asking, rules) =>
    beyondScope('recalibrate', asking, rules) ?? [
      { type: 'Calibrated', analyzer: c.analyzer, analyte: c.analyte, lot: c.lot },
    ],
  'open lot': (_lis, c) => [
    { type: 'LotOpened', analyzer: c.analyzer, analyte: c.analyte, what: c.what, lot: c.lot },
  ],
  'compare lots': (_lis, c, asking, rules) => {
    const { do: _, ...rest } = c;
    return beyondScope('accept-lot', asking, rules) ?? [{ type: 'LotCompared', ...rest }];
  },
  'assign means': (_lis, c, asking, rules) => {
    const wrong = c.materials.find((m) => !(m.sd > 0) || !Number.isFinite(m.mean));
    if (wrong) return refuse('input', `the SD of ${wrong.material} has to be above 0`);
    const { do: _, ...rest } = c;
    return beyondScope('change-limits', asking, rules) ?? [{ type: 'MeansAssigned', ...rest }];
  },
  maintain: (_lis, c) => [{ type: 'MaintenanceDone', analyzer: c.analyzer, what: c.what }],
  'stop testing': (lis, c, asking, rules) => {
    if (channelOf(lis, c).state.status === 'held') return refuse('state', 'it is held already');
    return (
      beyondScope('stop-testing', asking, rules) ?? [
        { type: 'AnalyzerHeld', analyzer: c.analyzer, analyte: c.analyte, why: c.why },
      ]
    );
  },
  'close look-back': (lis, c) =>
    lis.lookBacks.some((l) => l.analyzer === c.analyzer && l.analyte === c.analyte && l.closed === null)
      ? [{ type: 'LookBackClosed', analyzer: c.analyzer, analyte: c.analyte, outcome: c.outcome }]
      : refuse('state', 'no look-back is open there'),
};
