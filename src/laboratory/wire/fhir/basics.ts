import { z } from 'zod';
import { element, many, type Rule } from './element.ts';
import { code, dateTime, oneOf, text, uri, yesNo } from './primitives.ts';
import { isReference, target } from './reference.ts';
import { spanOf } from './times.ts';

/** The data types on which all others stand. */
export const Coding = element({ system: uri, version: text, code, display: text, userSelected: yesNo });
export const CodeableConcept = element({ coding: many(Coding), text });
export type CodingValue = z.infer<typeof Coding>;
export type Concept = z.infer<typeof CodeableConcept>;

/** The first moment of the one lies after the last of the other. */
export const isAfter = (a: string, b: string): boolean =>
  (spanOf(a)?.from ?? 0) >= (spanOf(b)?.until ?? Infinity);

export const Period = element({ start: dateTime, end: dateTime }, {}, (v, report) => {
  if (v.start !== undefined && v.end !== undefined && isAfter(v.start, v.end))
    report('ends before it begins', ['end'], 'per-1');
});
export const Identifier = element({
  use: oneOf('usual', 'official', 'temp', 'secondary', 'old'),
  type: CodeableConcept,
  system: uri,
  value: text,
  period: Period,
  assigner: z.lazy((): z.ZodType<ReferenceValue> => ref('Organization')),
});
export type IdentifierValue = z.infer<typeof Identifier>;

/** A reference as it is read: most have `reference`, `Type/id`. */
export type ReferenceValue = {
  reference?: string | undefined;
  type?: string | undefined;
  display?: string | undefined;
  identifier?: IdentifierValue | undefined;
};

/** A reference to one of the types, or to any when none is named. */
export function ref(...types: string[]): z.ZodType<ReferenceValue> {
  const rule: Rule<ReferenceValue> = (value, report) => {
    const { reference, identifier, display, type } = value;
    if (reference === undefined && identifier === undefined && display === undefined && Object.keys(value).length > 0 && !('extension' in value))
      report('refers to nothing: it needs a reference, an identifier or a display', [], undefined, 'required');
    if (reference !== undefined && !isReference(reference))
      report('is no reference: Type/id, an address, a urn, or # and the id of a contained resource', ['reference'], undefined, 'value');
    const named = reference === undefined ? undefined : target(reference)?.type;
    const meant = named ?? type;
    if (meant && types.length > 0 && !types.includes(meant))
      report(`refers to a ${meant}; here may stand ${types.join(', ')}`, [named ? 'reference' : 'type'], undefined, 'structure');
    if (named && type !== undefined && type !== named)
      report(`says ${type} and refers to a ${named}`, ['type']);
  }; // prettier-ignore
  const identifier = z.lazy(() => Identifier as z.ZodType<IdentifierValue>);
  return element({ reference: text, type: uri, identifier, display: text }, {}, rule as never) as never;
}
export const Reference = ref();
