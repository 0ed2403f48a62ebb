import type { Difference } from '../parts.ts';
import { sameValue } from '../parts.ts';
import { isList, kindOf, PARTS, type Entry, type Kind, type ListPart, type Part } from './kinds.ts';
import { line, saidFields } from './said.ts';
import type { Lists } from './lists.ts';

/** One thing that a change did to a part of the record, in plain words. */
export type Change = { part: Part; did: 'added' | 'removed' | 'changed' | 'told'; words: string };

const RECORD = 'record.';

/**
 * What a change did to the record, part by part. What stands in it may come from an older version: what does not fit
 * today's schema is told as that, never shown as something else.
 */
export function changesIn({ before, after }: Difference, lists: Lists): Change[] {
  return PARTS.flatMap((part) => {
    if (part.id === 'person') return fieldChanges(part, recordOf(before), recordOf(after), lists);
    const [was, is] = [before[RECORD + part.id], after[RECORD + part.id]];
    if (sameValue(was, is)) return [];
    return isList(part) ? listChanges(part, was, is, lists) : fieldChanges(part, was, is, lists);
  });
}

const recordOf = (parts: Difference['before']): Entry =>
  Object.fromEntries(
    Object.entries(parts).flatMap(([name, value]) =>
      name.startsWith(RECORD) ? [[name.slice(RECORD.length), value]] : [],
    ),
  );

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An entry that fits, with nothing else in it; null = it cannot be read. */
function readable(kind: Kind, value: unknown): Entry | null {
  if (!isEntry(value)) return null;
  const own = kind.fields.filter((f) => value[f.name] !== undefined).map((f) => [f.name, value[f.name]]);
  const read = kind.schema.safeParse(Object.fromEntries(own));
  return read.success ? read.data : null;
}

function fieldChanges(part: Part, was: unknown, is: unknown, lists: Lists): Change[] {
  const [kind] = part.kinds;
  const [old, now] = [readable(kind, was ?? {}), readable(kind, is ?? {})];
  if (!old || !now) return [{ part, did: 'changed', words: UNREADABLE }];
  const words = differing(kind, old, now, lists);
  return words.length > 0 ? [{ part, did: 'changed', words: words.join('; ') }] : [];
}

/** `Expires: July 2030, before: July 2027` for each attribute that differs. */
function differing(kind: Kind, old: Entry, now: Entry, lists: Lists): string[] {
  const [was, is] = [saidFields(kind, old, lists), saidFields(kind, now, lists)];
  return kind.fields.flatMap(({ name, label }, i) => {
    if (sameValue(old[name], now[name])) return [];
    const [from, to] = [was[i]!.value, is[i]!.value];
    const before = from === null ? '' : `, before: ${from}`;
    return [`${label}${label.endsWith('?') ? '' : ':'} ${to ?? 'not told any more'}${before}`];
  });
}

const UNREADABLE = 'something that this version cannot read';

function listChanges(part: ListPart, was: unknown, is: unknown, lists: Lists): Change[] {
  const [old, now] = [was ?? [], is ?? []];
  if (!Array.isArray(old) || !Array.isArray(now)) return [{ part, did: 'changed', words: UNREADABLE }];
  const gone = without(old, now);
  const come = without(now, old);
  const say = (did: Change['did'], words: string): Change => ({ part, did, words });
  const inWords = (value: unknown) => {
    const kind = kindOf(part, isEntry(value) ? value : {});
    const entry = readable(kind, value);
    return entry ? line(kind, entry, lists) : UNREADABLE;
  };
  const changed = pairs(part, gone, come);
  const changes = [
    ...changed.map(([from, to]) => {
      const kind = kindOf(part, to);
      return say('changed', `${kind.title(to, lists)}. ${differing(kind, from, to, lists).join('; ')}`);
    }),
    ...without(
      gone,
      changed.map(([from]) => from),
    ).map((e) => say('removed', inWords(e))),
    ...without(
      come,
      changed.map(([, to]) => to),
    ).map((e) => say('added', inWords(e))),
  ];
  if (is === undefined) changes.push(say('told', 'not told any more'));
  else if (now.length === 0) changes.push(say('told', old.length > 0 ? 'none is left' : 'none'));
  else if (changes.length === 0) changes.push(say('changed', 'the order'));
  return changes;
}

/** The first list without one of its entries for each of the second. */
function without(list: readonly unknown[], taken: readonly unknown[]): unknown[] {
  const left = [...taken];
  return list.filter((entry) => {
    const at = left.findIndex((other) => sameValue(entry, other));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** What was and what it became: of one kind, and of one name. */
function pairs(part: ListPart, gone: readonly unknown[], come: readonly unknown[]): [Entry, Entry][] {
  const left = [...come];
  return gone.flatMap((from): [Entry, Entry][] => {
    if (!isEntry(from)) return [];
    const kind = kindOf(part, from);
    const name = kind.fields[0]!.name;
    const at = left.findIndex(
      (to) => isEntry(to) && sameValue(to[name], from[name]) && kindOf(part, to) === kind,
    );
    const [old, now] = [readable(kind, from), readable(kind, left[at])];
    if (at < 0 || !old || !now) return [];
    left.splice(at, 1);
    return [[old, now]];
  });
}
