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
export {
  advice,
  biasPercent,
  criticalShift,
  expandedUncertainty,
  sigma,
  totalError,
  ADVICE,
  ADVICE_CITE,
  ADVICE_CONFIDENCE,
  type Advice,
} from './sigma.ts';
export {
  BLUNDERS,
  OWN_LIMITS,
  earlyLimits,
  exclude,
  lotStatistics,
  summary,
  type Blunder,
  type ControlPoint,
  type LotStatistics,
} from './statistics.ts';
export { allowedAt, keepsWithin, type Tea } from './allowable.ts';
export { verifyCalibration, type CalibrationVerification, type VerificationLevel } from './calibration.ts';
export { compareLots, LOT_PATIENTS, type LotComparison, type LotControl, type LotPair } from './lots.ts';
export {
  lookBack,
  type Correction,
  type DecisionLimit,
  type LookedBack,
  type Reported,
} from './look-back.ts';
export { FEDERAL_DUTIES, dutyStates, nextDue, type Duty, type DutyState, type Every } from './duties.ts';
export { PICTURES, TROUBLE_STEPS, picturesOf } from './trouble.ts';
export { rerun, type Episode, type OtherWays, type PastRun, type Rerun } from './rerun.ts';
export {
  chartOf,
  sdText,
  type Chart,
  type ChartEvent,
  type ChartLimits,
  type ChartPoint,
  type ChartSource,
  type ChartValue,
  type Shape,
} from './chart.ts';
