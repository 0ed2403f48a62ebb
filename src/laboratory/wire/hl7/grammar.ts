/** A part of a structure: one segment, or a group of parts. */
type Part =
  | { id: string; optional: boolean; repeats: boolean }
  | { parts: readonly Part[]; first: ReadonlySet<string>; optional: boolean; repeats: boolean };

export type Grammar = { parts: readonly Part[]; ids: ReadonlySet<string> };

/** What does not fit: segments that stand where none may (by position), and segments that are missing before a position. */
export type Misfit = { strays: { at: number; known: boolean }[]; missing: { id: string; before: number }[] };

/** Reads `MSH [{SFT}] {PID [PV1]}`. The notation is ours alone: a fault in it throws. */
export function readGrammar(text: string): Grammar {
  const tokens = text.match(/[[\]{}]|\w+/g) ?? [];
  let at = 0;
  const list = (close: string | undefined): Part[] => {
    const parts: Part[] = [];
    for (;;) {
      const token = tokens[at++];
      if (token === close) return parts;
      if (token === '[') parts.push(group(list(']'), true, false));
      else if (token === '{') parts.push(group(list('}'), false, true));
      else if (token === undefined || /\W/.test(token))
        throw new Error(`the structure ${text} is not closed where it should be`);
      else parts.push({ id: token, optional: false, repeats: false });
    }
  };
  const parts = list(undefined);
  return { parts, ids: new Set(tokens.filter((t) => /\w/.test(t))) };
}

/** [X] and {X} round one part are that part, optional or repeating. */
function group(parts: Part[], optional: boolean, repeats: boolean): Part {
  const [only] = parts;
  if (parts.length === 1 && only)
    return { ...only, optional: only.optional || optional, repeats: only.repeats || repeats };
  return { parts, first: firstOf(parts), optional, repeats };
}

/** Segments that a group can begin with. */
function firstOf(parts: readonly Part[]): Set<string> {
  const first = new Set<string>();
  for (const part of parts) {
    if ('id' in part) first.add(part.id);
    else for (const id of part.first) first.add(id);
    if (!part.optional) break;
  }
  return first;
}

const MOST = 20;

/**
 * Compares segment names with a structure. Z segments may stand anywhere. What fits nowhere is named and passed over, so that
 * one stray segment is one problem; after 20 of them no more are looked for.
 */
export function compare(grammar: Grammar, names: readonly string[]): Misfit {
  const left = names.map((id, at) => ({ id, at })).filter(({ id }) => !id.startsWith('Z'));
  const strays: Misfit['strays'] = [];
  for (;;) {
    const { used, missing } = walk(grammar.parts, left);
    const stray = left[used];
    if (!stray || strays.length === MOST) return { strays, missing };
    strays.push({ at: stray.at, known: grammar.ids.has(stray.id) });
    left.splice(used, 1);
  }
}

function walk(parts: readonly Part[], names: readonly { id: string; at: number }[]) {
  let used = 0;
  const missing: Misfit['missing'] = [];
  const begins = (part: Part): boolean => {
    const id = names[used]?.id ?? '';
    return 'id' in part ? part.id === id : part.first.has(id);
  };
  const one = (part: Part): void => {
    if ('parts' in part) for (const inner of part.parts) some(inner);
    else if (names[used]?.id === part.id) used++;
    else missing.push({ id: part.id, before: names[used]?.at ?? Number.MAX_SAFE_INTEGER });
  };
  const some = (part: Part): void => {
    if (!begins(part)) {
      if (!part.optional) one(part);
      return;
    }
    for (;;) {
      const before = used;
      one(part);
      if (!part.repeats || used === before || !begins(part)) return;
    }
  };
  for (const part of parts) some(part);
  return { used, missing };
}
