import type { Catalog } from '../../catalog/index.ts';
import { runCounter, type CounterRun } from '../blood/index.ts';
import { under, type Stream } from '../streams.ts';
import type { Tube } from '../tube.ts';
import type { Instrument } from './instrument.ts';
import { reagentLeft } from './reagent.ts';
import type { Turn } from './turn.ts';

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
  const channels = {
    factor: (analyte: string, at: number) => {
      const channel = instrument.channels[analyte];
      if (!channel) return 1;
      const off = channel.drift * ((at - channel.calibratedAt) / 3600) + channel.reagent.patients;
      return (1 + channel.bias) * reagentLeft(channel.reagent, at) + off / usual(analyte, catalog);
    },
    noise: (analyte: string) => (instrument.channels[analyte]?.noise ?? 1) * (1 + 4 * instrument.wear),
  };
  const { at, repeat, warm = false, plasmaReplaced = false, rested = false } = turn;
  const chance = under(stream, 'measure', instrument.id, tube.id, 'count');
  const known = (analyte: string) => catalog.analytes.get(analyte);
  return runCounter(tube, { at, repeat, warm, plasmaReplaced, rested }, channels, known, chance, tube.drawn);
}

function usual(analyte: string, catalog: Catalog): number {
  const [row] = catalog.analytes.get(analyte)?.reference ?? [];
  return ((row?.low ?? 0) + (row?.high ?? row?.low ?? 2)) / 2 || 1;
}
