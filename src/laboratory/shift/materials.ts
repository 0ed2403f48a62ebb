import type { Catalog } from '../catalog/index.ts';
import type { Model } from '../analyzers/index.ts';
import { scatterAt, type Control } from '../world/index.ts';

/** The control materials of an analyzer: a low and a high level for all it measures by number. Amounts are of this simulation. */
export function materialsOf(model: Model, catalog: Catalog): Control[] {
  return model.levels.map((level) => {
    const values: { [analyte: string]: number } = {};
    for (const id of model.measures) {
      const analyte = catalog.analytes.get(id);
      const amount = analyte && amountAt(analyte, level);
      if (amount !== undefined && amount !== null) values[id] = amount;
    }
    return {
      id: `${model.id.toUpperCase()}-L${level}`,
      level,
      lot: 'Q1',
      values,
      vial: { id: 'V1', factor: 1 },
    };
  });
}

/** Below and above the reference interval, inside what is measured. */
function amountAt(
  analyte: NonNullable<ReturnType<Catalog['analytes']['get']>>,
  level: number,
): number | null {
  if (analyte.computed !== null || analyte.unit === null) return null;
  const row = analyte.reference.find((r) => r.low !== null || r.high !== null);
  if (!row) return null;
  const high = row.high ?? (row.low ?? 1) * 2;
  const low = row.low && row.low > 0 ? row.low : high * 0.5;
  const range = analyte.range ?? { low: low * 0.1, high: high * 10 };
  const amount = level === 1 ? low * 0.9 : high * 1.3;
  return Math.min(
    Math.max(amount, range.low + (range.high - range.low) * 0.03),
    range.high - (range.high - range.low) * 0.03,
  );
}

/** Mean and SD on file for a material: what a sound analyzer finds of it, to one digit more than results have. */
export function expected(
  control: Control,
  analyte: string,
  catalog: Catalog,
): { mean: number; sd: number } | null {
  const amount = control.values[analyte];
  if (amount === undefined) return null;
  const mean = amount * (control.matrix?.[analyte] ?? 1);
  const decimals = (catalog.analytes.get(analyte)?.decimals ?? 1) + 1;
  const round = (x: number) => Number(x.toFixed(decimals));
  // What is reported is rounded: its step is part of the scatter.
  const step = 10 ** -(decimals - 1);
  return {
    mean: round(mean),
    sd: Math.max(round(Math.sqrt(scatterAt(catalog, analyte, mean) ** 2 + step ** 2 / 12)), 10 ** -decimals),
  };
}
