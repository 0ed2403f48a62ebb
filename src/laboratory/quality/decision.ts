import { ruleOf, type RuleId } from './rule.ts';

/** What a broken rule does to the run. */
export type Use = 'warn' | 'reject';

/** A laboratory's own choice for its rules; what it leaves open is as `useOf` says. */
export type Uses = { readonly [R in RuleId]?: Use };

/** A rule that may warn or reject rejects, unless the laboratory chose otherwise. */
export const useOf = (rule: RuleId, uses: Uses = {}): Use =>
  uses[rule] ?? (ruleOf(rule).use === 'warn' ? 'warn' : 'reject');

export type Decision = {
  decision: 'accept' | 'warn' | 'reject';
  /** Every rule broken, each once, in the order of the list. */
  rules: { rule: RuleId; use: Use }[];
};

/** The run's decision: the worst of what its flags ask for. */
export function decide(flags: readonly { readonly rule: RuleId }[], uses: Uses = {}): Decision {
  const rules = [...new Set(flags.map((f) => f.rule))].map((rule) => ({ rule, use: useOf(rule, uses) }));
  const rejected = rules.some(({ use }) => use === 'reject');
  return { decision: rejected ? 'reject' : rules.length > 0 ? 'warn' : 'accept', rules };
}
