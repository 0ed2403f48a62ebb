import type { RuleId } from '#laboratory/quality/index.ts';

/** A row of the power table: a set of rules, N levels a run, R runs looked at; shares of runs that it rejects. */
export type Row = { set: string; n: number; r: number; pfr: number; se: number[]; re: number[] };

/** Systematic errors: the mean is shifted by so many SD. Random errors: the SD is so many times as large. */
export const SE_AXIS = [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4];
export const RE_AXIS = [1.5, 2, 2.5, 3, 4];

/** Each row was simulated this often when the facts were compiled, and rounded to three places. */
export const RUNS_OF_THE_TABLE = 400_000;

const row = (set: string, n: number, r: number, pfr: number, se: number[], re: number[]): Row => ({ set, n, r, pfr, se, re }); // prettier-ignore

/** The power table of the bench facts (`qc.power_computed`): Gaussian, independent controls, the error constant over R runs. */
export const TABLE: readonly Row[] = [
  row(
    '1_2s',
    1,
    1,
    0.046,
    [0.073, 0.161, 0.309, 0.5, 0.692, 0.842, 0.934, 0.978],
    [0.183, 0.318, 0.423, 0.504, 0.616],
  ),
  row(
    '1_2s',
    2,
    1,
    0.09,
    [0.141, 0.295, 0.523, 0.751, 0.905, 0.975, 0.996, 1.0],
    [0.332, 0.534, 0.668, 0.755, 0.854],
  ),
  row(
    '1_2s',
    3,
    1,
    0.131,
    [0.203, 0.407, 0.669, 0.874, 0.971, 0.996, 1.0, 1.0],
    [0.453, 0.681, 0.809, 0.879, 0.944],
  ),
  row(
    '1_2s',
    4,
    1,
    0.171,
    [0.262, 0.502, 0.771, 0.937, 0.991, 0.999, 1.0, 1.0],
    [0.554, 0.783, 0.89, 0.94, 0.979],
  ),
  row(
    '1_2.5s',
    2,
    1,
    0.025,
    [0.048, 0.13, 0.294, 0.524, 0.751, 0.905, 0.975, 0.996],
    [0.184, 0.379, 0.535, 0.646, 0.781],
  ),
  row(
    '1_2.5s',
    4,
    1,
    0.049,
    [0.093, 0.242, 0.499, 0.77, 0.938, 0.991, 0.999, 1.0],
    [0.332, 0.613, 0.783, 0.874, 0.952],
  ),
  row(
    '1_3s',
    2,
    1,
    0.006,
    [0.013, 0.045, 0.129, 0.292, 0.521, 0.751, 0.906, 0.975],
    [0.089, 0.248, 0.406, 0.532, 0.699],
  ),
  row(
    '1_3s',
    4,
    1,
    0.011,
    [0.025, 0.088, 0.242, 0.499, 0.771, 0.938, 0.991, 0.999],
    [0.17, 0.436, 0.647, 0.782, 0.909],
  ),
  row(
    '1_3s/2_2s/R_4s',
    2,
    1,
    0.007,
    [0.017, 0.064, 0.187, 0.409, 0.668, 0.866, 0.963, 0.993],
    [0.108, 0.284, 0.445, 0.57, 0.728],
  ),
  row(
    '1_3s/2_2s/R_4s/4_1s',
    2,
    2,
    0.009,
    [0.026, 0.117, 0.347, 0.656, 0.881, 0.972, 0.996, 1.0],
    [0.115, 0.292, 0.455, 0.579, 0.736],
  ),
  row(
    '1_3s/2_2s/R_4s/4_1s/10_x',
    2,
    5,
    0.01,
    [0.049, 0.261, 0.639, 0.901, 0.984, 0.998, 1.0, 1.0],
    [0.116, 0.294, 0.456, 0.58, 0.735],
  ),
  row(
    '1_3s/2_2s/R_4s/4_1s',
    4,
    1,
    0.02,
    [0.047, 0.18, 0.47, 0.787, 0.954, 0.995, 1.0, 1.0],
    [0.239, 0.53, 0.727, 0.839, 0.936],
  ),
  row(
    '1_3s/2_2s/R_4s/4_1s/8_x',
    4,
    2,
    0.028,
    [0.095, 0.366, 0.739, 0.945, 0.994, 1.0, 1.0, 1.0],
    [0.246, 0.533, 0.728, 0.84, 0.937],
  ),
  row(
    '1_3s/2of3_2s/R_4s',
    3,
    1,
    0.013,
    [0.032, 0.117, 0.323, 0.618, 0.861, 0.97, 0.996, 1.0],
    [0.179, 0.425, 0.615, 0.741, 0.872],
  ),
  row(
    '1_3s/2of3_2s/R_4s/3_1s',
    3,
    1,
    0.021,
    [0.057, 0.204, 0.485, 0.777, 0.942, 0.991, 0.999, 1.0],
    [0.199, 0.445, 0.631, 0.752, 0.878],
  ),
  row(
    '1_3s/2of3_2s/R_4s/3_1s/6_x',
    3,
    2,
    0.051,
    [0.153, 0.455, 0.781, 0.949, 0.993, 0.999, 1.0, 1.0],
    [0.221, 0.46, 0.641, 0.759, 0.881],
  ),
  row(
    '1_3s/2of3_2s/R_4s/3_1s/9_x',
    3,
    3,
    0.025,
    [0.089, 0.354, 0.726, 0.937, 0.992, 0.999, 1.0, 1.0],
    [0.201, 0.446, 0.633, 0.753, 0.879],
  ),
];

/** Shares of good runs that a limit of k SD rejects, exactly: 1 − (1 − 2Φ(−k))^N, as the facts round them. */
export const EXACT: readonly { rule: RuleId; n: number; pfr: number }[] = [
  { rule: '1_2s', n: 1, pfr: 0.0455 }, { rule: '1_2s', n: 2, pfr: 0.0889 }, { rule: '1_2s', n: 3, pfr: 0.1304 }, { rule: '1_2s', n: 4, pfr: 0.17 },
  { rule: '1_2.5s', n: 1, pfr: 0.0124 }, { rule: '1_2.5s', n: 2, pfr: 0.0247 }, { rule: '1_2.5s', n: 4, pfr: 0.0488 },
  { rule: '1_3s', n: 1, pfr: 0.0027 }, { rule: '1_3s', n: 2, pfr: 0.0054 }, { rule: '1_3s', n: 3, pfr: 0.0081 }, { rule: '1_3s', n: 4, pfr: 0.0108 },
  { rule: '1_3.5s', n: 2, pfr: 0.0009 }, { rule: '1_3.5s', n: 4, pfr: 0.0019 },
]; // prettier-ignore
