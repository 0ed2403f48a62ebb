import type { Detector } from '../finding.ts';

/** Red cells that burst in the tube, or in the body. */
export const hemolysis: readonly Detector[] = [];
