import type { Detector } from './finding.ts';
import { disagreement } from './urinalysis/disagreement.ts';
import { reducing } from './urinalysis/reducing.ts';
import { sediment } from './urinalysis/sediment.ts';

/** What disturbs urinalysis: the sediment first, then whether strip and sediment agree. */
export const urinalysis: readonly Detector[] = [sediment, disagreement, reducing];
