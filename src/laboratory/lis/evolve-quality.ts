import type { RuleId } from '../quality/index.ts';
import { inMs, newChannel, tell } from './channel.ts';
import type { Evolution } from './evolve.ts';
import type { Channel, Lis } from './state.ts';

/** The channel of an analyte on an analyzer; made when first spoken of. */
function channelOf(lis: Lis, e: { analyzer: string; analyte: string }): Channel {
  const key = `${e.analyzer}/${e.analyte}`;
  const found = lis.channels.get(key) ?? newChannel(e);
  lis.channels.set(key, found);
  return found;
}

/** Measuring may be otherwise from here on: a good run has to come before patients. */
function changed(channel: Channel, at: number, what: string, kind: 'lot' | 'calibration' | 'maintenance') {
  channel.changes.push({ at, what });
  tell(channel, { kind: 'changed', at: inMs(at), what: kind });
}

/** A run as the quality room wants it: which levels were measured, which rules are broken. */
const runOf = (channel: Channel, e: { run: number; at: number }, decision: 'accept' | 'reject') => ({
  kind: 'run' as const,
  at: inMs(e.at),
  run: e.run,
  lot: '',
  levels: channel.points.filter((p) => p.run === e.run).map((p) => p.material),
  decision,
  rules: channel.flags.filter((f) => f.run === e.run).map((f) => f.rule as RuleId),
});

export const evolveQuality: Evolution = {
  MeansAssigned: (lis, e) => {
    const channel = channelOf(lis, e);
    for (const { material, mean, sd } of e.materials) channel.means.set(material, { mean, sd });
    // Points judged against other means say nothing about these.
    channel.points.forEach((p) => (p.counts = false));
  },
  LotOpened: (lis, e) => {
    const channel = channelOf(lis, e);
    if (e.what === 'reagent') {
      channel.lot = e.lot;
      changed(channel, e.at, `reagent lot ${e.lot}`, 'lot');
    } else channel.changes.push({ at: e.at, what: `control lot ${e.lot}` });
  },
  Calibrated: (lis, e) => changed(channelOf(lis, e), e.at, 'calibration', 'calibration'),
  MaintenanceDone: (lis, e) => {
    for (const analyte of e.affects)
      changed(channelOf(lis, { analyzer: e.analyzer, analyte }), e.at, e.what, 'maintenance');
  },
  QcRun: (lis, e) => {
    const channel = channelOf(lis, e);
    channel.run = e.run;
    for (const { material, value } of e.points)
      channel.points.push({ run: e.run, at: e.at, material, value, counts: true });
  },
  RuleFlagged: (lis, e) =>
    void channelOf(lis, e).flags.push({ run: e.run, rule: e.rule, materials: e.materials }),
  QcAccepted: (lis, e) => {
    const channel = channelOf(lis, e);
    tell(channel, runOf(channel, e, 'accept'), e.hours);
  },
  QcRejected: (lis, e) => {
    const channel = channelOf(lis, e);
    tell(channel, runOf(channel, e, 'reject'));
  },
  AnalyzerHeld: (lis, e) => {
    const channel = channelOf(lis, e);
    tell(channel, { kind: 'stopped', at: inMs(e.at), run: channel.run });
  },
  CauseRecorded: (lis, e) => {
    const channel = channelOf(lis, e);
    // What was out for a cause that was found says nothing about the runs after it.
    channel.points.forEach((p) => (p.counts = p.counts && p.run > channel.run));
    tell(channel, {
      kind: 'cause',
      at: inMs(e.at),
      run: channel.control.hold?.run ?? channel.run,
      cause: e.cause,
      by: e.actor.id,
    });
  },
  // After a rejected run and its correction the rules look back no further than the run that lifted the hold.
  AnalyzerFreed: (lis, e) => channelOf(lis, e).points.forEach((p) => (p.counts = p.counts && p.run >= e.run)),
  LookBackOpened: (lis, e) =>
    void lis.lookBacks.push({
      analyzer: e.analyzer,
      analyte: e.analyte,
      since: e.since,
      results: e.results,
      closed: null,
    }),
  LookBackClosed: (lis, e) => {
    for (const look of lis.lookBacks)
      if (look.analyzer === e.analyzer && look.analyte === e.analyte) look.closed ??= e.outcome;
    tell(channelOf(lis, e), { kind: 'looked-back', at: inMs(e.at), by: e.actor.id });
  },
};
