import { comment } from '../deeds.ts';
import type { Detector } from '../finding.ts';
import { filmOf } from '../film.ts';
import { commented, find, makeSlide, open } from './finding.ts';

/** At or below it the count is called; 10*3/uL. */
const LOW = 50;

/** A very low count that is new: looked at on the film before anybody believes it. */
export const lowPlatelets: Detector = (seen) => {
  if (seen.container?.kind !== 'lav' || !open(seen, 'plt')) return null;
  const platelets = seen.value('plt');
  const before = seen.before('plt');
  if (platelets === null || platelets > LOW || (before !== null && before < 2 * LOW)) return null;
  const film = filmOf(seen);
  if (!film) return find('decoy', `${platelets} platelets, and never seen before: what does the film say?`, makeSlide(seen));
  if (film.clumps > 0 || film.threads || commented(seen, 'plt', 'Platelets few')) return null;
  return find(
    'decoy',
    `about ${film.platelets.toFixed(1)} platelets a field, no heaps, no threads: they are few`,
    comment(seen, 'plt', 'Platelets few on the film, no clumps; no clot in the tube.'),
  );
}; // prettier-ignore
