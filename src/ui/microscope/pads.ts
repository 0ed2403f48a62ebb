// The color chart of the simulation's strip: of no maker. Steps are given in words, colors only go with them.

export type Step = { readonly says: string; readonly color: string };
const steps = (says: readonly string[], colors: readonly string[]): readonly Step[] =>
  says.map((word, k) => ({ says: word, color: colors[k]! }));
const GRADES = ['negative', 'trace', '1+', '2+', '3+', '4+'];

/** By analyte id: what each pad can show, from least to most. */
export const CHART: { readonly [analyte: string]: readonly Step[] } = {
  ua_glu: steps(GRADES, ['#7cc4bf', '#98c88f', '#93b35c', '#8b953a', '#7b6829', '#5a401d']),
  ua_bil: steps(GRADES.slice(0, 5), ['#f4e9c8', '#ead6ac', '#d8b890', '#c59b86', '#ab7f7c']),
  ua_ket: steps(GRADES, ['#efd2bb', '#e6b0a4', '#d38a90', '#b5607b', '#8d3d66', '#62244e']),
  ua_sg: steps(
    ['1.000', '1.005', '1.010', '1.015', '1.020', '1.025', '1.030'],
    ['#1c4b6b', '#2f6470', '#4c7a63', '#72904f', '#9aa347', '#bdb047', '#d8b84a'],
  ),
  ua_bld: steps(GRADES.slice(0, 5), ['#f0c64a', '#d2c24d', '#a2b04d', '#6c9350', '#2d664a']),
  ua_ph: steps(
    ['5.0', '5.5', '6.0', '6.5', '7.0', '7.5', '8.0', '8.5', '9.0'],
    ['#e8823b', '#e99a3d', '#e8b341', '#cdb945', '#a8b84c', '#7daa5a', '#509a6d', '#3b8480', '#2c6c8c'],
  ),
  ua_prot: steps(GRADES, ['#e7e16f', '#d0da72', '#b1cd7a', '#8dbf8a', '#62a897', '#3b8b92']),
  ua_uro: steps(['0.2', '1.0', '2.0', '4.0', '8.0'], ['#f4d8b8', '#efc2a7', '#e7a697', '#dd898a', '#ce6b7f']),
  ua_nit: steps(['negative', 'positive'], ['#fbf5ea', '#f0aebf']),
  ua_le: steps(GRADES.slice(0, 5), ['#f0e8d3', '#ddd1c8', '#c3b1be', '#a38bb0', '#7b60a0']),
};

/** The step that a reading falls on: words as they are, a number to the nearest. Null where the chart has none. */
export function stepOf(analyte: string, value: number | null, text: string | null): number | null {
  const chart = CHART[analyte];
  if (!chart) return null;
  if (text !== null) {
    const at = chart.findIndex((step) => step.says === text);
    return at < 0 ? null : at;
  }
  if (value === null) return null;
  const far = chart.map((step) => Math.abs(Number(step.says) - value));
  return far.indexOf(Math.min(...far));
}

/** Urine in a cup. */
export const URINE_COLORS: { readonly [color: string]: string } = {
  'pale yellow': '#f6f0c4',
  yellow: '#efdc83',
  'dark yellow': '#dcb947',
  amber: '#c08a2d',
  orange: '#e08a2e',
  red: '#b9473a',
  brown: '#6d4426',
};
