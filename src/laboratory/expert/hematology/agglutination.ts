import { comment, escalate, hasEscalated, rerun } from '../deeds.ts';
import type { Detector } from '../finding.ts';
import { alarmed, commented, find, open } from './finding.ts';

/** Beyond what a red cell can hold (autoverification's own limit). */
const MCHC = 36.5;

/** Red cells that cling together in the cold: MCHC too high with pairs at the aperture. Warmed, the tube tells the truth. */
export const agglutination: Detector = (seen, view) => {
  if (!seen.container || !open(seen, 'mchc')) return null;
  const mchc = seen.value('mchc') ?? 0;
  const runs = seen.results.find((r) => r.test === 'mchc')!.readings.length;
  const paired = alarmed(seen, 'mchc', 'RBC agglutination');
  if (runs === 1 && mchc > MCHC && paired)
    return find(
      'F18',
      `MCHC ${mchc} is more than a cell can hold, and cells pass in pairs: they cling together in the cold`,
      rerun(seen, 'hem1', seen.specimen.tests, 'warm'),
    );
  if (runs > 1 && mchc <= MCHC && !paired && !commented(seen, 'rbc', 'Cold'))
    return open(seen, 'rbc')
      ? find(
          'F18',
          'warmed, the numbers fit each other',
          comment(seen, 'rbc', 'Cold agglutinin: counted at 37 °C.'),
        )
      : null;
  if (runs > 1 && paired && hasEscalated(seen, view) === 'no')
    return find(
      'F18',
      'warming did not mend it',
      escalate(seen, 'mls', 'red cells cling together, warmed too', `MCHC ${mchc} after 15 minutes at 37 °C`, 'what to do with the red cell results'),
    ); // prettier-ignore
  return null;
};
