/** How the number of a fact is written. */
export type ValueKind = 'money' | 'percent' | 'count' | 'text' | 'weeks';

export type Written = { label: string | null; text: string };

const plain = (key: string) => {
  const words = key.replaceAll('-', ' ').replaceAll('_', ' ');
  return words[0]!.toUpperCase() + words.slice(1);
};

const SMALL = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];

/** A count to begin a sentence with: words to nine, then figures. */
export const countWord = (n: number): string => SMALL[n] ?? String(n);

/** A fact's value in words: one line, or one for each kind of applicant. */
export function written(value: unknown, kind: ValueKind, unit = ''): Written[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value))
    return [{ label: null, text: value.map((v) => one(v, kind, '')).join(' to ') + tail(unit) }];
  if (typeof value === 'object') {
    const entries = Object.entries(value);
    if (entries.length === 2 && 'low' in value && 'high' in value) {
      const { low, high } = value as { low: number; high: number };
      return [{ label: null, text: `${low === high ? low : `${low} to ${high}`}${tail(unit)}` }];
    }
    return entries.map(([key, v]) => ({ label: plain(key), text: one(v, kind, unit) }));
  }
  return [{ label: null, text: one(value, kind, unit) }];
}

const tail = (unit: string) => (unit ? ` ${unit}` : '');

function one(value: unknown, kind: ValueKind, unit: string): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value !== 'number') return String(value);
  if (kind === 'money') return `$${value.toLocaleString('en-US')}${tail(unit)}`;
  if (kind === 'percent') return `${Math.round(value * 1000) / 10}%`;
  return `${value.toLocaleString('en-US')}${tail(unit)}`;
}
