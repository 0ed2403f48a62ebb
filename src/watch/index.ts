/** The door of the rule watch: what changed between two contents, and for whom. */
export { CHANGE_KINDS, ruleChanges, type RuleChange } from './rule-changes.ts';
export { verdictChanges } from './verdict-changes.ts';
export type { Notice } from './notice.ts';
export type { Reason } from './reasons.ts';
export { toldOf, type Told, type Turn } from './told.ts';
export { worldOf, type Person, type World } from './world.ts';
