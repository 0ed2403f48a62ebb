import { compare, readGrammar, type Grammar } from './grammar.ts';
import { DELETE, error, note, warning, type Message, type Problem } from './message.ts';
import { isEmpty, fieldOf, get, placed, textAt, timeAt, typeOf, type Placed } from './read.ts';
import { STRUCTURES, structureName } from './structures.ts';
import { ACK_CODES, CONTROLS, PROCESSING, isOneOf } from './tables.ts';
import { obxProblems, type UnitCheck } from './values.ts';

const grammars = new Map<string, Grammar>();
const grammarOf = (name: string): Grammar => {
  const grammar = grammars.get(name) ?? readGrammar(STRUCTURES[name]!.grammar);
  grammars.set(name, grammar);
  return grammar;
};

/**
 * Everything that is wrong with a message, in the order of its segments; an error stands in the way of filing it. Pure: UCUM is
 * looked up by `unit` (wire/units.ts); without it units are only looked for.
 */
export function check(message: Message, unit: UnitCheck | null = null): Problem[] {
  const all = placed(message);
  const problems = [
    ...message.notes,
    ...headerProblems(message),
    ...structureProblems(message, all),
    ...all.flatMap((one) => fieldProblems(one)),
    ...all.flatMap(({ segment, path }) => (segment.id === 'OBX' ? obxProblems(segment, path, unit) : [])),
    ...sameTwice(all),
    ...(['OUL', 'ORU'].includes(get(message, 'MSH', 9)) ? ofSpecimens(all) : []),
  ];
  const order = new Map(all.map(({ path }, i) => [path, i]));
  const rank = ({ path }: Problem): number => order.get(path.split('-')[0]!) ?? -1;
  return problems.toSorted((a, b) => rank(a) - rank(b));
}

/** Segments that must hold something in these fields for us to file the message: error; that should: warning. */
const REQUIRED: { [id: string]: { must: readonly number[]; should: readonly number[] } } = {
  MSH: { must: [9, 10, 11, 12], should: [7] },
  MSA: { must: [1, 2], should: [] },
  PID: { must: [], should: [3, 5] },
  SPM: { must: [], should: [4] },
  ORC: { must: [1], should: [] },
  OBR: { must: [4], should: [] },
  OBX: { must: [3, 11], should: [] },
  QPD: { must: [1, 2], should: [] },
};

/** Fields that hold a time. */
const TIMES: { [id: string]: readonly number[] } = {
  MSH: [7], PID: [7], SPM: [17, 18], ORC: [9], TQ1: [7, 8], OBR: [7, 8, 14, 22], OBX: [14, 19],
}; // prettier-ignore

function fieldProblems(one: Placed): Problem[] {
  const { segment, path } = one;
  const { must, should } = REQUIRED[segment.id] ?? { must: [], should: [] };
  const empty = (n: number) => isEmpty(fieldOf(segment, n)) || textAt(segment, n) === DELETE;
  const problems = [
    ...must.filter(empty).map((n) => error(`${path}-${n}`, `${segment.id}-${n} must hold something, and is empty`)), // prettier-ignore
    ...should.filter(empty).map((n) => warning(`${path}-${n}`, `${segment.id}-${n} is empty`)),
    ...(TIMES[segment.id] ?? [])
      .map((n) => timeAt(one, n))
      .filter((t) => t !== null && typeof t !== 'string'),
  ];
  const control = textAt(segment, 1);
  if (segment.id === 'ORC' && control !== '' && !isOneOf(CONTROLS, control))
    problems.push(error(`${path}-1`, `the order control ${JSON.stringify(control)} is not read here; known are ${CONTROLS.join(' ')}`)); // prettier-ignore
  if (segment.id === 'MSA' && control !== '' && !isOneOf(ACK_CODES, control))
    problems.push(error(`${path}-1`, `${JSON.stringify(control)} is no acknowledgment; known are ${ACK_CODES.join(' ')}`)); // prettier-ignore
  return problems;
}

function headerProblems(message: Message): Problem[] {
  const processing = get(message, 'MSH', 11);
  const version = get(message, 'MSH', 12);
  const problems: Problem[] = [];
  if (processing !== '' && !isOneOf(PROCESSING, processing))
    problems.push(
      error('MSH-11', `the processing id ${JSON.stringify(processing)} is none; known are P, T and D`),
    );
  if (version !== '' && version !== '2.5.1')
    problems.push(note('MSH-12', `the version is ${version}; this is read as 2.5.1`));
  return problems;
}

function structureProblems(message: Message, all: readonly Placed[]): Problem[] {
  const [type, trigger, structure] = [1, 2, 3].map((c) => get(message, 'MSH', 9, c)) as [
    string,
    string,
    string,
  ];
  if (type === '') return [];
  const name = structureName(type, trigger, structure);
  if (name === null)
    return [error('MSH-9', `the message ${typeOf(message)} is not read here; known are ${Object.keys(STRUCTURES).join(' ')}`)]; // prettier-ignore
  const severe = STRUCTURES[name]!.confidence === 'unverified' ? warning : error;
  const { strays, missing } = compare(grammarOf(name), all.map(({ segment }) => segment.id)); // prettier-ignore
  return [
    ...strays.map(({ at, known }) =>
      known
        ? severe(all[at]!.path, `${all[at]!.segment.id} stands in a place where ${name} has none`)
        : note(all[at]!.path, `${JSON.stringify(all[at]!.segment.id.slice(0, 20))} is no segment of ${name}; it is not read`),
    ),
    ...missing.map(({ id, before }) => {
      const next = all[before]?.path;
      return severe(next ?? '', `${id} is missing ${next ? `before ${next}` : 'at the end'}`);
    }),
  ]; // prettier-ignore
}

/** Within one order, a code may stand twice only with different OBX-4 (trap T12): else one value would hide the other. */
function sameTwice(all: readonly Placed[]): Problem[] {
  const problems: Problem[] = [];
  let seen = new Map<string, string>();
  for (const { segment, path } of all) {
    if (segment.id === 'OBR' || segment.id === 'SPM') seen = new Map();
    if (segment.id !== 'OBX' || textAt(segment, 3) === '') continue;
    const key = [textAt(segment, 3), textAt(segment, 3, 3), textAt(segment, 4)].join('\r');
    const first = seen.get(key);
    if (first === undefined) seen.set(key, path);
    else problems.push(error(`${path}-4`, `${textAt(segment, 3)} stands in ${first} too, with the same OBX-4; give each its own`)); // prettier-ignore
  }
  return problems;
}

/** HL7 lets OBX describe a specimen. A sender that puts its results there would lose them without a word. */
function ofSpecimens(all: readonly Placed[]): Problem[] {
  let under = '';
  return all.flatMap(({ segment: { id }, path }) => {
    if (id === 'SPM' || id === 'OBR') under = id;
    if (id !== 'OBX' || under !== 'SPM') return [];
    return [warning(path, 'it stands under SPM, not under OBR: it describes the specimen and is not read as a result')]; // prettier-ignore
  });
}
