import { leafKind, parts, type Condition, type LeafKind } from '#content/index.ts';
import type { Citation, Confidence } from '#content/index.ts';
import type { Facts } from './facts.ts';
import { courseTest, creditsTest } from './leaves/coursework.ts';
import { degreeTest, programTest } from './leaves/education.ts';
import { experienceTest } from './leaves/experience.ts';
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
import type { Log, Note } from './note.ts';
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
  trace: Tracing;
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
export function compile(
  condition: Condition,
  context: Context,
  standing: Standing,
  counter = { next: 0 },
): Rule {
  const here: Standing = {
    cite: condition.cite ?? standing.cite,
    as_of: condition.as_of ?? standing.as_of,
    confidence: condition.confidence ?? standing.confidence,
  };
  const index = counter.next++;
  const leaf = leafKind(condition);
  const kind = leaf ?? ('all' in condition ? 'all' : 'any' in condition ? 'any' : 'at_least');
  const under = parts(condition).map((part) => compile(part, context, here, counter));
  const count = 'at_least' in condition ? condition.at_least.count : 0;
  // What nobody could confirm never decides, whatever the record says.
  const test =
    leaf === null || leaf === 'formality'
      ? met
      : here.confidence === 'unverified'
        ? unknown
        : leafTest(condition, context);
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
    trace: traceOf(
      index,
      kind,
      count,
      under.map((part) => part.trace),
      test,
    ),
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

/**
 * The proof in compact form, by the number of the node: its verdict, and for a leaf one bit for each entry of its
 * list that it used (src/pathways/note.ts). With the rule and the facts it is all that the readable proof says.
 */
export type Trace = { verdicts: Uint8Array; used: Uint32Array; log: Log };

export const traceFor = (rule: Rule): Trace => ({
  verdicts: new Uint8Array(rule.size),
  used: new Uint32Array(rule.size),
  log: { used: 0, note: null },
});

type Tracing = (facts: Facts, at: At, out: Trace) => V;

/** A rule as one function that writes its trace. Every node is judged, settled before it or not. */
function traceOf(
  index: number,
  kind: Rule['kind'],
  count: number,
  under: readonly Tracing[],
  test: LeafTest,
): Tracing {
  if (kind === 'all' || kind === 'any') {
    const all = kind === 'all';
    return (facts, at, out) => {
      let v: V = all ? MET : UNMET;
      for (let i = 0; i < under.length; i++) {
        const part = under[i]!(facts, at, out);
        if (all ? part < v : part > v) v = part;
      }
      out.verdicts[index] = v;
      return v;
    };
  }
  if (kind === 'at_least')
    return (facts, at, out) => {
      let [sure, possible] = [0, 0];
      for (const each of under) {
        const part = each(facts, at, out);
        if (part === MET) sure++;
        if (part !== UNMET) possible++;
      }
      return (out.verdicts[index] = atLeast(count, sure, possible));
    };
  return (facts, at, out) => {
    const { log } = out;
    log.used = 0;
    const v = test(facts, at, log);
    out.used[index] = log.used;
    out.verdicts[index] = v;
    return v;
  };
}

/** Verdict with its trace, written into `out`. */
export const trace = (rule: Rule, facts: Facts, at: At, out: Trace): V => rule.trace(facts, at, out);
