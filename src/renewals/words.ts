import type { ActivityKind, Continuing, SubjectArea } from '#content/index.ts';
import { listed } from '#kernel/names.ts';
import { fromPieces } from './amount.ts';
import type { Standing } from './standing.ts';

const AREA_WORDS: { [area in SubjectArea]?: string } = {
  cpr: 'CPR',
  'hiv-aids': 'HIV/AIDS',
  'medical-errors': 'preventing medical errors',
  law: 'legal aspects',
  'florida-law': 'Florida laws and rules',
  'laboratory-practice': 'laboratory practice in general',
  'safety-refresher': 'a safety refresher',
  'point-of-care': 'point of care',
  other: 'another subject',
};
export const areaName = (area: SubjectArea): string => AREA_WORDS[area] ?? area.replaceAll('-', ' ');

/** `chemistry or hematology`; long lists end in "and others like them". */
export const areaNames = (areas: readonly SubjectArea[]): string => listed(areas.map(areaName), 'or');

export const kindName = (kind: ActivityKind): string =>
  kind === 'in-service' ? 'in-service at work' : kind.replaceAll('-', ' ');

/** `1 point`, `2.5 contact hours`. */
export function amountText(unit: Continuing['unit'], count: number): string {
  const amount = fromPieces(count);
  return `${amount} ${amount === 1 ? UNIT[unit].one : UNIT[unit].many}`;
}

const UNIT = {
  point: { one: 'point', many: 'points' },
  'contact-hour': { one: 'contact hour', many: 'contact hours' },
};

/** What is still missing: `7 contact hours: 1 in hematology and 6 in anything that counts`; null = nothing that is known. */
export function missingText({ unit, missing, proof, left }: Standing): string | null {
  if (!missing.total) return null;
  // What may be owed, less what surely counts: the most that is missing, where either is open.
  const open = proof.parts.some((part) => part.verdict === 'unknown') || left.some(({ sure }) => !sure);
  const parts = missing.needs.map(({ amount, name }) => `${fromPieces(amount)} in ${name}`);
  if (parts.length > 0 && missing.any) parts.push(`${fromPieces(missing.any)} in anything that counts`);
  const all = `${open ? 'up to ' : ''}${amountText(unit, missing.total)}`;
  return parts.length > 0 ? `${all}: ${listed(parts)}` : all;
}
