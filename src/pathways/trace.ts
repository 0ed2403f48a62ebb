import { tally, type Rule } from './compile.ts';
import type { Facts } from './facts.ts';
import type { At, LeafTest } from './leaves/leaf.ts';
import type { Log } from './note.ts';
import { MET, UNMET, type V } from './verdict.ts';

/**
 * The proof in compact form, by the number of the node: its verdict, and for a leaf one bit for each entry of its
 * list that it used (note.ts). With the rule and the facts it is all that the proof in words says, and what that one
 * is read out of (proof.ts). Written anew for each record.
 */
export type Trace = {
  verdicts: Uint8Array;
  used: Uint32Array;
  leaves: readonly Leaf[];
  /** Each after its parts. */
  groups: readonly Group[];
  log: Log;
};

/** `like`: an earlier leaf that asks the same; -1 where there is none. */
type Leaf = { index: number; test: LeafTest; like: number };
type Group = { index: number; kind: Rule['kind']; count: number; parts: readonly number[] };

export function traceFor(rule: Rule): Trace {
  const nodes = rule.index + rule.size;
  const leaves: Leaf[] = [];
  const groups: Group[] = [];
  const walk = ({ index, kind, count, parts, test }: Rule): void => {
    parts.forEach(walk);
    if (parts.length > 0) groups.push({ index, kind, count, parts: parts.map((part) => part.index) });
    else leaves.push({ index, test, like: leaves.find((leaf) => leaf.test === test)?.index ?? -1 });
  };
  walk(rule);
  return {
    verdicts: new Uint8Array(nodes),
    used: new Uint32Array(nodes),
    leaves,
    groups,
    log: { used: 0, note: null },
  };
}

/** Verdict with its trace, written into `out`. Every node is judged, settled before it or not. */
export function trace(rule: Rule, facts: Facts, at: At, out: Trace): V {
  const { verdicts, used, leaves, groups, log } = out;
  for (let i = 0; i < leaves.length; i++) {
    const { index, test, like } = leaves[i]!;
    if (like >= 0) {
      verdicts[index] = verdicts[like]!;
      used[index] = used[like]!;
      continue;
    }
    log.used = 0;
    verdicts[index] = test(facts, at, log);
    used[index] = log.used;
  }
  for (let i = 0; i < groups.length; i++) {
    const group = groups[i]!;
    verdicts[group.index] = verdictOf(group, verdicts);
  }
  return verdicts[rule.index] as V;
}

function verdictOf({ kind, count, parts }: Group, verdicts: Uint8Array): V {
  if (kind === 'at_least') {
    const under = parts.map((part) => verdicts[part] as V);
    return tally(count, under);
  }
  let [least, most]: [number, number] = [MET, UNMET];
  for (let i = 0; i < parts.length; i++) {
    const v = verdicts[parts[i]!]!;
    if (v < least) least = v;
    if (v > most) most = v;
  }
  return (kind === 'all' ? least : most) as V;
}
