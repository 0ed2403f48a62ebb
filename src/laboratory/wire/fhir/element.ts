import { z } from 'zod';
import { isPrimitive, text } from './primitives.ts';
import type { IssueType } from './problem.ts';

/** An element that has to be there. What is not marked so may be left out, as most of FHIR may. */
export type Must<T extends z.ZodType> = { must: T };
export const must = <T extends z.ZodType>(type: T): Must<T> => ({ must: type });

/** A list; FHIR knows no empty ones. */
export const many = <T extends z.ZodType>(type: T) => z.array(type).min(1, 'is an empty list');

/** An extension as it is read: its address, and a value or further extensions. */
export type ExtensionValue = {
  url: string;
  extension?: ExtensionValue[] | undefined;
  [value: string]: unknown;
};
let shapes: { extension: z.ZodType; twin: z.ZodType } | null = null;
/** Extensions hold every type, and every type may hold extensions: datatypes.ts closes the circle. */
export const closeCircle = (closing: NonNullable<typeof shapes>): void => {
  shapes = closing;
};
const Extension = z.lazy(() => shapes!.extension) as z.ZodType<ExtensionValue>;
/** The twin of a primitive: an id and extensions, no value. */
const twin = z.lazy(() => shapes!.twin);
const twins = z.array(z.union([twin, z.null()]));

/** What every element may hold. */
const extras = { id: text, extension: many(Extension) };
export const extensions = extras.extension;
type Extras = Made<typeof extras>;

type Shape = { readonly [name: string]: z.ZodType | Must<z.ZodType> };
type Made<S extends Shape> = {
  [K in keyof S]: S[K] extends Must<infer T> ? T : S[K] extends z.ZodType ? z.ZodOptional<S[K]> : never;
};
/** Whatever is wrong beyond the form of single elements. */
export type Report = (problem: string, at?: readonly PropertyKey[], rule?: string, code?: IssueType) => void;
export type Rule<T> = (value: T, report: Report) => void;
type Choices = {
  /** Elements of which at most one type may be given: `value` stands for valueQuantity, valueString, … */
  one?: readonly string[];
  /** Those of them that must be given. */
  needs?: readonly string[];
  /** A Bundle alone may hold no extensions. */
  bare?: true;
};

/** `valueQuantity`, `valueString`, … for one element that has several types. */
export function choice<const N extends string, T extends { [type: string]: z.ZodType }>(name: N, types: T) {
  const named = Object.entries(types).map(([type, schema]) => [`${name}${type}`, schema]);
  return Object.fromEntries(named) as { [K in keyof T & string as `${N}${K}`]: T[K] };
}

/**
 * A strict object with the elements of `shape`: what is not named is refused. A primitive may come with, or be replaced by, its
 * twin `_name` that holds extensions; one that has to be there needs its value.
 */
export function element<const S extends Shape>(
  shape: S,
  choices: Choices = {},
  ...rules: Rule<z.infer<z.ZodObject<Omit<Extras, keyof S> & Made<S>>>>[]
) {
  const made: { [name: string]: z.ZodType } = {};
  for (const [name, given] of Object.entries({ ...(choices.bare ? {} : extras), ...shape })) {
    const type = 'must' in given ? given.must : given;
    made[name] = 'must' in given ? type : type.optional();
    const single = type instanceof z.ZodArray ? (type.element as z.ZodType) : type;
    if (isPrimitive(single)) made[`_${name}`] = (type instanceof z.ZodArray ? twins : twin).optional();
  }
  const names = Object.keys(shape);
  return z.strictObject(made as Omit<Extras, keyof S> & Made<S>).superRefine((value, context) => {
    const report: Report = (message, path = [], rule, kind = 'invariant') =>
      context.addIssue({ code: 'custom', message, path: [...path], params: { rule, kind } });
    const given = Object.keys(value);
    if (given.length === 0) report('is empty', [], 'ele-1');
    for (const name of choices.one ?? []) {
      const types = names.filter((n) => n.startsWith(name) && /^[A-Z]/.test(n.slice(name.length)));
      const there = types.filter((n) => given.includes(n) || given.includes(`_${n}`));
      if (there.length > 1) report(`has ${there.join(' and ')}; only one of them may stand`, [there[1]!], undefined, 'structure'); // prettier-ignore
      if (there.length === 0 && choices.needs?.includes(name)) report(`has no ${name}[x]`, [], undefined, 'required'); // prettier-ignore
    }
    for (const rule of rules) rule(value as never, report);
  });
}
