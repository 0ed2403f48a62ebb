import { ownOption } from '../words.ts';
import type { Field } from './field.ts';
import type { Entry } from './kinds.ts';
import type { Listed, Lists } from './lists.ts';

/** What stands in the controls of a form, by their names; a control that is not there is empty. */
export type Sent = { [control: string]: readonly string[] };

/** The controls beside a field's own, by what they are for. */
export const DAY = '.day';
export const NEVER = '.never';
export const NONE = '.none';
export const OTHER = '.other';
export const YES = 'yes';
export const NO = 'no';

/** The names of a field's controls. */
export function controlsOf({ name, control, open }: Field): string[] {
  const other = open ? [name + OTHER] : [];
  if (control.kind === 'date') return [name, name + DAY, ...(control.open ? [name + NEVER] : [])];
  if (control.kind === 'several') return [name, name + NONE, ...other];
  return [name, ...other];
}

/** What a value puts into the controls of its field. */
export function fillField({ name, control }: Field, value: unknown): Sent {
  if (value === undefined) return {};
  if (value === null) return { [name + NEVER]: [YES] };
  if (control.kind === 'yes or no') return { [name]: [value ? YES : NO] };
  if (Array.isArray(value))
    return value.length > 0 ? { [name]: value.map(String) } : { [name + NONE]: [YES] };
  const text = String(value);
  if (control.kind !== 'date' || text.length <= 7) return { [name]: [text] };
  return { [name]: [text.slice(0, 7)], [name + DAY]: [String(Number(text.slice(8)))] };
}

/** What an entry puts into a form. */
export const fill = (fields: readonly Field[], entry: Entry): Sent =>
  Object.assign({}, ...fields.map((field) => fillField(field, entry[field.name]))) as Sent;

/** What a field offers to choose from, with words that are on no list but stand there already; null = no choice. */
export function offered(field: Field, lists: Lists, there: readonly string[] = []): readonly Listed[] | null {
  const { control, list, options } = field;
  const words = control.kind === 'one' || control.kind === 'several' ? control.words : null;
  if (!list && !words) return null;
  const known: readonly Listed[] = list ? lists[list] : (options ?? words!.map(ownOption));
  return [...known, ...[...new Set(there)].filter((v) => !known.some((o) => o.value === v)).map(ownOption)];
}
