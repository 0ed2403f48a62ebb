import type { Confidence } from '#content/index.ts';

export const RULE_IDS = [
  '1_2s', '1_2.5s', '1_3s', '1_3.5s', '2_2s', 'R_4s', '4_1s', '3_1s', '2of3_2s', '6_x', '8_x', '9_x', '10_x', '12_x', '7_T',
] as const; // prettier-ignore
export type RuleId = (typeof RULE_IDS)[number];

/**
 * Which points a rule looks at together. W: those of one run, in the order of the materials. A1: one material's, from run to
 * run. A2: all materials', by run and then in the order of the materials.
 */
export type Scope = 'W' | 'A1' | 'A2';

/** What is looked for, in standard deviations from the mean of the material; beyond always means strictly beyond. */
export type Pattern =
  | { kind: 'one'; beyond: 2 | 2.5 | 3 | 3.5 }
  | { kind: 'same-side'; of: number; beyond: 0 | 1 | 2 }
  | { kind: 'two-of-three'; beyond: 2 }
  | { kind: 'opposite'; beyond: 2 }
  | { kind: 'trend'; of: number };

export type Rule = {
  id: RuleId;
  /** How many points it takes. */
  needs: number;
  says: string;
  scopes: readonly Scope[];
  /** `either`: a laboratory lets it warn or reject. */
  use: 'warn' | 'reject' | 'either';
  detects: 'none' | 'random' | 'systematic' | 'random or large systematic' | 'either' | 'trend';
  note?: string;
  pattern: Pattern;
  confidence: Confidence;
  /** Ids of content/sources. */
  cite: readonly string[];
};

const MULTI = ['bench-wg-multi', 'bench-jarg'];
const THREE = ['bench-labce-n3'];

const one = (
  id: RuleId,
  beyond: 2 | 2.5 | 3 | 3.5,
  more: Pick<Rule, 'use' | 'detects' | 'confidence' | 'cite'> & { note?: string },
): Rule => ({
  id,
  needs: 1,
  says: `One control lies beyond ${beyond} SD, above or below.`,
  scopes: ['W'],
  pattern: { kind: 'one', beyond },
  ...more,
});

const COUNT: { [n: number]: string } = { 6: 'Six', 8: 'Eight', 9: 'Nine', 10: 'Ten', 12: 'Twelve' };

const onOneSide = (of: number, note: string, confidence: Confidence, cite: readonly string[]): Rule => ({
  id: `${of}_x` as RuleId,
  needs: of,
  says: `${COUNT[of]} controls in a row lie on one side of the mean.`,
  scopes: ['A1', 'A2'],
  use: 'either',
  detects: 'systematic',
  note,
  pattern: { kind: 'same-side', of, beyond: 0 },
  confidence,
  cite,
});

/** The control rules, in the order in which they are told. */
export const RULES: readonly Rule[] = [
  one('1_2s', 2, { use: 'warn', detects: 'none', confidence: 'verified', cite: ['bench-wg-multi', 'bench-wg-n3'], note: 'It begins an inspection by hand and rejects nothing; software may leave it out.' }), // prettier-ignore
  one('1_2.5s', 2.5, { use: 'reject', detects: 'either', confidence: 'likely', cite: [] }),
  one('1_3s', 3, {
    use: 'reject',
    detects: 'random or large systematic',
    confidence: 'verified',
    cite: MULTI,
  }),
  one('1_3.5s', 3.5, { use: 'reject', detects: 'random', confidence: 'likely', cite: [] }),
  {
    id: '2_2s',
    needs: 2,
    says: 'Two controls in a row lie beyond the same 2 SD limit.',
    scopes: ['W', 'A1'],
    use: 'reject',
    detects: 'systematic',
    pattern: { kind: 'same-side', of: 2, beyond: 2 },
    confidence: 'verified',
    cite: MULTI,
  },
  {
    id: 'R_4s',
    needs: 2,
    says: 'In one run, one control lies beyond +2 SD and another beyond −2 SD.',
    scopes: ['W'],
    use: 'reject',
    detects: 'random',
    note: 'Never from one run to the next. A range above 4 SD without both limits crossed is another rule.',
    pattern: { kind: 'opposite', beyond: 2 },
    confidence: 'verified',
    cite: [...MULTI, 'bench-wg-power'],
  },
  {
    id: '4_1s',
    needs: 4,
    says: 'Four controls in a row lie beyond the same 1 SD limit.',
    scopes: ['A1', 'A2'],
    use: 'reject',
    detects: 'systematic',
    pattern: { kind: 'same-side', of: 4, beyond: 1 },
    confidence: 'verified',
    cite: MULTI,
  },
  {
    id: '3_1s',
    needs: 3,
    says: 'Three controls in a row lie beyond the same 1 SD limit.',
    scopes: ['W', 'A1'],
    use: 'reject',
    detects: 'systematic',
    note: 'For three levels.',
    pattern: { kind: 'same-side', of: 3, beyond: 1 },
    confidence: 'verified',
    cite: THREE,
  },
  {
    id: '2of3_2s',
    needs: 3,
    says: 'Of three controls in a row at least two lie beyond the same 2 SD limit.',
    scopes: ['W', 'A1'],
    use: 'reject',
    detects: 'systematic',
    note: 'For three levels.',
    pattern: { kind: 'two-of-three', beyond: 2 },
    confidence: 'verified',
    cite: [...THREE, 'bench-wg-n3'],
  },
  onOneSide(6, 'For three levels.', 'verified', THREE),
  onOneSide(8, 'For two or four levels.', 'verified', ['bench-wg-multi']),
  onOneSide(9, 'For three levels.', 'likely', ['bench-wg-n3']),
  onOneSide(10, 'For two levels.', 'verified', MULTI),
  onOneSide(12, 'For four or six levels.', 'verified', ['bench-wg-multi']),
  {
    id: '7_T',
    needs: 7,
    says: 'Seven controls of one material, each higher than the one before, or each lower.',
    scopes: ['A1'],
    use: 'warn',
    detects: 'trend',
    note: 'Look for drift. Six steps; two equal points end them.',
    pattern: { kind: 'trend', of: 7 },
    confidence: 'likely',
    cite: [],
  },
];

export const ruleOf = (id: RuleId): Rule => RULES[RULE_IDS.indexOf(id)]!;
