/**
 * What is kept as parts: each list and value of the record under `record.NAME`, and the state of the interview under
 * `answers`. A part that is not there was not told.
 */
export type Parts = { [part: string]: unknown };
export type Content = { record: unknown; answers: unknown };

/** What a change did to each part that it touched; a part on one side only was added or taken away. */
export type Difference = { before: Parts; after: Parts };

const isObject = (value: unknown): value is Parts =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `whole` under its name, or each of its values under `NAME.KEY`. */
function split(parts: Parts, name: string, whole: unknown): void {
  if (isObject(whole) && Object.keys(whole).length > 0)
    for (const [key, value] of Object.entries(whole)) parts[`${name}.${key}`] = value;
  else parts[name] = whole ?? null;
}

function joined(parts: Parts, name: string): unknown {
  const named = Object.keys(parts).filter((part) => part.startsWith(`${name}.`));
  if (named.length === 0) return parts[name] ?? null;
  return Object.fromEntries(named.map((part) => [part.slice(name.length + 1), parts[part]]));
}

const none = (): Parts => Object.create(null) as Parts;

export function partsOf({ record, answers }: Content): Parts {
  const parts = none();
  split(parts, 'record', record);
  parts['answers'] = answers ?? null;
  return parts;
}

export const contentOf = (parts: Parts): Content => ({
  record: joined(parts, 'record'),
  answers: parts['answers'] ?? null,
});

/** Whether two values are the same. The order in which an entry names its attributes means nothing. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((x, i) => sameValue(x, b[i]));
  if (!isObject(a) || !isObject(b)) return JSON.stringify(a) === JSON.stringify(b);
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((k) => Object.hasOwn(b, k) && sameValue(a[k], b[k]))
  );
}

function differenceOf(old: Parts, now: Parts): Difference {
  const found: Difference = { before: {}, after: {} };
  for (const name of new Set([...Object.keys(old), ...Object.keys(now)])) {
    if (name in old && name in now && sameValue(old[name], now[name])) continue;
    if (name in old) found.before[name] = old[name];
    if (name in now) found.after[name] = now[name];
  }
  return found;
}

/** The parts in which two contents differ. */
export const difference = (before: Content, after: Content): Difference =>
  differenceOf(partsOf(before), partsOf(after));

/** A content from before a change. */
export function without(content: Content, { before, after }: Difference): Content {
  const parts = partsOf(content);
  for (const name of Object.keys(after)) delete parts[name];
  return contentOf(Object.assign(parts, before));
}

/** The same parts with those of the interview apart: `answers.goal`, `answers.own`, `answers.asked`. */
function fineParts({ answers, ...parts }: Parts): Parts {
  const fine: Parts = Object.assign(none(), parts);
  if (answers !== undefined) split(fine, 'answers', answers);
  return fine;
}

/** A change with those parts of the interview apart that it did change. */
export function fine({ before, after }: Difference): Difference {
  return differenceOf(fineParts(before), fineParts(after));
}

/** Which questions were asked: a list that each answer adds to, so that changes of it never stand in each other's way. */
const ASKED = 'answers.asked';
const isWords = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((word) => typeof word === 'string');

function askedBack(now: unknown, before: unknown, after: unknown): string[] | null {
  const [is, was, made] = [now ?? [], before ?? [], after ?? []];
  if (!isWords(is) || !isWords(was) || !isWords(made)) return null;
  const kept = is.filter((word) => was.includes(word) || !made.includes(word));
  return [...kept, ...was.filter((word) => !made.includes(word) && !kept.includes(word))];
}

/**
 * The content with a change taken back, or the parts that later changes touched and that stand in its way, as `fine`
 * names them.
 */
export function takenBack(content: Content, change: Difference): Content | { inTheWay: string[] } {
  const parts = fineParts(partsOf(content));
  const { before, after } = fine(change);
  const inTheWay: string[] = [];
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const asMade =
      name in parts === name in after && (!(name in parts) || sameValue(parts[name], after[name]));
    const asked = name === ASKED && !asMade ? askedBack(parts[name], before[name], after[name]) : null;
    if (!asMade && !asked) inTheWay.push(name);
    if (asked) parts[name] = asked;
    else if (name in before) parts[name] = before[name];
    else delete parts[name];
  }
  return inTheWay.length > 0
    ? { inTheWay }
    : { record: joined(parts, 'record'), answers: joined(parts, 'answers') };
}
