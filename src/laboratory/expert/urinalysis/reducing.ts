import { comment } from '../deeds.ts';
import { chosen } from '../evidence.ts';
import type { Detector } from '../finding.ts';

/** Years below which every urine without glucose is tried for other sugars. */
const INFANT = 2;
const YEAR = 365.25 * 86_400;

/** Sugars that a strip does not see: in infants looked for with copper (rule UA9). */
export const reducing: Detector = (seen, view) => {
  if (seen.container?.kind !== 'ucup') return null;
  const glucose = seen.observed.find((r) => r.test === 'ua_glu');
  const age = (view.opens - Date.parse(`${seen.order.patient.born}T00:00:00Z`) / 1000) / YEAR;
  if (!glucose || age >= INFANT || chosen(glucose)?.text !== 'negative') return null;
  const tried = seen.notes('reducing').at(-1);
  if (!tried)
    return { family: 'UA9', because: 'an infant, and no glucose on the strip: other sugars are looked for', does: { deed: 'bench test', container: seen.container.id, test: 'reducing' } };
  if (tried[0]!.endsWith('negative') || glucose.comments.some((c) => c.startsWith('Reducing'))) return null;
  return { family: 'UA9', because: `${tried[0]}, strip negative: a sugar that is no glucose`, does: comment(seen, 'ua_glu', `Reducing substance present (${tried[0]}), not glucose: galactose has to be looked for.`) };
}; // prettier-ignore
