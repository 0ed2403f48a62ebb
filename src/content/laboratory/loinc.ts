import { z } from 'zod';

/** Is the digit after the hyphen the one that the digits before it ask for (mod 10, every second digit doubled from the right)? */
export function isLoinc(code: string): boolean {
  const parts = /^(\d{1,7})-(\d)$/.exec(code);
  if (!parts) return false;
  const sum = [...parts[1]!].reverse().reduce((total, digit, i) => {
    const n = Number(digit) * (i % 2 === 0 ? 2 : 1);
    return total + (n > 9 ? n - 9 : n);
  }, 0);
  return (10 - (sum % 10)) % 10 === Number(parts[2]);
}

export const Loinc = z.string().refine(isLoinc, 'is no LOINC code: its check digit does not fit');
