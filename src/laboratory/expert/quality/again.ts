import type { View } from '../../shift/index.ts';
import type { Finding } from '../finding.ts';

/** What was measured while its channel was in doubt, and is not out, is measured again now that it is good. */
export function again(view: View): Finding | null {
  for (const analyzer of view.analyzers) {
    const good = new Map(
      view.channels.flatMap((c) =>
        c.analyzer === analyzer.id && c.state.status === 'valid' ? [[c.analyte, c.state.at] as const] : [],
      ),
    );
    const left = view.results.flatMap((r) => {
      const part =
        r.state.status === 'observed' ? r.state.holds.find((h) => h.id.startsWith('part:')) : undefined;
      const since = good.get(part ? part.id.slice('part:'.length) : r.test);
      const doubted =
        since !== undefined &&
        r.analyzer === analyzer.id &&
        r.state.status === 'observed' &&
        r.state.holds.some((h) => h.kind === 'quality') &&
        !r.readings.some((m) => m.at >= since);
      const container = view.containers.findLast((c) => c.accession === r.accession);
      return doubted && container?.place === 'rack' ? [{ r, container }] : [];
    });
    if (left.length === 0) continue;
    return {
      family: 'routine',
      because: 'measured while it was in doubt: measured again',
      does: {
        deed: 'load',
        analyzer: analyzer.id,
        containers: [...new Set(left.map((l) => l.container.id))].slice(0, 12),
        tests: [...new Set(left.map((l) => l.r.test))],
      },
    };
  }
  return null;
}
