import type { Detector } from '../finding.ts';
import { contamination } from './contamination.ts';
import { hemolysis } from './hemolysis.ts';

/** What disturbs chemistry; what spoils the whole tube comes first. */
export const chemistry: readonly Detector[] = [...contamination, ...hemolysis];
