import type { Detector } from '../finding.ts';
import { carryover } from './carryover.ts';
import { contamination } from './contamination.ts';
import { fibrin } from './fibrin.ts';
import { hemolysis } from './hemolysis.ts';
import { immunoassay } from './immunoassay.ts';
import { lipemia } from './lipemia.ts';
import { range } from './range.ts';
import { volume } from './volume.ts';

/** What disturbs chemistry; what spoils the whole tube comes first. */
export const chemistry: readonly Detector[] = [
  ...contamination,
  ...hemolysis,
  ...fibrin,
  ...volume,
  ...lipemia,
  ...range,
  ...carryover,
  ...immunoassay,
];
