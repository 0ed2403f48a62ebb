/** What --help says of the laboratory's commands. */
export const HELP_LABORATORY: { [command: string]: string } = {
  qc: `benchpath qc FILE [--json]

Judges control values by the rules that FILE names: which run breaks which rule, on which material, and a chart of each.
A limit is crossed only strictly beyond it, in the decimals as they are written: exactly 2 SD is not beyond 2 SD.
Means and SDs are those of the lot, fixed beforehand. A value that was not measured is null, and is skipped: it neither
breaks a row of points nor counts in it. A flag stands on the run that completes it (runs count from 1).

  FILE     YAML or JSON, or - for standard input; schemas/controls.json describes it:
           rules: [1_2s, 1_3s, 2_2s, R_4s, 4_1s, 8_x]
           acrossMaterials: true      # 4_1s and n_x also count across materials, by run and then in their order
           materials: [{ id: L1, mean: 100, sd: 2, values: [101, 99, null, 104.5] }, …]
           corrected: [6]             # runs that were rejected and corrected: after each the rules begin anew
  --json   for programs; schemas/qc.json describes it

The rules: 1_2s 1_2.5s 1_3s 1_3.5s 2_2s R_4s 4_1s 3_1s 2of3_2s 6_x 8_x 9_x 10_x 12_x 7_T

Examples
  benchpath qc examples/laboratory/two-levels.json
  benchpath qc examples/laboratory/two-levels.json --json
`,
};
