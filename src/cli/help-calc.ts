/** What --help says of benchpath calc. */
export const HELP_CALC: { [command: string]: string } = {
  calc: `benchpath calc NAME KEY=VALUE … [--json]
benchpath calc --list [NAME] [--json]

Computes one of the formulas of the bench: the answer with its unit, the formula with your numbers put in, how sure it is
and where it was read. What is missing, cannot be, or must not be used is refused with the reason. For learning and for
checking; no substitute for a procedure that your laboratory has validated.

  NAME        a formula, like egfr-2021, anion-gap, corrected-wbc; other spellings are known (egfr, anion_gap)
  KEY=VALUE   an input, like creatinine=1.0, sex=F, or values=98,101,99; the unit may be added: "creatinine=1.0 mg/dL"
  --list      all formulas with what they take; with NAME this one in full, or those that have the word in their name
  --json      for programs; schemas/calc.json and schemas/calc-list.json describe it

Examples
  benchpath calc egfr-2021 creatinine=1.0 age=50 sex=F
  benchpath calc indices rbc=5.0 hgb=15 hct=45 --json
  benchpath calc --list friedewald
`,
};
