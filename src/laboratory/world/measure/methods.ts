/** How an analyte is measured, as far as it decides what disturbs it. */
export type Method =
  | 'photometric'
  | 'enzyme'
  | 'jaffe'
  | 'enzymatic'
  | 'peroxidase'
  | 'diazo'
  | 'biuret'
  | 'indirect-ise'
  | 'direct-ise'
  | 'gas'
  | 'xylidyl-blue'
  | 'ferrozine'
  | 'ferene'
  | 'sandwich'
  | 'streptavidin-sandwich'
  | 'competitive'
  | 'streptavidin-competitive'
  | 'osmometer'
  | 'clotting'
  | 'latex'
  | 'cells';

const many = (method: Method, ...analytes: string[]): { [analyte: string]: Method } =>
  Object.fromEntries(analytes.map((id) => [id, method]));

/** What the simulated laboratory has on its analyzers. */
export const METHODS: { readonly [analyte: string]: Method } = {
  ...many('indirect-ise', 'na', 'k', 'cl'),
  ...many('enzyme', 'alt', 'ast', 'alp', 'ggt', 'ldh', 'ck', 'amy', 'lip'),
  ...many('peroxidase', 'uric', 'chol', 'trig', 'hdl', 'ldld'),
  ...many('diazo', 'tbil', 'dbil'),
  ...many('biuret', 'tp'),
  ...many('jaffe', 'crea'),
  ...many('xylidyl-blue', 'mg'),
  ...many('ferrozine', 'fe'),
  ...many('streptavidin-sandwich', 'tsh', 'tnt', 'hcg', 'ferr', 'psa', 'pth', 'ntprobnp', 'ckmb', 'pct'),
  ...many('sandwich', 'tni', 'bnp'),
  ...many('streptavidin-competitive', 'ft4', 'cort', 'b12', 'fol', 'vitd'),
  ...many('competitive', 'dig', 'vanc'),
  ...many('direct-ise', 'ica'),
  ...many('gas', 'ph', 'pco2', 'po2'),
  ...many('osmometer', 'osmo'),
  ...many('clotting', 'pt', 'aptt', 'fib', 'tt', 'rept'),
  ...many('latex', 'ddim', 'crp', 'at'),
  ...many('cells', 'wbc', 'rbc', 'hgb', 'hct', 'plt', 'mcv', 'rdw', 'mpv'),
};
