import type { Detector } from './finding.ts';

/** What disturbs hematology. */
export const hematology: readonly Detector[] = [];
