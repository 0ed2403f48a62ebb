export { debriefOf, type Debrief, type Mattered } from './debrief.ts';
export { DOMAINS, DOMAIN_NAMES, type Credit, type Decision, type Domain } from './decision.ts';
export { decisionsOf } from './decisions.ts';
export { detectionOf, type Detection } from './detection.ts';
export { passes, profileOf, type Profile } from './domains.ts';
export { gatesOf, type Gate } from './gates.ts';
export { harmsOf, type Harm, type HarmKind } from './harm.ts';
export { replayLog, ROBOTS, runRobot, type Robot } from './robots.ts';
export { scoreOf, yardstick, type Score, type Yardstick } from './score.ts';
