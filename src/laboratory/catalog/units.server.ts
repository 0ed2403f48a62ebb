import { UcumLhcUtils } from '@lhncbc/ucum-lhc';
import type { Problem } from '#content/load.server.ts';
import type { Catalog } from './catalog.ts';

/** Units that are no UCUM. Apart from the loader: parsing units takes a library that only the check needs. */
export function unitProblems(catalog: Catalog): Problem[] {
  const ucum = UcumLhcUtils.getInstance();
  const units = new Map([...catalog.analytes.values()].map((a) => [a.unit, a] as const));
  const bad = new Set(
    [...units.keys()].filter(
      (unit) => unit !== null && ucum.validateUnitString(unit, false).status !== 'valid',
    ),
  );
  return [...catalog.analytes.values()]
    .filter((a) => bad.has(a.unit))
    .map((a) => ({
      file: `laboratory/analytes/${a.department}/${a.id}.yaml`,
      line: 1,
      path: 'unit',
      message: `${a.unit} is no UCUM unit`,
    }));
}
