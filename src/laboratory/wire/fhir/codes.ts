import { loincFault, LOINC } from './loinc.ts';
import { pathOf, type Problem } from './problem.ts';

export const UCUM = 'http://unitsofmeasure.org';
/** The judge of units (units.ts has one): null for a unit of UCUM, else what is wrong with it. */
export type Units = (code: string) => string | null;
/** Where nobody brings one: what cannot be a unit by its letters alone. */
const byLetters: Units = (code) =>
  /^[!-~]+$/.test(code) ? null : 'blanks and letters outside ASCII have no place in it';

/** Every LOINC and UCUM code in a resource, wherever it stands, is looked at. */
export function codeProblems(root: string, value: unknown, units: Units = byLetters): Problem[] {
  const problems: Problem[] = [];
  const walk = (one: unknown, steps: PropertyKey[]): void => {
    if (one === null || typeof one !== 'object') return;
    if (Array.isArray(one)) return one.forEach((entry, i) => walk(entry, [...steps, i]));
    const { system, code } = one as { system?: unknown; code?: unknown };
    if (typeof code === 'string') {
      const fault = system === LOINC ? loincFault(code) : system === UCUM ? unitFault(code, units) : null;
      if (fault)
        problems.push({ path: pathOf(root, [...steps, 'code']), problem: `${JSON.stringify(code)} ${fault}`, severity: 'error', code: 'code-invalid' }); // prettier-ignore
    }
    for (const [name, inner] of Object.entries(one)) walk(inner, [...steps, name]);
  };
  walk(value, []);
  return problems;
}

function unitFault(code: string, units: Units): string | null {
  const fault = units(code);
  return fault === null ? null : `is no unit of UCUM: ${fault}`;
}
