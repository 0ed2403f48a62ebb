/** `a, b and c`. */
export function listed(parts: readonly string[], word: 'and' | 'or' = 'and'): string {
  if (parts.length <= 1) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')} ${word} ${parts[parts.length - 1]}`;
}

/** `1 month`, `3 months`. */
export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${Number.isInteger(n) ? n : Math.round(n * 10) / 10} ${n === 1 ? one : many}`;
