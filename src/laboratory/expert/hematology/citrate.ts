import { chosen } from '../evidence.ts';
import type { Detector } from '../finding.ts';
import { find } from './finding.ts';

/** What is counted by volume; sizes and shares are the same in a thinner tube. */
const BY_VOLUME = ['plt', 'wbc', 'rbc', 'hgb', 'hct'];

/** A count from a citrate tube is a tenth low: a tenth of what is in it is citrate. */
export const citrate: Detector = (seen) => {
  if (seen.container?.kind !== 'ltblue') return null;
  const raw = seen.observed.find((r) => BY_VOLUME.includes(r.test) && chosen(r)?.message != null);
  return raw === undefined
    ? null
    : find('F17', `${raw.name} comes from citrate: times 1.1`, {
        deed: 'calculate',
        accession: seen.accession,
        test: raw.test,
        by: 'citrate',
      });
};
