/**
 * What is kept as parts: each list and value of the record under `record.NAME`, and the state of the interview under
 * `answers`. A part that is not there was not told.
 */
export type Parts = { [part: string]: unknown };
export type Content = { record: unknown; answers: unknown };

/** What a change did to each part that it touched; a part on one side only was added or taken away. */
export type Difference = { before: Parts; after: Parts };

const RECORD = 'record.';
const isObject = (value: unknown): value is Parts =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function partsOf({ record, answers }: Content): Parts {
  const parts: Parts = Object.create(null) as Parts;
  if (isObject(record) && Object.keys(record).length > 0)
    for (const [name, value] of Object.entries(record)) parts[RECORD + name] = value;
  else parts['record'] = record ?? null;
  parts['answers'] = answers ?? null;
  return parts;
}

export function contentOf(parts: Parts): Content {
  const named = Object.keys(parts).filter((name) => name.startsWith(RECORD));
  const record =
    named.length > 0
      ? Object.fromEntries(named.map((name) => [name.slice(RECORD.length), parts[name]]))
      : (parts['record'] ?? null);
  return { record, answers: parts['answers'] ?? null };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The parts in which two contents differ. */
export function difference(before: Content, after: Content): Difference {
  const [old, now] = [partsOf(before), partsOf(after)];
  const found: Difference = { before: {}, after: {} };
  for (const name of new Set([...Object.keys(old), ...Object.keys(now)])) {
    if (name in old && name in now && same(old[name], now[name])) continue;
    if (name in old) found.before[name] = old[name];
    if (name in now) found.after[name] = now[name];
  }
  return found;
}

/** A content from before a change. */
export function without(content: Content, { before, after }: Difference): Content {
  const parts = partsOf(content);
  for (const name of Object.keys(after)) delete parts[name];
  return contentOf(Object.assign(parts, before));
}

/** The content with a change taken back; null where a later change touched the same parts. */
export function takenBack(content: Content, change: Difference): Content | null {
  const parts = partsOf(content);
  const touched = new Set([...Object.keys(change.before), ...Object.keys(change.after)]);
  for (const name of touched) {
    if (name in parts !== name in change.after) return null;
    if (name in parts && !same(parts[name], change.after[name])) return null;
  }
  return without(content, change);
}
