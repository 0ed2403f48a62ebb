import { exp, ln, log10, power } from './arithmetic.ts';
import type { Values } from './patient.ts';

export type Person = { readonly sex: 'F' | 'M'; readonly age: number };

type Formula = { readonly of: readonly string[]; readonly from: (v: Read, person: Person) => number };
type Read = (analyte: string) => number;

/** Bicarbonate from total CO2: what is left when dissolved gas (0.0307 mmol/L for each mm Hg) is taken off. */
const bicarbonate = (v: Read) => Math.max(1, v('co2') - 0.0307 * v('pco2'));

/**
 * What follows from other amounts and is therefore never drawn. `of` names what it follows from.
 * Red cell indices; anion gap; osmolality 2 Na + glucose/18 + urea nitrogen/2.8 + ethanol/4.6; pH 6.105 + log10(HCO3 / (0.0307 pCO2))
 * (Henderson and Hasselbalch); CKD-EPI 2021 (Inker et al., N Engl J Med 2021;385:1737); LDL by Sampson et al., JAMA Cardiol
 * 2020;5:540, to a triglyceride of 800; INR with a reagent of ISI 1 and a mean normal time of 11 s.
 */
export const DERIVED: { readonly [analyte: string]: Formula } = {
  mcv: { of: ['hct', 'rbc'], from: (v) => ratio(v('hct') * 10, v('rbc')) },
  mch: { of: ['hgb', 'rbc'], from: (v) => ratio(v('hgb') * 10, v('rbc')) },
  mchc: { of: ['hgb', 'hct'], from: (v) => ratio(v('hgb') * 100, v('hct')) },
  agap: { of: ['na', 'cl', 'co2'], from: (v) => v('na') - v('cl') - v('co2') },
  osmo: {
    of: ['na', 'glu', 'bun', 'etoh'],
    from: (v) => 2 * v('na') + v('glu') / 18 + v('bun') / 2.8 + v('etoh') / 4.6,
  },
  ph: { of: ['co2', 'pco2'], from: (v) => 6.105 + log10(bicarbonate(v) / (0.0307 * Math.max(1, v('pco2')))) },
  hco3: { of: ['co2', 'pco2'], from: bicarbonate },
  egfr: { of: ['crea'], from: (v, person) => egfr(v('crea'), person) },
  ldlc: { of: ['chol', 'hdl', 'trig'], from: (v) => sampson(v('chol'), v('hdl'), v('trig')) },
  ldld: { of: ['chol', 'hdl', 'trig'], from: (v) => sampson(v('chol'), v('hdl'), v('trig')) },
  inr: { of: ['pt'], from: (v) => v('pt') / MEAN_NORMAL_PT },
};

/** Seconds, with the reference reagent of this simulation (ISI 1). */
export const MEAN_NORMAL_PT = 11;

/** What a body or a tube holds of an analyte; null where nothing is known of it. */
export function amountOf(values: Values, analyte: string, person: Person): number | null {
  const formula = DERIVED[analyte];
  if (!formula) return values[analyte] ?? null;
  if (formula.of.some((id) => values[id] === undefined && id !== 'etoh')) return null;
  return formula.from((id) => values[id] ?? 0, person);
}

const ratio = (a: number, b: number) => (b > 0 ? a / b : 0);

/** mL/min/1.73 m2 from creatinine in mg/dL. */
export function egfr(creatinine: number, { sex, age }: Person): number {
  const relative = Math.max(0.01, creatinine) / (sex === 'F' ? 0.7 : 0.9);
  const low = power(Math.min(relative, 1), sex === 'F' ? -0.241 : -0.302);
  const high = power(Math.max(relative, 1), -1.2);
  return 142 * low * high * exp(age * ln(0.9938)) * (sex === 'F' ? 1.012 : 1);
}

function sampson(chol: number, hdl: number, triglyceride: number): number {
  const trig = Math.min(triglyceride, 800);
  const vldl = trig / 8.56 + (trig * (chol - hdl)) / 2140 - (trig * trig) / 16100;
  return Math.max(10, chol / 0.948 - hdl / 0.971 - vldl - 9.44);
}
