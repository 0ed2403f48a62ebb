import type { Deed, SeenChannel, View } from '../../shift/index.ts';
import type { Finding } from '../finding.ts';
import { diagnose } from './diagnosis.ts';
import { analyzerOf, isHeld, type Held } from './picture.ts';

/** What a held channel asks for next: the cause found and mended, written down, then controls. */
export function held(view: View): Finding | null {
  const all = view.channels.filter(isHeld);
  const open = all.filter((c) => c.state.cause === null);
  for (const channel of open) {
    const analyzer = analyzerOf(view, channel.analyzer);
    const together = all.filter((c) => c.analyzer === channel.analyzer);
    const since = Math.min(...together.map((c) => c.state.since));
    const found = diagnose({ view, analyzer, channel, all: together, since });
    // Nobody finds the cause: the maker is called, and nothing goes out.
    if (!found) continue;
    const { family, because, cause, says, does } = found;
    const other = WHOLE.includes(family) && does ? restOf(view, channel.analyzer) : null;
    if (other)
      return {
        family,
        because: `${because}; ${other.name} goes through the same`,
        does: {
          deed: 'lis',
          command: {
            do: 'stop testing',
            analyzer: other.analyzer,
            analyte: other.analyte,
            why: because,
            since: doubtedFrom(together),
          },
        },
      };
    if (does) return { family, because, does };
    const { analyzer: id, analyte } = channel;
    return {
      family,
      because: `the cause is written down: ${cause}`,
      does: { deed: 'lis', command: { do: 'record cause', analyzer: id, analyte, cause, says } },
    };
  }
  return null;
}

/** Troubles of the whole analyzer, whichever controls showed them. */
const WHOLE = ['F23', 'F30'];

/** The earliest of the last good runs. */
const doubtedFrom = (channels: readonly Held[]): number =>
  Math.min(...channels.map((c) => c.state.lastGood ?? c.state.since));

/** A channel that goes on though the whole analyzer is in doubt, and of which something was measured. */
const restOf = (view: View, analyzer: string): SeenChannel | null =>
  view.channels.find(
    (c) =>
      c.analyzer === analyzer &&
      c.state.status !== 'held' &&
      Object.keys(c.means).length > 0 &&
      view.results.some((r) => r.test === c.analyte && r.analyzer === analyzer && r.readings.length > 0),
  ) ?? null;

/** Controls for what waits for a good run: held with a cause, or changed and not proven. */
export function toProve(view: View): Finding | null {
  for (const analyzer of view.analyzers) {
    if (analyzer.busy) continue;
    const wait = view.channels.filter((c) => c.analyzer === analyzer.id && needsRun(c, view));
    if (wait.length === 0) continue;
    const does: Deed = {
      deed: 'controls',
      analyzer: analyzer.id,
      analytes: wait.map((c) => c.analyte),
      vial: wait.some((c) => c.state.status === 'held') ? 'fresh' : 'same',
    };
    return { family: 'routine', because: 'controls come before patients', does };
  }
  return null;
}

function needsRun(c: SeenChannel, view: View): boolean {
  if (Object.keys(c.means).length === 0) return false;
  if (c.state.status === 'held') return c.state.cause !== null;
  const wanted = view.results.some(
    (r) => r.test === c.analyte && (r.state.status === 'pending' || r.state.status === 'observed'),
  );
  if (c.state.status === 'unproven') return wanted;
  // After a new probe one good run may be luck.
  const change = c.changes.at(-1);
  const runs = new Set(c.points.filter((p) => change && p.at >= change.at).map((p) => p.run));
  return wanted && change?.what === 'change probe' && runs.size === 1;
}
