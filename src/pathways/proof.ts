import type { Citation, Confidence } from '#content/index.ts';
import type { Rule } from './compile.ts';
import { describe, type NameOf } from './describe.ts';
import type { Facts } from './facts.ts';
import type { At } from './leaves/leaf.ts';
import { emptyNote, type UsedFact } from './note.ts';
import { trace, traceFor, type Trace } from './trace.ts';
import { MET, UNKNOWN, UNMET, nameOf, type V, type Verdict } from './verdict.ts';

/** One node of the proof: what was asked, what the record shows, where the rule stands, and the verdict. */
export type Proof = {
  kind: Rule['kind'] | 'standing';
  verdict: Verdict;
  /** How many parts must be met; only for `at_least`. */
  count?: number;
  /** What is needed, in words. */
  need: string;
  /** What the record shows, where that can be said in a few words. */
  found?: string;
  facts: UsedFact[];
  cite: Citation[];
  confidence: Confidence;
  as_of: string | null;
  note?: string;
  /** Places in the record, or `ask:` bodies, whose answer could change an unknown verdict. */
  ask: string[];
  parts: Proof[];
};

/** The whole proof of a rule for one person on one day: its trace read out. */
export function prove(rule: Rule, facts: Facts, at: At, name: NameOf): Proof {
  const out = traceFor(rule);
  trace(rule, facts, at, out);
  return readOut(rule, facts, at, out, name);
}

function readOut(rule: Rule, facts: Facts, at: At, out: Trace, name: NameOf): Proof {
  const parts = rule.parts.map((part) => readOut(part, facts, at, out, name));
  const v = out.verdicts[rule.index] as V;
  const note = emptyNote();
  if (parts.length === 0) rule.test(facts, at, { used: 0, note });
  if (parts.length === 0 && v === UNKNOWN && note.ask.length === 0) note.ask.push(...whomToAsk(rule));
  return {
    kind: rule.kind,
    verdict: nameOf(v),
    ...(rule.kind === 'at_least' ? { count: rule.count } : {}),
    need: describe(rule.condition, name),
    ...(note.found ? { found: note.found } : {}),
    facts: note.facts,
    cite: rule.cite,
    confidence: note.sure ? weaker(rule.confidence, note.sure) : rule.confidence,
    as_of: rule.as_of,
    ...(rule.condition.note ? { note: rule.condition.note } : {}),
    ask: [...new Set(note.ask)],
    parts,
  };
}

export const valueOf = (proof: Proof): V =>
  proof.verdict === 'met' ? MET : proof.verdict === 'unmet' ? UNMET : UNKNOWN;

function whomToAsk(rule: Rule): string[] {
  if ('unread' in rule.condition) return [`ask:${rule.condition.unread.ask}`];
  if ('eligible' in rule.condition) return [`rule:${rule.condition.eligible.for}`];
  return rule.confidence === 'unverified' ? ['ask:the body that owns the rule'] : [];
}

/** The leaves that carry the verdict: of a met proof the met ones, of an unmet one the unmet ones, and so on. */
export function deciding(proof: Proof): Proof[] {
  if (proof.parts.length === 0) return proof.kind === 'formality' ? [] : [proof];
  const same = proof.parts.filter((part) => part.verdict === proof.verdict);
  if (proof.kind === 'any' && proof.verdict === 'met') return same[0] ? deciding(same[0]) : [];
  return same.flatMap(deciding);
}

const ORDER: Confidence[] = ['unverified', 'likely', 'verified'];

export const weaker = (a: Confidence, b: Confidence): Confidence =>
  ORDER.indexOf(a) < ORDER.indexOf(b) ? a : b;
export const surer = (a: Confidence, b: Confidence): Confidence => (weaker(a, b) === a ? b : a);

/**
 * How sure the verdict is. A chain is as sure as its weakest link, a choice as its surest way: `all` is met by every
 * part and unmet by any one, `any` the other way round. An unverified leaf is never met or unmet, so it can leave a
 * verdict unknown and never decides one.
 */
export function confidenceOf(proof: Proof): Confidence {
  return ORDER[sureness(proof)]!;
}

function sureness(proof: Proof): number {
  const parts = proof.parts.filter((part) => part.verdict === proof.verdict).map(sureness);
  if (proof.parts.length === 0)
    return proof.kind === 'formality' ? ORDER.length - 1 : ORDER.indexOf(proof.confidence);
  return parts.sort((a, b) => b - a)[enough(proof, parts.length) - 1]!;
}

/** How many parts of the verdict's own kind make it what it is. */
function enough({ kind, verdict, count, parts }: Proof, same: number): number {
  if (verdict === 'unknown') return same;
  if (kind === 'at_least') return verdict === 'met' ? count! : parts.length - count! + 1;
  return (kind === 'any') === (verdict === 'met') ? 1 : same;
}
