import { comment, escalate, hasEscalated } from '../deeds.ts';
import type { Deed } from '../../shift/index.ts';
import type { Evidence } from '../evidence.ts';
import type { Detector } from '../finding.ts';
import { countedOf, whiteOf } from '../film.ts';
import { alarmed, commented, countCells, find, methodOf, open } from './finding.ts';

const FIVE = ['neut', 'lymph', 'mono', 'eos', 'baso'];
/** Flags that say a machine's differential is not to be trusted. */
const DOUBTS = ['blasts', 'NRBC', 'atypical lymphocytes', 'WBC scattergram', 'lyse-resistant RBC'];

/** Where the counter doubts its own differential an eye counts it; new blasts are named by those who may. */
export const blasts: Detector = (seen, view) => {
  const doubted = FIVE.some((t) => open(seen, t) && DOUBTS.some((d) => alarmed(seen, t, d)));
  const owed = open(seen, 'nrbc') && seen.value('nrbc') === null;
  const counts = countedOf(seen);
  if (!seen.container || (!doubted && !owed && !counts)) return null;
  if (!counts)
    return find('routine', 'the counter doubts its differential: an eye counts it', countCells(seen));
  const per100 = Math.round((100 * counts.other) / whiteOf(counts));
  if (counts.other > 0 && doubted) {
    const asked = hasEscalated(seen, view);
    if (asked === 'no')
      return find('blasts', `${counts.other} of ${whiteOf(counts)} cells have fine chromatin and nucleoli, and nobody knew`, toPathologist(seen, view.scenario.role, per100)); // prettier-ignore
    if (asked === 'refused') return null;
  }
  const uncounted = [...FIVE, 'nrbc'].some((t) => open(seen, t) && !methodOf(seen, t).startsWith('by eye'));
  if (uncounted)
    return find('routine', 'the differential is what the eye counted', {
      deed: 'file differential',
      accession: seen.accession,
      counts,
    });
  if (counts.other > 0 && open(seen, 'lymph') && !commented(seen, 'lymph', 'Of 100'))
    return find('blasts', 'they are none of the five: the report says so', comment(seen, 'lymph', `Of 100 white cells ${per100} are blasts, reviewed by the pathologist.`)); // prettier-ignore
  return null;
};

const toPathologist = (seen: Evidence, role: string, per100: number): Deed =>
  escalate(
    seen,
    role === 'mlt' ? 'mls' : 'pathologist',
    'new blasts on a film',
    `${per100} of 100 cells are large, with fine chromatin, nucleoli and a thin rim of deep blue cytoplasm; none were known`,
    'a look at the film before the differential goes out',
  );
