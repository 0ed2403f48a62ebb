import { listed } from '#kernel/names.ts';
import { longDate } from '#kernel/when.ts';
import type { Record } from '../schema.ts';
import { labelOf } from '../words.ts';
import { isList, kindOf, type Entry, type Kind, type Part } from './kinds.ts';
import type { Field } from './field.ts';
import { nameIn, type Lists } from './lists.ts';

/** An entry in plain words: what it is, phrases about it, and the names of what is not told. */
export type Said = { title: string; phrases: string[]; open: string[] };

/** One attribute in words, as it stands beside its label. */
export type SaidField = { label: string; value: string | null };

/** A value as it stands beside its label. */
function valueIn(field: Field, value: unknown, lists: Lists): string {
  const named = (word: string) =>
    field.list ? nameIn(lists[field.list], word) : labelOf(field.options ?? [], word);
  if (value === null) return field.never ?? 'never';
  if (Array.isArray(value)) return value.length > 0 ? listed(value.map((v) => named(String(v)))) : 'none';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') {
    // A year has no commas.
    const n = value.toLocaleString('en-US', { useGrouping: field.unit !== undefined || value > 9999 });
    return field.unit ? `${n} ${field.unit}` : n;
  }
  const text = String(value);
  if (field.control.kind === 'date') return longDate(text);
  return field.control.kind === 'one' || field.list ? named(text) : text;
}

export function said(kind: Kind, entry: Entry, lists: Lists): Said {
  const { fields } = kind;
  return {
    title: kind.title(entry, lists),
    phrases: fields.flatMap(({ name, say }) =>
      say && entry[name] !== undefined ? [say(entry[name] as never, lists)] : [],
    ),
    open: fields.flatMap(({ name, label, called, extra }) =>
      extra || entry[name] !== undefined ? [] : [called ?? label],
    ),
  };
}

/** The same in one line. */
export function line(kind: Kind, entry: Entry, lists: Lists): string {
  const { title, phrases } = said(kind, entry, lists);
  return [title, ...phrases].join(' · ');
}

export const saidFields = (kind: Kind, entry: Entry, lists: Lists): SaidField[] =>
  kind.fields.map((field) => {
    const value = entry[field.name];
    return { label: field.label, value: value === undefined ? null : valueIn(field, value, lists) };
  });

/** What a record tells in one part: nothing, none, entries, or attributes told together. */
export type Told =
  | { state: 'not told' }
  | { state: 'none' }
  | { state: 'entries'; entries: Said[] }
  | { state: 'fields'; fields: SaidField[] };

export function toldIn(part: Part, record: Record, lists: Lists): Told {
  if (!isList(part)) {
    const fields = saidFields(part.kinds[0], part.id === 'person' ? record : (record.limits ?? {}), lists);
    return fields.some((f) => f.value !== null) ? { state: 'fields', fields } : { state: 'not told' };
  }
  const entries: readonly Entry[] | undefined = record[part.id];
  if (!entries) return { state: 'not told' };
  if (entries.length === 0) return { state: 'none' };
  return { state: 'entries', entries: entries.map((entry) => said(kindOf(part, entry), entry, lists)) };
}
