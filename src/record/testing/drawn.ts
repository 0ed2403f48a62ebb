import fc from 'fast-check';
import { z } from 'zod';
import { isoOf } from '#kernel/dates.ts';
import { isText } from '#kernel/text.ts';
import { RecordDate } from '../schema.ts';

/** What is drawn for the open ends of a schema. */
export type Draws = { text: fc.Arbitrary<string>; list: { maxLength: number } };

const day = fc.integer({ min: -25_000, max: 47_000 }).map(isoOf);
const date = fc.oneof(day, day.map((d) => d.slice(0, 7))); // prettier-ignore

/** Any text that a record may hold, and some that forms and files find hard. */
export const anyText = fc.oneof(
  fc.string({ minLength: 1, unit: 'grapheme' }).filter(isText),
  fc.constantFrom(' a ', 'a, b', 'a\nb', 'yes', '0', '__proto__', '1999', '<b>', '"', 'a\u2028b', '\ttab'),
);
/** Text as people type it into one line. */
export const typed = fc
  .array(fc.constantFrom('alpha', 'Beta', '7', 'é', '(x)', "O'Hara", '<b>'), { minLength: 1, maxLength: 4 })
  .map((words) => words.join(' '));

/** Values of a schema: every one that it lets pass may come. */
export function drawnFrom(schema: z.ZodType, draws: Draws): fc.Arbitrary<unknown> {
  if (schema === RecordDate) return date;
  if (schema instanceof z.ZodNullable) return fc.option(drawnFrom(schema.unwrap() as z.ZodType, draws));
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodArray)
    return fc.uniqueArray(drawnFrom(schema.element as z.ZodType, draws), draws.list);
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.values);
  if (schema instanceof z.ZodUnion)
    return fc.oneof(...schema.options.map((s) => drawnFrom(s as z.ZodType, draws)));
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodNumber) {
    const [min, max] = [schema.minValue ?? 0, Math.min(schema.maxValue ?? 1e9, 1e9)];
    const whole = fc.integer({ min, max });
    return schema.isInt ? whole : fc.oneof(whole, fc.double({ min, max, noNaN: true }).map((n) => n || 0)); // prettier-ignore
  }
  if (schema instanceof z.ZodString)
    return fc.oneof(fc.constantFrom('MN', 'CA'), draws.text).filter((t) => schema.safeParse(t).success);
  if (schema instanceof z.ZodObject) {
    const entries = Object.entries(schema.shape as { [name: string]: z.ZodType });
    const optional = (s: z.ZodType) => s instanceof z.ZodOptional;
    const shape = entries.map(([name, s]) => [
      name,
      drawnFrom(s instanceof z.ZodOptional ? (s.unwrap() as z.ZodType) : s, draws),
    ]);
    const requiredKeys = entries.filter(([, s]) => !optional(s)).map(([name]) => name);
    return fc
      .record(Object.fromEntries(shape) as { [name: string]: fc.Arbitrary<unknown> }, {
        requiredKeys,
        noNullPrototype: true,
      }) // prettier-ignore
      .filter((entry) => schema.safeParse(entry).success);
  }
  throw new Error(`Nothing is drawn for ${schema.type}.`);
}
