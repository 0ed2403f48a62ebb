/** The code system of LOINC (loinc.org). Its copyright notice stands in NOTICE and on the pages that show its codes. */
export const LOINC = 'http://loinc.org';

/** Codes LOINC itself published with a wrong check digit (all deprecated): LOINC Users' Guide, appendix C. */
const KNOWN_ODD = new Set(
  '11491-6 11501-6 5895-7 5896-5 5897-3 5928-1 6028-3 6415-5 6580-7 6645-7 6646-5 6647-3 6648-1 6649-9'.split(' '),
); // prettier-ignore

/** What is wrong with a LOINC code, or null: one to seven digits, a hyphen and the mod-10 check digit. */
export function loincFault(code: string): string | null {
  const read = /^(\d{1,7})-(\d)$/.exec(code);
  if (!read) return 'is no LOINC code: digits, a hyphen, one check digit';
  const [, number, given] = read as unknown as [string, string, string];
  const right = checkDigit(number);
  if (Number(given) === right || KNOWN_ODD.has(code)) return null;
  return `is no LOINC code: the check digit of ${number} is ${right}, not ${given}`;
}

/** The mod-10 check digit of a LOINC number (Users' Guide, appendix C): every second digit from the right is doubled. */
export function checkDigit(number: string): number {
  let sum = 0;
  [...number].reverse().forEach((digit, place) => {
    const doubled = Number(digit) * (place % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  });
  return (10 - (sum % 10)) % 10;
}
