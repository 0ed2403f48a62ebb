import { ruleOf, type RuleId } from './rule.ts';

/** What a rejected run asks for, in order (bench facts, `qc.troubleshooting_order`; verified, a public teaching page). */
export const TROUBLE_STEPS: readonly string[] = [
  'Read the chart: a shift, a trend, or scatter?',
  'Check dates, lots, volumes, bubbles and mixing.',
  'Read the maintenance and the error log.',
  'Run a fresh vial of the same control, once.',
  'Try a new control lot, if you have one.',
  'Recalibrate with fresh calibrator, then run controls.',
  'Try a new calibrator lot.',
  'Call the lead, the director, the maker.',
];

/** What usually lies behind each picture (bench facts, `qc.bench_interpretation`). */
export const PICTURES = {
  shift: 'Sudden and lasting: calibration, a lot, the lamp, the temperature.',
  trend: 'Slow: reagent aging, the lamp, drift, evaporation.',
  scatter: 'In both directions: probe, mixing, a bubble, voltage, the operator.',
} as const;

/** The pictures that the rules broken speak for, without repeats. */
export function picturesOf(rules: readonly RuleId[]): (keyof typeof PICTURES)[] {
  const found = rules.flatMap((id): (keyof typeof PICTURES)[] => {
    const { detects } = ruleOf(id);
    if (detects === 'trend') return ['trend'];
    if (detects === 'systematic') return ['shift'];
    if (detects === 'random') return ['scatter'];
    return detects === 'none' ? [] : ['shift', 'scatter'];
  });
  return [...new Set(found)];
}
