import { DELETE, error, warning, type Problem, type Segment } from './message.ts';
import { fieldOf, isEmpty, known, textAt } from './read.ts';
import { FLAGS, RESULT_STATUSES, isOneOf } from './tables.ts';
import { isTimestamp } from './timestamp.ts';

/** A unit that is not UCUM, and what would be right. Null = it is UCUM. */
export type UnitCheck = (unit: string) => string | null;

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;
const COMMA = /^[+-]?\d+,\d+$/;
const shown = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** Statuses of a result that has no value: deleted, cancelled, still to come. */
const WITHOUT_VALUE = new Set(['X', 'D', 'I', 'S', 'W', 'R', 'O', 'N']);

/** What is wrong with one OBX (facts: obx5_traps). */
export function obxProblems(segment: Segment, path: string, unit: UnitCheck | null): Problem[] {
  const problems: Problem[] = [];
  const type = textAt(segment, 2);
  const value = fieldOf(segment, 5);
  const flags = fieldOf(segment, 8)
    .map((r) => r[0]?.[0] ?? '')
    .filter((f) => f !== '' && f !== DELETE);
  const status = textAt(segment, 11);
  if (!isOneOf(RESULT_STATUSES, status) && status !== '')
    problems.push(error(`${path}-11`, `${shown(status)} is no result status; known are ${RESULT_STATUSES.join(' ')}`)); // prettier-ignore
  for (const flag of flags)
    if (!isOneOf(FLAGS, flag))
      problems.push(error(`${path}-8`, `${shown(flag)} is no flag of table HL70078`));
  problems.push(...codeProblems(segment, path));
  if (isEmpty(value)) {
    if (flags.length > 0)
      problems.push(error(`${path}-5`, `there is a flag (${flags.join(', ')}) but no value; write what was found, such as "Not detected"`)); // prettier-ignore
    else if (!WITHOUT_VALUE.has(status))
      problems.push(error(`${path}-5`, `there is no value, though the status is ${shown(status)}`));
    return problems;
  }
  if (type === '')
    problems.push(error(`${path}-2`, 'there is a value but no value type; OBX-2 says what OBX-5 holds'));
  if (value.length > 1)
    problems.push(error(`${path}-5`, 'the value repeats; each value stands in an OBX of its own, with its OBX-4')); // prettier-ignore
  problems.push(...(VALUE[type]?.(segment, path) ?? []));
  if (type !== '' && !Object.hasOwn(VALUE, type))
    problems.push(error(`${path}-2`, `the value type ${shown(type)} is not read here; known are ${Object.keys(VALUE).join(' ')}`)); // prettier-ignore
  if (type === 'NM' || type === 'SN') problems.push(...unitProblems(segment, path, unit));
  return problems;
}

type Check = (segment: Segment, path: string) => Problem[];
const none: Check = () => [];
const coded: Check = (segment, path) =>
  known(segment, 5, 1) === null && known(segment, 5, 2) === null
    ? [error(`${path}-5`, 'a coded value needs a code or its words')]
    : [];
const timed: Check = (segment, path) =>
  isTimestamp(textAt(segment, 5)) ? [] : [error(`${path}-5`, `${shown(textAt(segment, 5))} is no time`)];

/** OBX-5 by OBX-2. */
const VALUE: { [type: string]: Check } = {
  NM: (segment, path) => {
    const text = textAt(segment, 5);
    return NUMBER.test(text) && fieldOf(segment, 5)[0]!.length === 1
      ? []
      : [error(`${path}-5`, numberFault(fieldOf(segment, 5)[0]!.map((c) => c.join('&')).join('^')))];
  },
  SN: structured,
  ST: none, TX: none, FT: none, CWE: coded, CE: coded, DT: timed, TS: timed, DTM: timed,
}; // prettier-ignore

function numberFault(text: string): string {
  const found = /^([<>]=?|=)\s*(.+)$/.exec(text);
  if (found)
    return `OBX-2 says NM, a plain number, but here stands ${shown(text)}; send SN with "${found[1]}^${found[2]}"`;
  if (COMMA.test(text)) return `${shown(text)} has a decimal comma; write ${shown(text.replace(',', '.'))}`;
  return `OBX-2 says NM, a plain number, but here stands ${shown(text)}; send words as ST or CWE`;
}

/** SN: comparator, number, separator, number. */
function structured(segment: Segment, path: string): Problem[] {
  const [comparator, first, separator, second] = [1, 2, 3, 4].map((c) => textAt(segment, 5, c));
  const problems: Problem[] = [];
  if (!['', '<', '>', '<=', '>=', '=', '<>'].includes(comparator!))
    problems.push(error(`${path}-5.1`, `${shown(comparator!)} is no comparator; known are < > <= >= = <>`));
  for (const [component, text] of [[2, first], [4, second]] as const) // prettier-ignore
    if (text !== '' && !NUMBER.test(text!))
      problems.push(error(`${path}-5.${component}`, COMMA.test(text!) ? numberFault(text!) : `${shown(text!)} is no number`)); // prettier-ignore
  if (first === '') problems.push(error(`${path}-5.2`, 'a structured number needs its number'));
  if (!['', '-', '+', '/', '.', ':'].includes(separator!))
    problems.push(error(`${path}-5.3`, `${shown(separator!)} is no separator; known are - + / . :`));
  return problems;
}

function unitProblems(segment: Segment, path: string, check: UnitCheck | null): Problem[] {
  const unit = known(segment, 6);
  if (unit === null) return [warning(`${path}-6`, 'a number has no unit; write 1 where it truly has none')];
  const system = textAt(segment, 6, 3);
  const fault = check?.(unit) ?? null;
  if (fault !== null && (system === 'UCUM' || system === ''))
    return [(system === 'UCUM' ? error : warning)(`${path}-6`, `${shown(unit)} is not UCUM: ${fault}`)];
  return system === 'UCUM' ? [] : [warning(`${path}-6`, `the unit ${shown(unit)} does not say that it is UCUM (OBX-6.3)`)]; // prettier-ignore
}

const LOINC = /^\d{1,7}-\d$/;

/** OBX-3: is there a LOINC code, in either triplet, and is it one by its check digit? */
function codeProblems(segment: Segment, path: string): Problem[] {
  const codes = [1, 4].map((c) => ({
    code: textAt(segment, 3, c).trim(),
    system: textAt(segment, 3, c + 2),
  }));
  if (codes[0]!.code === '') return []; // the field as a whole is required, and told elsewhere
  const loinc = codes.find((c) => c.system === 'LN');
  if (!loinc) {
    const like = codes.some((c) => isLoinc(c.code));
    return [warning(`${path}-3`, like ? 'the code looks like LOINC, but its system is not LN' : 'there is no LOINC code (system LN)')]; // prettier-ignore
  }
  return isLoinc(loinc.code)
    ? []
    : [error(`${path}-3`, `${shown(loinc.code)} is no LOINC code: its check digit does not fit`)];
}

/** LOINC's own check digit: Luhn, modulo 10. */
export function isLoinc(code: string): boolean {
  if (!LOINC.test(code)) return false;
  const digits = [...code.replace('-', '')].map(Number).toReversed();
  return digits.reduce((sum, d, i) => sum + (i % 2 === 0 ? d : d > 4 ? 2 * d - 9 : 2 * d), 0) % 10 === 0;
}
