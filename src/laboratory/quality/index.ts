export { RULES, RULE_IDS, ruleOf, type Rule, type RuleId, type Scope } from './rule.ts';
export { scaleOf, zoneOf, type Scale } from './zone.ts';
export { planOf, type Material, type Plan, type RuleSet } from './plan.ts';
export { addRun, judgeRun, newTally, type Run, type Tally } from './tally.ts';
export { byRule, flagText, flagsOf, type Flag } from './flag.ts';
export { judgeSeries, seriesFlags, type MaterialSeries, type RunFlag, type Series } from './series.ts';
export { decide, useOf, type Decision, type Use, type Uses } from './decision.ts';
export { ControlFile, readControls, type ControlProblem } from './controls.ts';
export {
  controlRefusal,
  newControl,
  onControl,
  type Control,
  type ControlEvent,
  type ControlPolicy,
} from './control.ts';
export { controlStatus, mayRelease, type ControlStatus, type Release } from './release.ts';
