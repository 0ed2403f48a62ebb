import { leafKind, parts, type Condition, type LeafKind } from '#content/condition.ts';
import type { Citation, Confidence } from '#content/fact.ts';
import type { Facts } from './facts.ts';
import { courseTest, creditsTest } from './leaves/coursework.ts';
import { degreeTest, programTest } from './leaves/education.ts';
import { experienceTest } from './leaves/experience.ts';
import { credentialTest, licenseTest, stateLicenseTest, type LicenseIndex, type StateIndex } from './leaves/holdings.ts';
import type { At, LeafTest } from './leaves/leaf.ts';
import { ageTest, militaryTest, proceduresTest, residencyTest, servingTest, trainingTest } from './leaves/person.ts';
import { MET, UNKNOWN, UNMET, type V } from './verdict.ts';

/** What a leaf needs of the rest of the rulebook. */
export type Context = {
  licenses: LicenseIndex;
  states: StateIndex;
  /** Verdict of another rule for the same person; unknown when it cannot be reached. */
  eligible: (id: string, facts: Facts, at: At) => V;
};

/** A condition made ready. Nodes are numbered in the order they are read, the root first. */
export type Rule = {
  index: number;
  kind: 'all' | 'any' | 'at_least' | LeafKind;
  condition: Condition;
  /** For `at_least`. */
  count: number;
  parts: Rule[];
  test: LeafTest;
  cite: Citation[];
  as_of: string | null;
  confidence: Confidence;
  /** Number of nodes from here down. */
  size: number;
};

export type Standing = { cite: Citation[]; as_of: string | null; confidence: Confidence };

const unknown: LeafTest = () => UNKNOWN;
const met: LeafTest = () => MET;

/** Turns a condition into a rule. A leaf without sources of its own stands on its parent's. */
export function compile(condition: Condition, context: Context, standing: Standing, counter = { next: 0 }): Rule {
  const here: Standing = {
    cite: condition.cite ?? standing.cite,
    as_of: condition.as_of ?? standing.as_of,
    confidence: condition.confidence ?? standing.confidence,
  };
  const index = counter.next++;
  const leaf = leafKind(condition);
  const kind = leaf ?? ('all' in condition ? 'all' : 'any' in condition ? 'any' : 'at_least');
  const under = parts(condition).map((part) => compile(part, context, here, counter));
  return {
    index,
    kind,
    condition,
    count: 'at_least' in condition ? condition.at_least.count : 0,
    parts: under,
    // What nobody could confirm never decides, whatever the record says.
    test: leaf === null || leaf === 'formality' ? met : here.confidence === 'unverified' ? unknown : leafTest(condition, context),
    ...here,
    size: counter.next - index,
  };
}

function leafTest(leaf: Condition, context: Context): LeafTest {
  if ('degree' in leaf) return degreeTest(leaf.degree);
  if ('program' in leaf) return programTest(leaf.program);
  if ('credits' in leaf) return creditsTest(leaf.credits);
  if ('course' in leaf) return courseTest(leaf.course);
  if ('experience' in leaf) return experienceTest(leaf.experience);
  if ('credential' in leaf) return credentialTest(leaf.credential);
  if ('license' in leaf) return licenseTest(leaf.license, context.licenses);
  if ('stateLicense' in leaf) return stateLicenseTest(leaf.stateLicense, context.licenses, context.states);
  if ('military' in leaf) return militaryTest(leaf.military);
  if ('training' in leaf) return trainingTest(leaf.training);
  if ('procedures' in leaf) return proceduresTest(leaf.procedures);
  if ('age' in leaf) return ageTest(leaf.age);
  if ('residency' in leaf) return residencyTest(leaf.residency);
  if ('serving' in leaf) return servingTest(leaf.serving);
  if ('eligible' in leaf) {
    const id = leaf.eligible.for;
    return (facts, at) => context.eligible(id, facts, at);
  }
  return unknown;
}

/** The verdict alone: stops as soon as it is settled. */
export function judge(rule: Rule, facts: Facts, at: At): V {
  if (rule.kind === 'all') {
    let v: V = MET;
    for (const part of rule.parts) {
      const p = judge(part, facts, at);
      if (p === UNMET) return UNMET;
      if (p < v) v = p;
    }
    return v;
  }
  if (rule.kind === 'any') {
    let v: V = UNMET;
    for (const part of rule.parts) {
      const p = judge(part, facts, at);
      if (p === MET) return MET;
      if (p > v) v = p;
    }
    return v;
  }
  if (rule.kind === 'at_least') return tally(rule, rule.parts.map((part) => judge(part, facts, at)));
  return rule.test(facts, at);
}

export function tally(rule: Rule, verdicts: readonly V[]): V {
  let [sure, possible] = [0, 0];
  for (const v of verdicts) {
    if (v === MET) sure++;
    if (v !== UNMET) possible++;
  }
  return sure >= rule.count ? MET : possible >= rule.count ? UNKNOWN : UNMET;
}

/** Verdict with its trace: the verdict of every node, by its number, into `out` (at least `rule.size` long). */
export function trace(rule: Rule, facts: Facts, at: At, out: Uint8Array): V {
  let v: V;
  if (rule.kind === 'all') {
    v = MET;
    for (const part of rule.parts) {
      const p = trace(part, facts, at, out);
      if (p < v) v = p;
    }
  } else if (rule.kind === 'any') {
    v = UNMET;
    for (const part of rule.parts) {
      const p = trace(part, facts, at, out);
      if (p > v) v = p;
    }
  } else if (rule.kind === 'at_least') v = tally(rule, rule.parts.map((part) => trace(part, facts, at, out)));
  else v = rule.test(facts, at);
  out[rule.index] = v;
  return v;
}
