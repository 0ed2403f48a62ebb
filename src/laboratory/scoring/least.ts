import { keyOf } from '../lis/index.ts';
import type { Shift } from '../shift/index.ts';
import { behind, contaminated, containerOf, critical, identified, obtainable } from './truth.ts';

const INDICES = new Set(['hidx', 'iidx', 'lidx']);

/**
 * The least harm that could be done on a seed, from the hidden truth: of every specimen the better of letting its results out, with
 * whatever remedy the bench has, and turning it away and having it drawn again. A gold robot that sees only what can be seen has to
 * come as far; where it does not, the scenario is unfair.
 */
export function leastHarm(shift: Shift): number {
  const again = new Set(shift.ledger.events.flatMap((e) => (e.type === 'RecollectRequested' ? [e.as] : [])));
  return [...shift.ledger.lis.specimens.values()]
    .filter((s) => !again.has(s.accession) && containerOf(shift, s.accession) !== null)
    .reduce((sum, s) => sum + Math.min(lettingOut(shift, s.accession), turningAway(shift, s.accession)), 0);
}

const testsOf = (shift: Shift, accession: string): string[] =>
  shift.ledger.lis.specimens
    .get(accession)!
    .tests.filter((t) => !INDICES.has(t) && shift.ledger.lis.results.has(keyOf(accession, t)));

/** Whose blood it is settles it; else each test that can not be had right is not reported, and asked for again. */
function lettingOut(shift: Shift, accession: string): number {
  return identified(shift, accession) === null ? 0 : 40;
}

/** Nothing where nothing could have been had; else a delay, a needless draw, and what was critical and is now late. */
function turningAway(shift: Shift, accession: string): number {
  if (identified(shift, accession) !== null || contaminated(shift, accession)) return 0;
  const container = containerOf(shift, accession)!;
  const { patient } = behind(shift, accession, '');
  const good = testsOf(shift, accession).filter((t) => {
    const { truth } = behind(shift, accession, t);
    return truth !== null && obtainable(shift, container, t, truth) !== null;
  });
  if (good.length === 0) return 0;
  const missed = good.some((t) => critical(shift, t, behind(shift, accession, t).truth ?? 0)) ? 30 : 0;
  return 1 + (patient.hardToDraw || patient.age === 0 ? 5 : 2) + missed;
}
