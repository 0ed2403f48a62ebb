import type { OutcomeValue } from './outcome-schema.ts';
import type { Problem } from './problem.ts';

/**
 * Problems as an OperationOutcome. `expression` is FHIRPath (`Observation.value` for valueQuantity), `diagnostics` says the place
 * as it stands in the JSON, and what is wrong there. Without a problem it says that all is well.
 */
export function outcome(problems: readonly Problem[]): OutcomeValue {
  const issues = problems.map(({ path, problem, severity, code, rule }) => ({
    severity,
    code,
    ...(rule ? { details: { text: rule } } : {}),
    diagnostics: path ? `${path}: ${problem}` : problem,
    ...(path ? { expression: [expressionOf(path)] } : {}),
  }));
  const [first = { severity: 'information', code: 'informational', diagnostics: 'all is well' }, ...rest] =
    issues;
  return { resourceType: 'OperationOutcome', issue: [first, ...rest] as OutcomeValue['issue'] };
}

const CHOSEN =
  /\.(value|effective|collected|fastingStatus|time|additive|quantity|occurrence|asNeeded|deceased|multipleBirth|author|bounds)[A-Z]\w*/g;
/** Elements with several types have one name in FHIRPath. `timeOfDay` is no such element. */
const expressionOf = (path: string): string =>
  path.replace(CHOSEN, (whole, name: string) => (whole === '.timeOfDay' ? whole : `.${name}`));
