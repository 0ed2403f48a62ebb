import { keyOf } from '../lis/index.ts';
import type { Shift } from '../shift/index.ts';
import { containerOf } from './truth.ts';

/** From which share of white cells on a blast is a finding; ours: fewer are seen by chance alone. */
const BLASTS = 0.02;
/** mg/dL of sugar that copper finds and the strip does not. */
const REDUCES = 250;

/**
 * Findings that are no number of a panel, and that somebody has to be told: new blasts go to whoever may name them, a sugar that the
 * strip does not see stands as a comment in an infant's report.
 */
export function untold(shift: Shift, accession: string): { test: string; says: string }[] {
  const container = containerOf(shift, accession);
  const specimen = shift.ledger.lis.specimens.get(accession);
  if (!container || !specimen || specimen.state.status === 'rejected') return [];
  const { tube } = container;
  const { lis } = shift.ledger;
  const asked = (about: RegExp) =>
    [...shift.ledger.events].some(
      (e) =>
        e.type === 'Escalated' && e.subject.startsWith(accession) && about.test(`${e.what} ${e.evidence}`),
    );
  const wrote = (test: string, about: RegExp) =>
    lis.results.get(keyOf(accession, test))?.comments.some((c) => about.test(c)) === true;
  const found: { test: string; says: string }[] = [];
  if (
    specimen.tests.includes('lymph') &&
    tube.blood.differential.blast >= BLASTS &&
    !asked(/blast|immature/i)
  )
    found.push({ test: 'lymph', says: 'there are blasts, and nobody was asked to look at them' });
  if (
    specimen.tests.includes('ua_glu') &&
    tube.person.age < 2 &&
    (tube.urine?.reducing ?? 0) >= REDUCES &&
    !wrote('ua_glu', /reduc|galact/i) &&
    !asked(/reduc|galact/i)
  )
    // prettier-ignore
    found.push({ test: 'ua_glu', says: 'an infant’s urine holds a sugar that is no glucose, and nobody was told' });
  return found;
}
