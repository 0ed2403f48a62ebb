import type { Detector } from './finding.ts';

/** What disturbs coagulation. */
export const coagulation: readonly Detector[] = [];
