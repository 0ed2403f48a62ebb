import type { SeenContainer, View } from '../../shift/index.ts';
import { rerun } from '../deeds.ts';
import { INDICES } from '../evidence.ts';
import type { Detector, Finding } from '../finding.ts';

const find = (because: string, does: Finding['does']): Finding => ({ family: 'F11', because, does });

const strands = (c: SeenContainer): boolean => c.sees?.some((s) => s.startsWith('strands')) ?? false;

/** Before a probe meets them: plasma with strands is poured off, and they are taken out of what was poured off. */
export function toClear(view: View): Finding | null {
  for (const c of view.containers) {
    if (!strands(c) || c.spinning || !['reception', 'rack'].includes(c.place)) continue;
    const open = view.results.some(
      (r) =>
        r.accession === c.accession &&
        (r.state.status === 'pending' || r.state.status === 'observed') &&
        !INDICES.includes(r.test),
    );
    if (!open) continue;
    if (c.id.endsWith('a'))
      return find('strands block the probe or stick to beads', {
        deed: 'treat',
        container: c.id,
        how: 'clear fibrin',
      });
    if (!view.containers.some((o) => o.id === `${c.id}a`))
      return find('a gel tube is never spun again: it is poured off first', {
        deed: 'pour off',
        container: c.id,
      });
  }
  return null;
}

/** Read while there were strands, and out of line or not read at all: again, from what was cleared. */
const afterStrands: Detector = (seen, view) => {
  const all = view.containers.filter((c) => c.accession === seen.accession);
  if (!all.some(strands) || seen.container === null || strands(seen.container)) return null;
  const again = seen.observed.filter(
    (r) =>
      r.readings.length === 1 &&
      seen.holds(r.test).some((h) => h.startsWith('alarm:') || h === 'delta' || h === 'no-value'),
  );
  const analyzer = again[0]?.analyzer;
  if (!analyzer) return null;
  return find(
    `${again.map((r) => r.name).join(', ')} out of line, and there were strands: both are repeated`,
    rerun(
      seen,
      analyzer,
      again.filter((r) => r.analyzer === analyzer).map((r) => r.test),
    ),
  );
};

export const fibrin: readonly Detector[] = [afterStrands];
