import type { ActivityKind, Continuing, SubjectArea } from '#content/index.ts';
import { listed } from '#kernel/names.ts';
import { fromPieces } from './amount.ts';

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
