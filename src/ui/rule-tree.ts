import { leafKind, parts, type Citation, type Condition, type Confidence } from '#content/index.ts';
import { describe, type NameOf } from '#pathways/index.ts';

/** A piece of a sentence; with `href` it names another rule. */
export type Piece = { text: string; href?: string };

/** A condition in words, ready to be drawn as a nested list. */
export type RuleTree = {
  kind: 'all' | 'any' | 'at-least' | 'leaf' | 'formality' | 'unread';
  pieces: Piece[];
  /** Whom to ask, for a part that could not be read. */
  ask: string | null;
  cite: Citation[];
  confidence: Confidence | null;
  asOf: string | null;
  note: string | null;
  parts: RuleTree[];
};

/** The pages of other rules, by id; null where there is none. */
export type HrefOf = (id: string) => string | null;

export function ruleTree(condition: Condition, name: NameOf, href: HrefOf): RuleTree {
  const kind = leafKind(condition);
  const text = describe(condition, name);
  return {
    kind:
      kind === 'unread' || kind === 'formality'
        ? kind
        : kind
          ? 'leaf'
          : 'all' in condition
            ? 'all'
            : 'any' in condition
              ? 'any'
              : 'at-least',
    pieces: linked(text[0]!.toUpperCase() + text.slice(1), named(condition), name, href),
    ask: 'unread' in condition ? condition.unread.ask : null,
    cite: condition.cite ?? [],
    confidence: condition.confidence ?? null,
    asOf: condition.as_of ?? null,
    note: condition.note ?? null,
    parts: parts(condition).map((part) => ruleTree(part, name, href)),
  };
}

/** Ids of the rules that a leaf names. */
function named(condition: Condition): string[] {
  const ids = (list: readonly (string | { id: string })[] = []) =>
    list.map((x) => (typeof x === 'string' ? x : x.id));
  if ('credential' in condition) return ids(condition.credential.anyOf);
  if ('license' in condition) return ids(condition.license.anyOf);
  if ('eligible' in condition) return [condition.eligible.for];
  if ('experience' in condition) return ids(condition.experience.whileHolding);
  return [];
}

/** The text with each rule's name turned into a link, in the order in which the names stand. */
function linked(text: string, ids: readonly string[], name: NameOf, href: HrefOf): Piece[] {
  const pieces: Piece[] = [];
  let rest = text;
  for (const id of ids) {
    const [label, to] = [name(id), href(id)];
    const at = rest.indexOf(label);
    if (!to || at < 0) continue;
    if (at > 0) pieces.push({ text: rest.slice(0, at) });
    pieces.push({ text: label, href: to });
    rest = rest.slice(at + label.length);
  }
  if (rest) pieces.push({ text: rest });
  return pieces;
}
