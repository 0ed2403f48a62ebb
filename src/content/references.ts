import { areasOf, type Continuing } from './continuing.ts';
import { leafKind, parts, type Condition } from './condition.ts';
import type { Library } from './library.server.ts';
import type { Problem } from './load.server.ts';
import type { Pathway } from './pathway.ts';

/** Ids that rules may name although they have no file of their own: credentials of the past and of other systems. */
export const FOREIGN_CREDENTIALS: ReadonlyMap<string, string> = new Map([
  ['ascp-cla', 'CLA(ASCP), closed to new applicants'],
  ['ascp-cg', 'Technologist in Cytogenetics, CG(ASCP)'],
  ['ascp-sct', 'Specialist in Cytology, SCT(ASCP)'],
  ['ascpi-mls', 'MLS(ASCPi), international'],
  ['ascpi-mlt', 'MLT(ASCPi), international'],
  ['ascpi-ct', 'CT(ASCPi), international'],
  ['amt-other-mlt', 'another generalist technician certification'],
  ['other-approved', 'another certification the board accepts'],
]);

/** Every claim must cite a source on file, and every id a rule names must exist. */
export function referenceProblems(library: Library): Problem[] {
  const problems: Problem[] = [];
  const known = new Set([...knownCredentials(library), ...library.licenses.keys(), ...library.roles.keys()]);
  const say = (file: string, path: string, message: string) => problems.push({ file, line: 0, path, message });
  const holders = [
    ...[...library.credentials.values()].map((c) => ['credentials', c] as const),
    ...[...library.licenses.values()].map((l) => ['licenses', l] as const),
    ...[...library.roles.values()].map((r) => ['federal', r] as const),
  ];
  for (const [shelf, holder] of holders) {
    const file = `${shelf}/${holder.id}`;
    for (const pathway of holder.pathways as Pathway[]) walk(file, pathway.requirement, pathway.id);
  }
  for (const move of library.moves.values()) {
    if (move.begin) walk(`moves/${move.id}`, move.begin, 'begin');
    for (const after of chain(library, move.after))
      if (after === move.id) say(`moves/${move.id}`, 'after', 'comes after itself');
      else if (!library.moves.has(after)) say(`moves/${move.id}`, 'after', `names ${after}, which is not on file`);
  }
  for (const rule of library.continuing.values())
    for (const [path, message] of continuingProblems(library, rule)) say(`continuing/${rule.id}`, path, message);
  function walk(file: string, condition: Condition, path: string): void {
    for (const part of parts(condition)) walk(file, part, path);
    for (const id of namedIds(condition))
      if (!known.has(id) && !FOREIGN_CREDENTIALS.has(id)) say(file, path, `names ${id}, which is not on file`);
  }
  const cites = (file: string, value: unknown, path: string): void => {
    if (Array.isArray(value)) value.forEach((v, i) => cites(file, v, `${path}.${i}`));
    else if (value && typeof value === 'object')
      for (const [key, inner] of Object.entries(value)) {
        if (key === 'cite' && Array.isArray(inner)) {
          for (const c of inner as { source: string }[])
            if (!library.sources.has(c.source)) say(file, `${path}.${key}`, `cites ${c.source}, which is not in sources`);
        } else cites(file, inner, path ? `${path}.${key}` : key);
      }
  };
  for (const shelf of ['credentials', 'licenses', 'roles', 'jurisdictions', 'bodies', 'topics', 'moves', 'continuing'] as const)
    for (const entry of library[shelf].values()) cites(`${shelf}/${entry.id}`, entry, '');
  cites('moves/assumptions', library.assumptions, '');
  return problems;
}

/** Ids of credentials, members of groups included. */
export function knownCredentials(library: Library): string[] {
  return [...library.credentials.values()].flatMap((c) => [c.id, ...c.members.map((m) => m.id)]);
}

/** What the schema of one file cannot see: names on file, each holder under one rule, needs that fit together. */
function continuingProblems(library: Library, rule: Continuing): [path: string, message: string][] {
  const problems: [string, string][] = [];
  const known = new Set([...knownCredentials(library), ...library.licenses.keys()]);
  if (!library.bodies.has(rule.of) && !library.jurisdictions.has(rule.of))
    problems.push(['of', `names ${rule.of}, which is not on file`]);
  for (const id of rule.holders) {
    if (!known.has(id)) problems.push(['holders', `names ${id}, which is not on file`]);
    const other = [...library.continuing.values()].find((c) => c !== rule && c.holders.includes(id));
    if (other) problems.push(['holders', `names ${id}, which stands under ${other.id} too`]);
  }
  const own = (path: string, ids: readonly string[]) => {
    for (const id of ids)
      if (!rule.holders.includes(id)) problems.push([path, `names ${id}, which is not among its holders`]);
  };
  own('totals', Object.keys(rule.totals));
  rule.areas.forEach((need, i) => own(`areas.${i}.holders`, need.holders ?? []));
  const capped = rule.caps.flatMap((cap) => cap.kinds);
  if (new Set(capped).size < capped.length) problems.push(['caps', 'names a kind of activity twice']);
  for (const id of rule.holders) {
    const terms = library.licenses.get(id)?.renewal ?? library.credentials.get(id)?.renewal;
    const total = rule.totals[id] ?? (rule.unit === 'point' ? terms?.points : terms?.ceHours);
    if (rule.lapsed && total?.value === 0) problems.push(['lapsed', `asks for hours once ${id} has lapsed, and for none before`]);
  }
  const needs = rule.areas.map((need) => (need.each ? 'each category' : need.areas.join(', ')));
  needs.forEach((need, i) => {
    if (needs.indexOf(need) < i) problems.push([`areas.${i}`, `asks twice for ${need}; write one need`]);
  });
  const accepted = rule.accepts.subjects?.value;
  const refused = areasOf(rule.accepts.refuses.flatMap((r) => r.areas ?? []));
  rule.areas.forEach((need, i) => {
    const open = areasOf(need.areas).filter((area) => !refused.includes(area) && (!accepted || areasOf(accepted).includes(area)));
    if (open.length === 0)
      problems.push([`areas.${i}`, 'asks for hours that the rule does not accept']);
  });
  return problems;
}

/** The moves that come before one, nearest first; a ring is walked once. */
function chain(library: Library, first: string | undefined): string[] {
  const before: string[] = [];
  for (let id = first; id !== undefined && !before.includes(id); id = library.moves.get(id)?.after) before.push(id);
  return before;
}

function namedIds(condition: Condition): string[] {
  const kind = leafKind(condition);
  const leaf = condition as never as { [k: string]: { anyOf?: (string | { id: string })[]; for?: string; whileHolding?: string[] } };
  if (kind === 'credential' || kind === 'license') return (leaf[kind]!.anyOf ?? []).map((x) => (typeof x === 'string' ? x : x.id));
  if (kind === 'eligible') return [leaf['eligible']!.for!];
  if (kind === 'experience') return leaf['experience']!.whileHolding ?? [];
  return [];
}
