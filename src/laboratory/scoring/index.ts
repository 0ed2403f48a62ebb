export { gatesOf, type Gate } from './gates.ts';
export { harmsOf, type Harm, type HarmKind } from './harm.ts';
export { ROBOTS, runRobot, type Robot } from './robots.ts';
export { scoreOf, yardstick, type Score, type Yardstick } from './score.ts';
