import type { Catalog } from '../../catalog/index.ts';
import { runCounter, type CounterRun } from '../blood/index.ts';
import { under, type Stream } from '../streams.ts';
import type { Tube } from '../tube.ts';
import type { Instrument } from './instrument.ts';
import { reagentLeft } from './reagent.ts';
import type { Turn } from './turn.ts';

/** The last count of a tube: a panel asks for its fifteen results one by one. Only a matter of speed. */
const last = new WeakMap<Tube, { instrument: Instrument; asked: string; stream: string; run: CounterRun }>();

/**
 * A blood count on this analyzer: its calibration, lots and probe go into every channel. What a channel is off by in its unit counts
 * as a share of the middle of the reference interval, for a counter is set by factors.
 */
export function countBlood(
  instrument: Instrument,
  tube: Tube,
  turn: Turn,
  catalog: Catalog,
  stream: Stream,
): CounterRun {
  const { at, repeat, warm = false, plasmaReplaced = false, rested = false } = turn;
  const asked = [at, repeat, warm, plasmaReplaced, rested].join();
  const kept = last.get(tube);
  if (kept?.asked === asked && kept.instrument === instrument && kept.stream === stream.path) return kept.run;
  const channels = {
    factor: (analyte: string, at: number) => {
      const channel = instrument.channels[analyte];
      if (!channel) return 1;
      const off = channel.drift * ((at - channel.calibratedAt) / 3600) + channel.reagent.patients;
      return (1 + channel.bias) * reagentLeft(channel.reagent, at) + off / usual(analyte, catalog);
    },
    noise: (analyte: string) => (instrument.channels[analyte]?.noise ?? 1) * (1 + 4 * instrument.wear),
  };
  const chance = under(stream, 'measure', instrument.id, tube.id, 'count');
  const known = (analyte: string) => catalog.analytes.get(analyte);
  const how = { at, repeat, warm, plasmaReplaced, rested };
  const run = runCounter(tube, how, channels, known, chance, tube.drawn);
  last.set(tube, { instrument, asked, stream: stream.path, run });
  return run;
}

function usual(analyte: string, catalog: Catalog): number {
  const [row] = catalog.analytes.get(analyte)?.reference ?? [];
  return ((row?.low ?? 0) + (row?.high ?? row?.low ?? 2)) / 2 || 1;
}
