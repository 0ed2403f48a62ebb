import { allowedAt, keepsWithin, type Tea } from './allowable.ts';

/** One patient specimen measured with the old and with the new reagent lot. */
export type LotPair = { readonly id: string; readonly old: number; readonly new: number };
/** A control material's mean with each lot, and its SD. */
export type LotControl = {
  readonly material: string;
  readonly old: number;
  readonly new: number;
  readonly sd: number;
};

export type LotComparison = {
  rows: {
    id: string;
    old: number;
    new: number;
    difference: number;
    percent: number | null;
    within: boolean;
  }[];
  meanDifference: number;
  /** What the mean difference may be: the fraction of the allowable error at the mean of the old lot. */
  allowed: number;
  controls: { material: string; shiftInSd: number; moved: boolean }[];
  verdict: 'accept' | 'reject' | 'too few';
  /** What the controls alone would have made one believe. */
  says: string;
};

/** Patients decide, five at least, better twenty (bench facts, `qc.lot_change`; likely). */
export const LOT_PATIENTS = { least: 5, better: 20, confidence: 'likely' } as const;

/**
 * Old against new reagent lot. The mean difference of patients decides against a fraction of the allowable error, which the
 * laboratory sets. Controls stand beside it and decide nothing: their matrix may move where patients do not, and the reverse.
 * @param movedFrom how many SD a control's mean must move to be called moved
 */
export function compareLots(
  pairs: readonly LotPair[],
  tea: Tea,
  fraction: number,
  controls: readonly LotControl[] = [],
  movedFrom = 1,
): LotComparison {
  const n = Math.max(1, pairs.length);
  const meanDifference = pairs.reduce((sum, p) => sum + (p.new - p.old), 0) / n;
  const allowed = fraction * allowedAt(pairs.reduce((sum, p) => sum + p.old, 0) / n, tea);
  const same = keepsWithin(meanDifference, allowed);
  const beside = controls.map((c) => {
    const shiftInSd = (c.new - c.old) / c.sd;
    return { material: c.material, shiftInSd, moved: Math.abs(shiftInSd) > movedFrom };
  });
  const moved = beside.some((c) => c.moved);
  return {
    rows: pairs.map((p) => ({
      ...p,
      difference: p.new - p.old,
      percent: p.old === 0 ? null : (100 * (p.new - p.old)) / p.old,
      within: keepsWithin(p.new - p.old, allowedAt(p.old, tea)),
    })),
    meanDifference,
    allowed,
    controls: beside,
    verdict: pairs.length < LOT_PATIENTS.least ? 'too few' : same ? 'accept' : 'reject',
    says: beside.length === 0 ? NO_CONTROLS : SAYS[`${same} ${moved}`]!,
  };
}

const NO_CONTROLS = 'No controls were measured with both lots.';
const SAYS: { [patientsAndControls: string]: string } = {
  'true false': 'Patients and controls agree with the old lot.',
  'true true': 'Only the controls moved: patients agree. Controls alone would have condemned a good lot; set their mean anew.',
  'false false': 'Patients moved while the controls did not: controls alone would have let it pass.',
  'false true': 'Patients and controls both moved.',
}; // prettier-ignore
