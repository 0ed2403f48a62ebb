import type { Evolution } from './evolve.ts';
import type { Channel, Lis } from './state.ts';

/** The channel of an analyte on an analyzer; made when first spoken of. */
function channelOf(lis: Lis, e: { analyzer: string; analyte: string }): Channel {
  const key = `${e.analyzer}/${e.analyte}`;
  const found = lis.channels.get(key);
  if (found) return found;
  const made: Channel = {
    analyzer: e.analyzer,
    analyte: e.analyte,
    lot: '',
    run: 0,
    state: { status: 'unknown' },
    points: [],
    means: new Map(),
    flags: [],
  };
  lis.channels.set(key, made);
  return made;
}

export const evolveQuality: Evolution = {
  MeansAssigned: (lis, e) => {
    const channel = channelOf(lis, e);
    for (const { material, mean, sd } of e.materials) channel.means.set(material, { mean, sd });
    // Points judged against other means say nothing about these.
    channel.points.forEach((p) => (p.counts = false));
  },
  LotOpened: (lis, e) => void (channelOf(lis, e).lot = e.lot),
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
    if (channel.state.status !== 'held') channel.state = { status: 'valid', run: e.run, at: e.at };
  },
  QcRejected: (lis, e) => {
    const channel = channelOf(lis, e);
    const { state } = channel;
    const lastGood = state.status === 'valid' ? state.at : state.status === 'held' ? state.lastGood : null;
    channel.state = { status: 'held', since: e.at, run: e.run, lastGood, cause: null };
  },
  AnalyzerHeld: (lis, e) => {
    const channel = channelOf(lis, e);
    if (channel.state.status === 'held') return;
    const lastGood = channel.state.status === 'valid' ? channel.state.at : null;
    channel.state = { status: 'held', since: e.at, run: channel.run, lastGood, cause: null };
  },
  CauseRecorded: (lis, e) => {
    const { state } = channelOf(lis, e);
    if (state.status === 'held') state.cause = e.cause;
  },
  AnalyzerFreed: (lis, e) => {
    const channel = channelOf(lis, e);
    channel.state = { status: 'valid', run: e.run, at: e.at };
    // After a rejected run and its correction the rules look back no further than the run that lifted the hold.
    channel.points.forEach((p) => (p.counts = p.counts && p.run >= e.run));
  },
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
  },
};
