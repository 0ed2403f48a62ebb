import { comment } from '../deeds.ts';
import type { Detector } from '../finding.ts';
import { countedOf, whiteOf } from '../film.ts';
import { alarmed, commented, countCells, find, methodOf, open } from './finding.ts';

/** From so many for 100 white cells on, white cells are corrected (hematology-review, corrections). */
const FROM = 5;

/** Nucleated red cells are counted among white cells: counted by eye, and taken out again. */
export const nucleatedRed: Detector = (seen) => {
  if (!seen.container || !open(seen, 'wbc')) return null;
  const counts = countedOf(seen);
  if (!counts)
    return alarmed(seen, 'wbc', 'NRBC')
      ? find('F19', 'the counter saw small nucleated cells: how many for 100 white cells?', countCells(seen))
      : null;
  const per100 = Math.round((100 * counts.nrbc) / whiteOf(counts));
  if (per100 < FROM || !alarmed(seen, 'wbc', 'NRBC')) {
    if (!methodOf(seen, 'wbc').includes('100 / (100') || commented(seen, 'wbc', 'Corrected')) return null;
    return find('F19', 'the report says how it was counted', comment(seen, 'wbc', `Corrected for ${per100} nucleated red cells per 100 white cells.`)); // prettier-ignore
  }
  return find('F19', `${per100} nucleated red cells for 100 white cells stand in the count`, {
    deed: 'calculate',
    accession: seen.accession,
    test: 'wbc',
    by: 'nrbc',
    nrbc: per100,
  });
};
