import { z } from 'zod';
import { RecordDate } from '../schema.ts';
import type { Described } from './described.ts';

/** What a field takes, read off the schema. `open` dates may also have no end; `max` null = as large as you like. */
export type Control =
  | { kind: 'one'; words: readonly string[] }
  | { kind: 'several'; words: readonly string[] | null }
  | { kind: 'number'; min: number; max: number | null; whole: boolean }
  | { kind: 'date'; open: boolean }
  | { kind: 'yes or no' }
  | { kind: 'text' };

/** One attribute of an entry, as a form asks for it. */
export type Field = Described<never> & { name: string; required: boolean; control: Control };

/** Larger limits than this are none that a person would be told. */
const LARGE = 1e12;

function controlOf(schema: z.ZodType, open = false): Control {
  if (schema === RecordDate) return { kind: 'date', open };
  if (schema instanceof z.ZodNullable) return controlOf(schema.unwrap() as z.ZodType, true);
  if (schema instanceof z.ZodEnum) return { kind: 'one', words: schema.options.map(String) };
  if (schema instanceof z.ZodArray) {
    const { element } = schema;
    return { kind: 'several', words: element instanceof z.ZodEnum ? element.options.map(String) : null };
  }
  if (schema instanceof z.ZodNumber) {
    const { minValue, maxValue, isInt } = schema;
    const max = maxValue !== null && maxValue < LARGE ? maxValue : null;
    return { kind: 'number', min: minValue ?? 0, max, whole: isInt };
  }
  if (schema instanceof z.ZodBoolean) return { kind: 'yes or no' };
  if (schema instanceof z.ZodString) return { kind: 'text' };
  throw new Error(`No form asks for ${schema.type}.`);
}

/** The fields of an entry's schema, each as it is described. */
export function fieldsOf(schema: z.ZodObject, described: { [name: string]: Described<never> }): Field[] {
  return Object.entries(schema.shape).map(([name, attribute]) => {
    const optional = attribute instanceof z.ZodOptional;
    const control = controlOf((optional ? attribute.unwrap() : attribute) as z.ZodType);
    return { ...described[name]!, name, required: !optional, control };
  });
}
