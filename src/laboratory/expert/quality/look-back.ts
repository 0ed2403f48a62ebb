import type { SeenResult, View } from '../../shift/index.ts';
import type { Finding } from '../finding.ts';

/** A report in doubt, and since when its channel is good again. */
export type Doubted = { r: SeenResult; since: number };

/** Reports that are in doubt, once the channel is good again: measured again, set right where they differ, and the list closed. */
export function lookingBack(view: View): Finding | null {
  const open = view.lookBacks.flatMap((look) => {
    const channel = view.channels.find((c) => c.analyzer === look.analyzer && c.analyte === look.analyte);
    if (look.closed !== null || channel?.state.status !== 'valid') return [];
    const since = channel.state.at;
    const results = look.results.flatMap((key): Doubted[] => {
      const r = view.results.find((x) => x.key === key);
      return r ? [{ r, since }] : [];
    });
    return [{ look, results }];
  });
  for (const { id } of view.analyzers) {
    const found = measureAgain(
      view,
      id,
      open.filter((o) => o.look.analyzer === id).flatMap((o) => o.results),
    );
    if (found) return found;
  }
  for (const { look, results } of open) {
    const found = setRight(view, results);
    if (found) return found;
    if (results.some(({ r }) => onAnalyzer(view, r))) continue;
    const corrected = results.filter(({ r }) => wasChanged(r)).length;
    return {
      family: 'routine',
      because: 'every report of the time in doubt was looked at',
      does: {
        deed: 'lis',
        command: {
          do: 'close look-back',
          analyzer: look.analyzer,
          analyte: look.analyte,
          outcome: `${results.length} reports measured again: ${corrected} corrected, ${results.length - corrected} unchanged`,
        },
      },
    };
  }
  return null;
}

const wasChanged = (r: SeenResult): boolean => r.state.status === 'released' && r.state.versions.length > 1;
const containerOf = (view: View, r: SeenResult) =>
  view.containers.findLast((c) => c.accession === r.accession);
const onAnalyzer = (view: View, r: SeenResult): boolean => containerOf(view, r)?.place === 'analyzer';
/** Worked out by the LIS: it follows its parts. */
const CALCULATED = new Set(['agap', 'egfr', 'ldlc']);

/** Tubes of reports that nobody measured since, together. */
export function measureAgain(view: View, analyzer: string, doubted: readonly Doubted[]): Finding | null {
  const left = doubted
    .filter(
      ({ r, since }) => !CALCULATED.has(r.test) && !wasChanged(r) && !r.readings.some((m) => m.at >= since),
    )
    .map(({ r }) => r);
  const over = doubted.filter(
    ({ r, since }) =>
      r.readings.at(-1)?.beyond === '>' &&
      r.readings.at(-1)!.at >= since &&
      !r.readings.some((m) => m.method?.startsWith('diluted')),
  );
  if (over[0] && containerOf(view, over[0].r)?.place === 'rack')
    return {
      family: 'routine',
      because: `${over[0].r.name} is beyond what can be measured: diluted`,
      does: {
        deed: 'load',
        analyzer,
        containers: [containerOf(view, over[0].r)!.id],
        tests: [over[0].r.test],
        how: 'diluted 10',
      },
    };
  const at = left.filter((r) => ['rack', 'aside'].includes(containerOf(view, r)?.place ?? ''));
  if (at.length === 0) return null;
  return {
    family: 'routine',
    because: 'what went out in the time in doubt is measured again',
    does: {
      deed: 'load',
      analyzer,
      containers: [...new Set(at.map((r) => containerOf(view, r)!.id))].slice(0, 12),
      tests: [...new Set(at.map((r) => r.test))],
    },
  };
}

/** A report that differs by more than is allowed, or says something else of the patient, is corrected, and the ward is told. */
export function setRight(view: View, doubted: readonly Doubted[]): Finding | null {
  for (const { r, since } of doubted) {
    if (r.state.status !== 'released' || wasChanged(r)) continue;
    const reading = r.readings.findLast((m) => m.at >= since);
    const before = r.state.versions[0].reading;
    if (!reading || reading.value === null || before.value === null || reading.beyond) continue;
    const allowed = Math.max(
      r.allowable?.absolute ?? 0,
      ((r.allowable?.percent ?? (r.allowable ? 0 : 5)) * Math.abs(reading.value)) / 100,
    );
    const other = r.flags[reading.n] !== r.flags[before.n];
    // Two sound readings differ by chance too: a third of what is allowed is their share.
    if (!other && Math.abs(reading.value - before.value) <= allowed / 3) continue;
    const ward = view.orders.find((o) => o.id === view.specimens.find((s) => s.accession === r.accession)?.order)?.ward ?? 'the ward'; // prettier-ignore
    return {
      family: 'routine',
      because: `${r.name} ${before.value} went out; it is ${reading.value}`,
      does: {
        deed: 'lis',
        command: {
          do: 'correct',
          accession: r.accession,
          test: r.test,
          reading: reading.n,
          why: `measured again after the analyzer was put right: ${before.value} was wrong`,
          told: ward,
          second: 'mls on duty',
        },
      },
    };
  }
  return null;
}
