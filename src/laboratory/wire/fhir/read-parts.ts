import type { z } from 'zod';
import type { Concept, IdentifierValue, ReferenceValue } from './basics.ts';
import { UCUM } from './codes.ts';
import type { Annotation, Quantity, Ratio } from './datatypes.ts';
import { decimalText } from './decimal.ts';
import { LOINC } from './loinc.ts';
import type { Coded, Interval, Named, Note, ResultValue } from './plain.ts';
import { ABSENT } from './systems.ts';

/** Parts of checked resources as plain data. */
type QuantityValue = z.infer<typeof Quantity>;
export type Valued = {
  valueQuantity?: QuantityValue | undefined;
  valueCodeableConcept?: Concept | undefined;
  valueString?: string | undefined;
  valueInteger?: number | undefined;
  valueBoolean?: boolean | undefined;
  valueRatio?: z.infer<typeof Ratio> | undefined;
  dataAbsentReason?: Concept | undefined;
};

export const numbersOf = (identifiers: readonly IdentifierValue[] | undefined): Named[] =>
  (identifiers ?? []).flatMap(({ system, value }) =>
    value === undefined ? [] : [{ system: system ?? null, value }],
  );
export const numberOf = (identifier: IdentifierValue | undefined): Named | null =>
  numbersOf(identifier ? [identifier] : [])[0] ?? null;

/** `Type/id`, or the name that stands in its place. */
export const referred = (reference: ReferenceValue | undefined): string | null =>
  reference?.reference ?? null;
export const allReferred = (references: readonly ReferenceValue[] | undefined): string[] =>
  (references ?? []).flatMap((r) => referred(r) ?? []);

/** The code of a concept: its LOINC code where it has one, else its first; its text where it has none. */
export function codedOf(concept: Concept | undefined): Coded | null {
  const codings = (concept?.coding ?? []).filter((c) => c.code !== undefined);
  const found = codings.find((c) => c.system === LOINC) ?? codings[0];
  if (found?.code !== undefined)
    return {
      system: found.system ?? null,
      code: found.code,
      display: found.display ?? concept?.text ?? null,
    };
  return null;
}
export const wordsOf = (concept: Concept | undefined): string | null =>
  concept?.text ?? concept?.coding?.[0]?.display ?? concept?.coding?.[0]?.code ?? null;

export const notesOf = (notes: readonly z.infer<typeof Annotation>[] | undefined): Note[] =>
  (notes ?? []).map((n) => ({
    text: n.text,
    by: n.authorString ?? n.authorReference?.display ?? n.authorReference?.reference ?? null,
    at: n.time ?? null,
  }));

/** The value of a result; null when there is none; `unread` when it is of a kind that a result here does not have. */
export function valueIn(v: Valued): ResultValue | null | 'unread' {
  const { valueQuantity: q, valueRatio: ratio } = v;
  if (q) {
    if (q.value === undefined || q.code === undefined || q.system !== UCUM) return 'unread';
    return {
      kind: 'amount',
      value: decimalText(q.value),
      comparator: q.comparator ?? null,
      unit: q.code,
      shown: q.unit ?? null,
    };
  }
  if (v.valueInteger !== undefined)
    return { kind: 'amount', value: String(v.valueInteger), comparator: null, unit: '1', shown: null };
  if (v.valueString !== undefined) return { kind: 'text', text: v.valueString };
  if (v.valueCodeableConcept) {
    const code = codedOf(v.valueCodeableConcept);
    const text = wordsOf(v.valueCodeableConcept);
    return code ? { kind: 'code', code } : text === null ? 'unread' : { kind: 'text', text };
  }
  if (ratio) {
    const [numerator, denominator] = [ratio.numerator?.value, ratio.denominator?.value];
    if (numerator === undefined || denominator === undefined) return 'unread';
    return { kind: 'ratio', numerator: decimalText(numerator), denominator: decimalText(denominator) };
  }
  if (v.dataAbsentReason)
    return {
      kind: 'absent',
      reason: v.dataAbsentReason.coding?.find((c) => c.system === ABSENT)?.code ?? 'unknown',
    };
  return Object.keys(v).some((name) => /^value[A-Z]/.test(name)) ? 'unread' : null;
}

export function intervalOf(range: {
  low?: QuantityValue | undefined;
  high?: QuantityValue | undefined;
  text?: string | undefined;
}): Interval {
  const bound = (q: QuantityValue | undefined): string | null =>
    q?.value === undefined ? null : decimalText(q.value);
  return {
    low: bound(range.low),
    high: bound(range.high),
    unit: range.low?.code ?? range.high?.code ?? '1',
    text: range.text ?? null,
  };
}
