/** What --help says of the laboratory's commands. */
export const HELP_LABORATORY: { [command: string]: string } = {
  'lab list': `benchpath lab list [--json]

The scenarios of the practice laboratory: what departments, how hard, how long. Titles do not say what is wrong.

  --json   for programs; schemas/lab-list.json describes it

Examples
  benchpath lab list
`,
  'lab run': `benchpath lab run SCENARIO [--seed N] [--robot R] [--log FILE] [--json]

A robot plays a scenario: its score, what it did to patients, and the hash of the state it ended in. The same scenario, seed
and robot give the same hash anywhere.

  SCENARIO   an id of benchpath lab list
  --seed N   which form of it (default: its first seed); any number or name makes one
  --robot R  gold: what a good technologist does with what can be seen (default); release-all; hold-all
  --log FILE writes every deed to FILE, for benchpath lab replay
  --json     for programs; schemas/lab-run.json describes it

Examples
  benchpath lab run two-tubes-from-4-west --seed 1 --robot gold
  benchpath lab run two-tubes-from-4-west --robot release-all --json
`,
  'lab replay': `benchpath lab replay LOG [--json]

Plays the deeds of a log again, and says whether the state they end in is the one the log names.

  LOG      a file that lab run --log wrote or a page gave, or - for standard input
  --json   for programs; schemas/lab-replay.json describes it

Examples
  benchpath lab run two-tubes-from-4-west --log shift.json
  benchpath lab replay shift.json
`,
  'lab serve': `benchpath lab serve [--scenario ID [--seed N] [--speed N]] [--hl7 PORT] [--astm PORT] [--http PORT] [--host HOST]
                    [--reports HOST:PORT] [--data FOLDER]

A LIS that analyzers and hospital systems connect to: orders, queries and results by HL7 v2.5.1 over MLLP, results and
queries by ASTM (LIS1-A, LIS2-A2) over TCP, FHIR R4 at /fhir. A message is answered when it is on the disk; what cannot be
filed is parked with its reason, and mended in a browser. Runs until Ctrl-C. A practice laboratory: not for real patients.

  --hl7 PORT     default 2575; 0 = any free port, which is printed
  --astm PORT    default 2576
  --http PORT    default 2580: the messages as they came and as they were read, worklist, results; no script, no account
  --host HOST    default 127.0.0.1, so that only this machine can connect. Whoever can connect may send and read
  --reports HOST:PORT   where results go when they are reported (ORU^R01 over MLLP), until each is acknowledged
  --scenario ID  a practice laboratory of its own instead: its orders are in the LIS, its analyzers connect over TCP and work,
                 reception takes every tube that has a bar code; what is held waits for you
  --seed N       which form of the scenario (default: its first seed)
  --speed N      simulated seconds in each second, 1 to 3600 (default 60)
  --data FOLDER  the data folder; default BENCHPATH_DATA, or the system's folder. DATABASE_URL names PostgreSQL

Examples
  benchpath lab serve
  benchpath lab serve --scenario two-tubes-from-4-west --seed 1 --speed 120 --http 8080
`,
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
