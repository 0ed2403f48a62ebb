import { RULE_IDS, type RuleId } from '#laboratory/quality/index.ts';
import { TROUBLES, type Trouble } from '#laboratory/shift/index.ts';

/** What the form of the page can ask; whatever the address says becomes one of these. */
export type Asked = {
  analyte: string;
  trouble: Trouble;
  size: number;
  from: number;
  seed: string;
  rules: RuleId[];
  /** Every how many-th run is made. */
  every: number;
  /** How many times the SD on file. */
  wide: number;
};

export const ANALYTES = ['k', 'na', 'glu', 'ca', 'crea', 'chol'] as const;
export const SIZES = [1, 1.5, 2, 3, 4] as const;
export const EVERY = [1, 2, 4, 8] as const;
export const WIDE = [0.75, 1, 1.5, 2] as const;

/** What laboratories often use for two levels. */
export const USUAL: RuleId[] = ['1_3s', '2_2s', 'R_4s', '4_1s', '10_x'];

const one = <T extends string | number>(list: readonly T[], text: string | null, otherwise: T): T =>
  list.find((v) => String(v) === text) ?? otherwise;

export function askedIn(params: URLSearchParams): Asked {
  const rules = RULE_IDS.filter((id) => params.getAll('rule').includes(id));
  return {
    analyte: one(ANALYTES, params.get('analyte'), 'k'),
    trouble: one(TROUBLES, params.get('trouble'), 'shift'),
    size: one(SIZES, params.get('size'), 1.5),
    from: one([1, 2, 3, 4, 5, 6, 7], params.get('from'), 3),
    seed: (params.get('week') ?? '1').replaceAll(/\W/g, '').slice(0, 12) || '1',
    rules: rules.length > 0 ? rules : ['1_3s'],
    every: one(EVERY, params.get('every'), 1),
    wide: one(WIDE, params.get('wide'), 1),
  };
}
