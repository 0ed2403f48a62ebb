import { heparinInTube } from './coagulation/heparin.ts';
import { thickBlood } from './coagulation/thick-blood.ts';
import type { Detector } from './finding.ts';

/** What disturbs coagulation: too little plasma for the citrate, heparin that is not the patient's. */
export const coagulation: readonly Detector[] = [thickBlood, heparinInTube];
