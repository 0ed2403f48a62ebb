import { z } from 'zod';
import { isRaw, type Decimal } from './decimal.ts';
import { spanOf } from './times.ts';

/** The primitive types of FHIR R4 (hl7.org/fhir/R4/datatypes.html#primitive). Each may have a twin `_name` with extensions. */
const KNOWN = new WeakSet<z.ZodType>();
const primitive = <T extends z.ZodType>(type: T): T => {
  KNOWN.add(type);
  return type;
};
export const isPrimitive = (type: z.ZodType): boolean => KNOWN.has(type);

// oxlint-disable-next-line no-control-regex -- what FHIR forbids in a string
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;
const words = (pattern: RegExp, wrong: string) => primitive(z.string().regex(pattern, wrong));
const when = (pattern: RegExp, wrong: string) =>
  primitive(z.string().refine((t) => pattern.test(t) && spanOf(t) !== null, wrong));

export const text = primitive(
  z
    .string()
    .max(1_000_000)
    .refine((t) => /\S/.test(t) && !CONTROL.test(t), 'is empty, or holds control characters'),
);
export const id = words(/^[A-Za-z0-9\-.]{1,64}$/, 'is no id: letters, digits, - and . (at most 64)');
export const code = words(/^\S+( \S+)*$/, 'is no code: no blanks before, after or doubled');
export const uri = words(/^\S+$/, 'is no address: no blanks');
export const base64 = words(/^(?:[A-Za-z0-9+/\s]{4})*[A-Za-z0-9+/=\s]*$/, 'is not base64');

export const date = when(/^\d{4}(-\d\d(-\d\d)?)?$/, 'is no date: YYYY, YYYY-MM or YYYY-MM-DD');
export const dateTime = when(
  /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?)?)?$/,
  'is no date or time: a date, or YYYY-MM-DDThh:mm:ss with a zone',
);
export const instant = when(
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  'is no instant: YYYY-MM-DDThh:mm:ss with a zone',
);
export const time = words(/^([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?$/, 'is no time of day: hh:mm:ss');

export const yesNo = primitive(z.boolean());
const MOST = 2_147_483_647;
export const integer = primitive(z.int().min(-MOST - 1).max(MOST)); // prettier-ignore
export const unsignedInt = primitive(z.int().min(0).max(MOST));
export const positiveInt = primitive(z.int().min(1).max(MOST));
export const number = primitive(
  z.custom<Decimal>((v) => isRaw(v) || (typeof v === 'number' && Number.isFinite(v)), 'is no number'),
);

/** A code of a required list. */
export const oneOf = <const T extends readonly [string, ...string[]]>(...codes: T) =>
  primitive(z.enum(codes));
