// Accession numbers: a prefix, the day, a running number, and a check digit by ISO/IEC 7064 MOD 11,10, which finds every
// single wrong digit and nearly every swapped pair. The format may be another; the check digit is never off.

/** How an accession number is written. `prefix` in capitals; `digits` of the running number. */
export type AccessionFormat = { prefix: string; digits: number };

/** The check digit of a row of digits, ISO/IEC 7064 MOD 11,10. */
export function checkDigit(digits: string): number {
  let p = 10;
  for (const d of digits) {
    const s = (p + Number(d)) % 10 || 10;
    p = (s * 2) % 11;
  }
  return (11 - p) % 10;
}

/** The accession number of the `count`-th specimen of a day, `day` as 260105. */
export function accessionOf(format: AccessionFormat, day: string, count: number): string {
  const digits = day + String(count).padStart(format.digits, '0');
  return `${format.prefix}${digits}${checkDigit(digits)}`;
}

/** Null = sound; else the sentence that says what is wrong with it. */
export function accessionFault(text: string, format: AccessionFormat): string | null {
  if (!text.startsWith(format.prefix)) return `it should begin with ${format.prefix}`;
  const digits = text.slice(format.prefix.length);
  if (!/^\d+$/.test(digits)) return `after ${format.prefix} there should be digits only`;
  if (digits.length !== 7 + format.digits)
    return `it should have ${7 + format.digits} digits, and has ${digits.length}`;
  if (checkDigit(digits.slice(0, -1)) !== Number(digits.at(-1)))
    return 'its check digit does not fit: a digit was misread or mistyped';
  return null;
}
