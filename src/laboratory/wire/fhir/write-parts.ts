import { UCUM } from './codes.ts';
import { decimal, type Decimal } from './decimal.ts';
import type { Amount, Coded, Interval, Named, Note, ResultValue } from './plain.ts';
import { ABSENT } from './systems.ts';

/** Parts of resources, from plain data. What is not told leaves no trace: FHIR knows neither null nor empty lists. */
type Json = { [name: string]: unknown };

/** The elements that are told. */
export function told(elements: Json): Json {
  const kept = Object.entries(elements).filter(
    ([, v]) => v !== null && v !== undefined && !(Array.isArray(v) && v.length === 0),
  );
  return Object.fromEntries(kept);
}

export const named = ({ system, value }: Named): Json => told({ system, value });
export const refer = (reference: string): Json => ({ reference });
export const concept = ({ system, code, display }: Coded): Json => ({
  coding: [told({ system, code, display })],
});
export const note = ({ text, by, at }: Note): Json => told({ authorString: by, time: at, text });
export const maybe = <T, R>(value: T | null, write: (value: T) => R): R | null =>
  value === null ? null : write(value);

/** @throws when the text is no number: the laboratory's own values are */
function mustDecimal(text: string): Decimal {
  const value = decimal(text);
  if (value === null) throw new Error(`${JSON.stringify(text)} is no decimal`);
  return value;
}
const quantity = ({ value, comparator, unit, shown }: Amount): Json =>
  told({ value: mustDecimal(value), comparator, unit: shown, system: UCUM, code: unit });
const simple = (value: string, unit: string): Json =>
  quantity({ value, comparator: null, unit, shown: null });
const count = (value: string): Json => ({ value: mustDecimal(value) });

export const interval = ({ low, high, unit, text }: Interval): Json =>
  told({ low: maybe(low, (v) => simple(v, unit)), high: maybe(high, (v) => simple(v, unit)), text });

/** `valueQuantity`, `valueString`, … or `dataAbsentReason`. */
export function valueOf(value: ResultValue): Json {
  if (value.kind === 'amount') return { valueQuantity: quantity(value) };
  if (value.kind === 'code') return { valueCodeableConcept: concept(value.code) };
  if (value.kind === 'text') return { valueString: value.text };
  if (value.kind === 'ratio')
    return { valueRatio: { numerator: count(value.numerator), denominator: count(value.denominator) } };
  return { dataAbsentReason: concept({ system: ABSENT, code: value.reason, display: null }) };
}
