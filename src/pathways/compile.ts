import { leafKind, parts, type Condition, type LeafKind } from '#content/index.ts';
import type { Citation, Confidence } from '#content/index.ts';
import type { Facts } from './facts.ts';
import { courseTest, creditsTest } from './leaves/coursework.ts';
import { degreeTest, programTest } from './leaves/education.ts';
import { experienceTest, type Works } from './leaves/experience.ts';
import {
  credentialTest,
  licenseTest,
  stateLicenseTest,
  type LicenseIndex,
  type StateIndex,
} from './leaves/holdings.ts';
import type { At, LeafTest } from './leaves/leaf.ts';
import {
  ageTest,
  militaryTest,
  proceduresTest,
  residencyTest,
  servingTest,
  trainingTest,
} from './leaves/person.ts';
import type { Note } from './note.ts';
import { MET, UNKNOWN, UNMET, type V } from './verdict.ts';

/** What a leaf needs of the rest of the rulebook. */
export type Context = {
  licenses: LicenseIndex;
  states: StateIndex;
  /** Verdict of another rule for the same person; unknown when it cannot be reached. A note takes how sure it is. */
  eligible: (id: string, facts: Facts, at: At, note?: Note | null) => V;
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
  judge: Judge;
  cite: Citation[];
  as_of: string | null;
  confidence: Confidence;
  /** Number of nodes from here down. */
  size: number;
};

export type Standing = { cite: Citation[]; as_of: string | null; confidence: Confidence };

const unknown: LeafTest = () => UNKNOWN;
const met: LeafTest = () => MET;

/** What the nodes of one rule have in common while it is read. Leaves that ask the same share one test. */
type Reading = { nodes: number; tests: Map<string, LeafTest>; works: Works };

/** Turns a condition into a rule. A leaf without sources of its own stands on its parent's. */
export function compile(
  condition: Condition,
  context: Context,
  standing: Standing,
  reading: Reading = { nodes: 0, tests: new Map(), works: new Map() },
): Rule {
  const here: Standing = {
    cite: condition.cite ?? standing.cite,
    as_of: condition.as_of ?? standing.as_of,
    confidence: condition.confidence ?? standing.confidence,
  };
  const index = reading.nodes++;
  const leaf = leafKind(condition);
  const kind = leaf ?? ('all' in condition ? 'all' : 'any' in condition ? 'any' : 'at_least');
  const under = parts(condition).map((part) => compile(part, context, here, reading));
  const count = 'at_least' in condition ? condition.at_least.count : 0;
  // What nobody could confirm never decides, whatever the record says.
  const test =
    leaf === null || leaf === 'formality'
      ? met
      : here.confidence === 'unverified'
        ? unknown
        : testFor(leaf, condition, context, reading);
  return {
    index,
    kind,
    condition,
    count,
    parts: under,
    test,
    judge: judgeOf(
      kind,
      count,
      under.map((part) => part.judge),
      test,
    ),
    ...here,
    size: reading.nodes - index,
  };
}

function testFor(leaf: LeafKind, condition: Condition, context: Context, reading: Reading): LeafTest {
  const asked = JSON.stringify([leaf, condition[leaf as keyof Condition]]);
  const test = reading.tests.get(asked) ?? leafTest(condition, context, reading.works);
  reading.tests.set(asked, test);
  return test;
}

function leafTest(leaf: Condition, context: Context, works: Works): LeafTest {
  if ('degree' in leaf) return degreeTest(leaf.degree);
  if ('program' in leaf) return programTest(leaf.program);
  if ('credits' in leaf) return creditsTest(leaf.credits);
  if ('course' in leaf) return courseTest(leaf.course);
  if ('experience' in leaf) return experienceTest(leaf.experience, works);
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
    return (facts, at, log) => context.eligible(id, facts, at, log?.note);
  }
  return unknown;
}

/** A rule as one function: the verdict alone, settled as soon as it can be. */
type Judge = (facts: Facts, at: At) => V;

function judgeOf(kind: Rule['kind'], count: number, under: readonly Judge[], test: LeafTest): Judge {
  if (kind === 'all') return allOf(under);
  if (kind === 'any') return anyOf(under);
  if (kind !== 'at_least') return test;
  return (facts, at) => {
    let [sure, possible] = [0, 0];
    for (const each of under) {
      const v = each(facts, at);
      if (v === MET) sure++;
      if (v !== UNMET) possible++;
    }
    return atLeast(count, sure, possible);
  };
}

function allOf(under: readonly Judge[]): Judge {
  return (facts, at) => {
    let v: V = MET;
    for (let i = 0; i < under.length; i++) {
      const part = under[i]!(facts, at);
      if (part === UNMET) return UNMET;
      if (part < v) v = part;
    }
    return v;
  };
}

function anyOf(under: readonly Judge[]): Judge {
  return (facts, at) => {
    let v: V = UNMET;
    for (let i = 0; i < under.length; i++) {
      const part = under[i]!(facts, at);
      if (part === MET) return MET;
      if (part > v) v = part;
    }
    return v;
  };
}

const atLeast = (count: number, sure: number, possible: number): V =>
  sure >= count ? MET : possible >= count ? UNKNOWN : UNMET;

export const judge = (rule: Rule, facts: Facts, at: At): V => rule.judge(facts, at);

export function tally(count: number, verdicts: readonly V[]): V {
  return atLeast(count, verdicts.filter((v) => v === MET).length, verdicts.filter((v) => v !== UNMET).length);
}
