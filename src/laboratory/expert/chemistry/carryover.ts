import type { SeenResult, View } from '../../shift/index.ts';
import { rerun } from '../deeds.ts';
import { chosen } from '../evidence.ts';
import type { Detector } from '../finding.ts';

/** Immunoassays whose normal is near zero, and whose extremes are a million times that. */
const MATTERS = ['hcg', 'tnt', 'tni', 'ferr', 'psa', 'lip'];
/** The one before has to be this many times as much. */
const EXTREME = 50;

/** A little, right behind far too much: what stayed on the probe. It is measured again behind nothing. */
const behindExtreme: Detector = (seen, view) => {
  for (const result of seen.observed) {
    const reading = chosen(result);
    if (
      !MATTERS.includes(result.test) ||
      reading?.value == null ||
      reading.beyond !== null ||
      !result.analyzer
    )
      continue;
    if (result.readings.length > 1 || reading.value <= high(result)) continue;
    const before = readBefore(view, result);
    if (!before || (before.beyond !== '>' && (before.value ?? 0) < EXTREME * reading.value)) continue;
    return {
      family: 'F25',
      because: `${result.name} ${reading.value}, right behind ${before.beyond ?? ''}${before.value}: carried over?`,
      does: rerun(seen, result.analyzer, [result.test], 'alone'),
    };
  }
  return null;
};

const high = (r: SeenResult): number => Number(/–([\d.]+)$/.exec(r.reference ?? '')?.[1] ?? Infinity);

/** The same test in the tube that the analyzer reported just before this one. */
function readBefore(view: View, result: SeenResult) {
  const own = chosen(result)?.message;
  const told = view.messages.filter(
    (m) => m.peer === result.analyzer && m.way === 'in' && /\rOBX\||\nOBX\||\rR\||\nR\|/.test(m.raw),
  );
  const at = told.findIndex((m) => m.id === own);
  const before = at > 0 ? told[at - 1] : undefined;
  if (!before) return null;
  for (const other of view.results)
    if (other.test === result.test && other.accession !== result.accession)
      for (const reading of other.readings) if (reading.message === before.id) return reading;
  return null;
}

export const carryover: readonly Detector[] = [behindExtreme];
