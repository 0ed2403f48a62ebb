/** What can be wrong with a resource, in the words of FHIR's issue types (the few that are used here). */
export type IssueType =
  | 'invalid' | 'structure' | 'required' | 'value' | 'invariant' | 'code-invalid' | 'business-rule' | 'not-supported'
  | 'not-found' | 'deleted' | 'conflict' | 'duplicate' | 'multiple-matches' | 'too-long' | 'informational'; // prettier-ignore

/**
 * One thing that is wrong: where (`Observation.component[0].valueQuantity.unit`), what in words, how bad, and its issue type.
 * `rule` names the constraint of the standard, as `obs-6`.
 */
export type Problem = {
  path: string;
  problem: string;
  severity: 'error' | 'warning' | 'information';
  code: IssueType;
  rule?: string;
};

/** Steps to a place, written as a path. */
export const pathOf = (root: string, steps: readonly PropertyKey[]): string =>
  steps.reduce<string>(
    (path, step) => path + (typeof step === 'number' ? `[${step}]` : `.${String(step)}`),
    root,
  );
