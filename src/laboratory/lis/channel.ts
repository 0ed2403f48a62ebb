import { newControl, onControl, type ControlEvent } from '../quality/index.ts';
import type { Time } from './event.ts';
import type { Channel, Lis } from './state.ts';

// A channel is an analyte on an analyzer. Whether results of it may go out is decided in the quality room; the LIS tells it what happened.

export const newChannel = (at: { analyzer: string; analyte: string }): Channel => ({
  analyzer: at.analyzer,
  analyte: at.analyte,
  lot: '',
  run: 0,
  control: newControl,
  state: { status: 'unknown' },
  points: [],
  means: new Map(),
  flags: [],
  changes: [],
});

/** As the LIS knows it, or one that nothing is known of yet. */
export const channelAt = (lis: Lis, at: { analyzer: string; analyte: string }): Channel =>
  lis.channels.get(`${at.analyzer}/${at.analyte}`) ?? newChannel(at);

/** The LIS counts seconds, the quality room milliseconds. */
export const inMs = (at: Time): number => at * 1000;

/** Which levels a good run has to hold, and for how long it stands. */
export const policyOf = (channel: Channel, hours = 24) => ({
  levels: [...channel.means.keys()],
  validForMs: hours * 3_600_000,
});

/** Told to the quality room; the state at a glance follows. A lot is told of by its opening, so runs need not name one. */
export function tell(channel: Channel, event: ControlEvent, hours = 24): void {
  channel.control = onControl(channel.control, event, policyOf(channel, hours));
  channel.state = glance(channel);
}

function glance({ control, changes }: Channel): Channel['state'] {
  const { hold, spans, proven } = control;
  const good = spans.at(-1)?.lastGood;
  const seconds = (ms: number) => ms / 1000;
  if (hold)
    return {
      status: 'held',
      since: seconds(hold.since),
      run: hold.run,
      lastGood: good ? seconds(good.at) : null,
      cause: hold.cause?.text ?? null,
    };
  if (!good) return { status: 'unknown' };
  return proven
    ? { status: 'valid', run: good.run, at: seconds(good.at) }
    : { status: 'unproven', since: changes.at(-1)?.at ?? seconds(good.at) };
}
