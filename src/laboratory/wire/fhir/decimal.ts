/**
 * Decimals as they were written. In FHIR 4.10 and 4.1 differ: the digits say how exactly something was measured. A number
 * whose JavaScript form would read otherwise is carried as the JSON engine's raw text, which is written back unchanged.
 * Where the engine has no raw text, the plain number is used.
 */
type Raw = { readonly rawJSON: string };
const engine = JSON as JSON & { rawJSON?: (text: string) => Raw; isRawJSON?: (value: unknown) => boolean };

/** A decimal of FHIR: a number, or a number with its own spelling. */
export type Decimal = number | Raw;

/** As JSON spells a number. The length is bounded: no laboratory measures to more places. */
const NUMBER = /^-?(?:0|[1-9]\d{0,30})(?:\.\d{1,30})?(?:[eE][+-]?\d{1,3})?$/;

export const isRaw = (value: unknown): value is Raw => engine.isRawJSON?.(value) ?? false;

/** A decimal from its text (`4.10`); null when that is no number JSON can hold. */
export function decimal(text: string): Decimal | null {
  const number = Number(text);
  if (!NUMBER.test(text) || !Number.isFinite(number)) return null;
  return String(number) === text || !engine.rawJSON ? number : engine.rawJSON(text);
}

/** The text of a decimal, as it was written. */
export const decimalText = (value: Decimal): string =>
  typeof value === 'number' ? plainly(value) : value.rawJSON;

export const decimalNumber = (value: Decimal): number => Number(decimalText(value));

/** JavaScript writes 1e21 and 1e-7 with an exponent; so does JSON. */
const plainly = (value: number): string => (Object.is(value, -0) ? '0' : String(value));
