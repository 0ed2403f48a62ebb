import type { Confidence } from '#content/index.ts';
import type { Rule } from '../compile.ts';
import { prepare } from '../facts.ts';
import { surer, weaker } from '../proof.ts';
import { judgeWay } from '../rulebook.ts';
import { MET } from '../verdict.ts';
import { recordOn, type Placed, type Timetable } from './timetable.ts';

/** The pathway a step goes by. `id` = `<goal>/<pathway>`. */
export type Gone = { id: string; rule: Rule; confidence: Confidence; cite: string[] };

/** Which pathway an exam or application goes by: the surest of those met on its first day. */
export function pathwayOf(t: Timetable, { option: { qualify }, from }: Placed): Gone | null {
  if (!qualify) return null;
  const facts = prepare(recordOn(t, from));
  const met = qualify.ways.filter((w) => judgeWay(w, facts, { on: from, state: t.s.state }) === MET);
  if (met.length === 0) return null;
  const sureness = met.map((w) => w.pathway.confidence).reduce(surer);
  const { id, rule } = met.find((w) => w.pathway.confidence === sureness)!;
  return {
    id: `${qualify.id}/${id}`,
    rule,
    confidence: leaves(rule).map((leaf) => leaf.confidence).reduce(weaker, sureness),
    cite: rule.cite.map((c) => c.source),
  }; // prettier-ignore
}

/** The leaves that no choice goes round. */
function leaves(rule: Rule): Rule[] {
  if (rule.parts.length === 0) return rule.kind === 'formality' ? [] : [rule];
  return rule.kind === 'all' ? rule.parts.flatMap(leaves) : [];
}

/** Does a rule hold this leaf? */
export const holdsLeaf = (rule: Rule, leaf: Rule): boolean =>
  rule.parts.length === 0
    ? JSON.stringify(rule.condition) === JSON.stringify(leaf.condition)
    : rule.parts.some((r) => holdsLeaf(r, leaf));
