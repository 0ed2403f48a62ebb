import type { Record } from '../schema.ts';
import type { Entry, ListPart, SinglePart } from './kinds.ts';

/** The entries of a list; undefined = not told. */
export const entriesIn = (record: Record, { id }: ListPart): readonly Entry[] | undefined => record[id];

/** The record with a list in place of the one that was told; undefined = not told. */
export function withEntries(record: Record, { id }: ListPart, entries: readonly Entry[] | undefined): Record {
  const { [id]: _, ...rest } = record;
  return entries ? ({ ...rest, [id]: entries } as Record) : rest;
}

/** What is told in a part that is no list. */
export function toldTogether(record: Record, { id, kinds: [{ fields }] }: SinglePart): Entry {
  const from: Entry = id === 'person' ? record : (record.limits ?? {});
  return Object.fromEntries(
    fields.flatMap(({ name }) => (from[name] === undefined ? [] : [[name, from[name]]])),
  );
}

/** The record with that in its place; where nothing is told any more, the part goes. */
export function withTogether(record: Record, { id, kinds: [{ fields }] }: SinglePart, entry: Entry): Record {
  if (id === 'limits') {
    const { limits, ...rest } = record;
    return Object.keys(entry).length > 0 || (limits && Object.keys(limits).length === 0)
      ? { ...rest, limits: entry }
      : rest;
  }
  const own = new Set(fields.map((f) => f.name));
  const rest = Object.entries(record).filter(([name]) => !own.has(name));
  return Object.fromEntries([...rest, ...Object.entries(entry)]) as Record;
}
