import type { Detector } from './finding.ts';
import { blasts } from './hematology/blasts.ts';
import { agglutination } from './hematology/agglutination.ts';
import { citrate } from './hematology/citrate.ts';
import { clumps } from './hematology/clumps.ts';
import { lowPlatelets } from './hematology/low-platelets.ts';
import { nucleatedRed } from './hematology/nucleated-red.ts';

/** What disturbs blood counts: what spoils red cells, then platelets, then white cells. */
export const hematology: readonly Detector[] = [
  agglutination,
  citrate,
  clumps,
  lowPlatelets,
  nucleatedRed,
  blasts,
];
