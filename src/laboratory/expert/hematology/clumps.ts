import { doNotReport, drawAgain } from '../deeds.ts';
import type { Detector } from '../finding.ts';
import { filmOf } from '../film.ts';
import { alarmed, find, makeSlide, open } from './finding.ts';

/** What clumps of platelets make wrong: too few platelets, and clumps counted as white cells. */
const SPOILED = ['plt', 'wbc', 'mpv'];
/** Heaps at the edge: one may be an accident of the film, unless the counter saw clumps too. */
const FROM = { flagged: 1, alone: 3 };

/** Platelets that stick together in EDTA: a flag, and heaps on the film. Drawn again in citrate. */
export const clumps: Detector = (seen) => {
  if (seen.container?.kind !== 'lav' || !SPOILED.some((t) => open(seen, t))) return null;
  const film = filmOf(seen);
  const flagged = SPOILED.some((t) => alarmed(seen, t, 'PLT clumps'));
  if (!film) return flagged ? find('F17', 'the counter saw clumps: are they on the film?', makeSlide(seen)) : null;
  if (film.clumps < (flagged ? FROM.flagged : FROM.alone)) return null;
  const tests = ['plt', ...(flagged && open(seen, 'wbc') ? ['wbc'] : [])];
  if (seen.specimen.again === null)
    return find('F17', `${film.clumps} heaps of platelets in ten fields, and no clot: EDTA does that`, drawAgain(seen, tests, 'ltblue'));
  const bad = SPOILED.find((t) => open(seen, t) && (t !== 'wbc' || flagged));
  return bad === undefined
    ? null
    : find('F17', 'a count of clumped platelets is no count', doNotReport(seen, bad, 'drawn again already: platelets clumped in EDTA'));
}; // prettier-ignore
