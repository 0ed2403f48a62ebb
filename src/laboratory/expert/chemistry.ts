import type { Detector } from './finding.ts';

/** What disturbs chemistry. */
export const chemistry: readonly Detector[] = [];
