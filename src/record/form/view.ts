import { offered } from './fill.ts';
import type { Field } from './field.ts';
import type { Entry, Kind } from './kinds.ts';
import type { Listed, Lists } from './lists.ts';

/** A field as a page draws it. */
export type FieldView = {
  name: string;
  label: string;
  hint?: string | undefined;
  unit?: string | undefined;
  required: boolean;
  input: 'one' | 'several' | 'number' | 'date' | 'yes or no' | 'text';
  /** What there is to choose; `open` = words of one's own will do too. */
  options?: readonly Listed[] | undefined;
  open: boolean;
  never?: string | undefined;
  min?: number | undefined;
  max?: number | undefined;
  whole?: boolean | undefined;
};

/** The fields of a form. `entry` = what stands there now: it can always be chosen again. */
export const viewsOf = (kind: Kind, lists: Lists, entry: Entry = {}): FieldView[] =>
  kind.fields.map((field) => viewOf(field, lists, entry[field.name]));

function viewOf(field: Field, lists: Lists, value: unknown): FieldView {
  const { name, label, hint, unit, required, control, never } = field;
  const options = offered(field, lists, value === undefined ? [] : [value].flat().map(String));
  const input = options && control.kind === 'text' ? 'one' : control.kind;
  const range =
    control.kind === 'number'
      ? { min: control.min, max: control.max ?? undefined, whole: control.whole }
      : {};
  return {
    name,
    label,
    hint,
    unit,
    required,
    input,
    options: options ?? undefined,
    open: field.open ?? false,
    never,
    ...range,
  };
}
