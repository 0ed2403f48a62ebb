import type { Detector } from './finding.ts';

/** What disturbs urinalysis. */
export const urinalysis: readonly Detector[] = [];
