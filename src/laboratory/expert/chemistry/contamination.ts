import type { Detector } from '../finding.ts';

/** What came into the tube that is not blood: salts of another tube, fluid of a drip. */
export const contamination: readonly Detector[] = [];
