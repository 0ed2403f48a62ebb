import { controlRefusal, judgeSeries } from '../quality/index.ts';
import { beyondScope, grantedFor } from './authority.ts';
import { channelAt, inMs, policyOf } from './channel.ts';
import type { Decisions } from './decide.ts';
import type { Happened, Time } from './event.ts';
import { refuse } from './refusal.ts';
import type { Rules } from './rules.ts';
import { keyOf, type Channel, type Lis } from './state.ts';

const QUALITY_ACTS = [
  'control run', 'record cause', 'calibrated', 'open lot', 'compare lots', 'assign means', 'maintain', 'stop testing', 'close look-back',
] as const; // prettier-ignore

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

/** Would a run be rejected by what is on file? For those who file runs of the past that were accepted. */
export const wouldReject = (
  lis: Lis,
  at: { analyzer: string; analyte: string },
  points: readonly { material: string; value: number }[],
  rules: Rules,
): boolean =>
  flagsOfRun(channelAt(lis, at), points, rules).some((f) => rules.controls.reject.includes(f.rule));

/** The analyte and what is worked out of it: an INR is as good as its prothrombin time. */
const withDependents = (analyte: string, rules: Rules): Set<string> =>
  new Set([
    analyte,
    ...[...rules.madeOf].flatMap(([test, parts]) => (parts.includes(analyte) ? [test] : [])),
    ...[...rules.calculated].flatMap(([test, { parts }]) => (parts.includes(analyte) ? [test] : [])),
  ]);

/** Results measured on a channel since a moment, by key: what a rejected run puts in doubt. */
export const measuredSince = (
  lis: Lis,
  channel: { analyzer: string; analyte: string },
  since: Time | null,
  rules: Rules,
): string[] => {
  const doubted = withDependents(channel.analyte, rules);
  return [...lis.results.values()]
    .filter(
      (r) =>
        doubted.has(r.test) &&
        r.readings.some(
          (m) => (m.by === channel.analyzer || m.by === 'lis') && (since === null || m.at > since),
        ),
    )
    .map((r) => keyOf(r.accession, r.test));
};

/** Reports that are out and in doubt: somebody has to look at each. */
function lookBackOn(lis: Lis, c: { analyzer: string; analyte: string }, since: Time | null, at: Time, rules: Rules): Happened {
  const out = measuredSince(lis, c, since, rules).filter((key) => lis.results.get(key)!.state.status === 'released');
  return { type: 'LookBackOpened', analyzer: c.analyzer, analyte: c.analyte, since: since ?? at, results: out };
} // prettier-ignore

/** Since when patients are in doubt that somebody stopped with good controls: the last change, else the last good run. */
const doubtedSince = (channel: Channel): Time | null =>
  channel.changes.at(-1)?.at ?? (channel.state.status === 'valid' ? channel.state.at : null);

/** Reports of a look-back that nobody measured again, changed, or said anything about since it opened. */
const notLookedAt = (lis: Lis, channel: Channel, results: readonly string[], rules: Rules): string[] => {
  const good = channel.state.status === 'valid' ? channel.state.at : lis.now;
  return results.filter((key) => {
    // What the LIS works out follows its parts.
    const [accession = '', test = ''] = key.split('/');
    if (rules.calculated.has(test) && results.includes(keyOf(accession, channel.analyte))) return false;
    const { state, readings, comments } = lis.results.get(key)!;
    if (state.status !== 'released') return false;
    const last = state.versions.at(-1)!;
    const said = comments.length > last.comments.length;
    return !said && last.at < good && !readings.some((m) => m.at >= good);
  });
};

export const decideQuality: Pick<Decisions, (typeof QUALITY_ACTS)[number]> = {
  'control run': (lis, c, asking, rules) => {
    const channel = channelAt(lis, c);
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
      const lastGood = channel.control.spans.at(-1)?.lastGood.at;
      happened.push({ type: 'QcRejected', ...at });
      if (channel.state.status !== 'held')
        happened.push(lookBackOn(lis, c, lastGood === undefined ? null : lastGood / 1000, asking.at, rules));
      return happened;
    }
    const hours = rules.controlHours(c.analyte);
    happened.push({ type: 'QcAccepted', ...at, hours });
    const run = { kind: 'run', at: inMs(asking.at), run: at.run, lot: '', levels: c.points.map((p) => p.material), decision: 'accept', rules: [] } as const; // prettier-ignore
    if (
      channel.state.status === 'held' &&
      controlRefusal(channel.control, run, policyOf(channel, hours)) === null
    )
      happened.push({ type: 'AnalyzerFreed', ...at });
    return happened;
  },
  'record cause': (lis, c) => {
    const channel = channelAt(lis, c);
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
  // To turn a lot away stops a test; to take one on is for whoever answers for it.
  'compare lots': (lis, c, asking, rules) => {
    const { do: _, ...rest } = c;
    const act = c.decision === 'rejected' ? 'stop-testing' : 'accept-lot';
    const no = grantedFor(lis, `${c.analyzer}/${c.analyte}`) ? null : beyondScope(act, asking, rules);
    return no ?? [{ type: 'LotCompared', ...rest }];
  },
  'assign means': (lis, c, asking, rules) => {
    const wrong = c.materials.find((m) => !(m.sd > 0) || !Number.isFinite(m.mean));
    if (wrong) return refuse('input', `the SD of ${wrong.material} has to be above 0`);
    const { do: _, ...rest } = c;
    const no = grantedFor(lis, `${c.analyzer}/${c.analyte}`)
      ? null
      : beyondScope('change-limits', asking, rules);
    return no ?? [{ type: 'MeansAssigned', ...rest }];
  },
  maintain: (_lis, { analyzer, what, affects }) => [{ type: 'MaintenanceDone', analyzer, what, affects }],
  'stop testing': (lis, c, asking, rules) => {
    const channel = channelAt(lis, c);
    if (channel.state.status === 'held') return refuse('state', 'it is held already');
    return (
      beyondScope('stop-testing', asking, rules) ?? [
        { type: 'AnalyzerHeld', analyzer: c.analyzer, analyte: c.analyte, why: c.why },
        lookBackOn(lis, c, c.since ?? doubtedSince(channel), asking.at, rules),
      ]
    );
  },
  'close look-back': (lis, c, asking, rules) => {
    const open = lis.lookBacks.filter(
      (l) => l.analyzer === c.analyzer && l.analyte === c.analyte && l.closed === null,
    );
    if (open.length === 0) return refuse('state', 'no look-back is open there');
    const channel = channelAt(lis, c);
    const no = controlRefusal(
      channel.control,
      { kind: 'looked-back', at: inMs(asking.at), by: asking.by.id },
      policyOf(channel),
    );
    if (no) return refuse('state', no);
    const left = [...new Set(open.flatMap((l) => notLookedAt(lis, channel, l.results, rules)))];
    if (left.length > 0)
      return refuse(
        'state',
        `measure again, correct or comment first: ${left.join(', ')}. Nobody looked at ${left.length === 1 ? 'it' : 'them'} since the good run`,
      );
    if (!c.outcome.trim()) return refuse('input', 'say what was found');
    return [{ type: 'LookBackClosed', analyzer: c.analyzer, analyte: c.analyte, outcome: c.outcome }];
  },
};
