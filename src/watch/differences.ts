/** One place where two values differ, each side in a few words. */
export type Difference = { path: string; before: string; after: string };

/** Where two plain values differ. Lists of different length are compared as sets. */
export function differences(a: unknown, b: unknown, path = ''): Difference[] {
  if (same(a, b)) return [];
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length === b.length) return a.flatMap((v, i) => differences(v, b[i], `${path}[${i}]`));
    const gone = a.filter((v) => !b.some((w) => same(v, w)));
    const come = b.filter((v) => !a.some((w) => same(v, w)));
    return [{ path, before: brief(gone, 'nothing taken out'), after: brief(come, 'nothing put in') }];
  }
  if (isPlain(a) && isPlain(b)) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return keys.flatMap((key) => differences(a[key], b[key], path ? `${path}.${key}` : key));
  }
  return [{ path, before: said(a), after: said(b) }];
}

const isPlain = (v: unknown): v is { [key: string]: unknown } =>
  typeof v === 'object' && v !== null && !Array.isArray(v);
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const brief = (list: readonly unknown[], none: string) =>
  list.length === 0 ? none : list.map(said).join('; ');

function said(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'not known';
  if (isPlain(value) && typeof value['source'] === 'string') return value['source'];
  if (isPlain(value) && 'value' in value) return said(value['value']);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 160 ? `${text.slice(0, 157)}…` : text;
}
