/** What one measurement gave (W6), with the truth beside it. What the analyzer sends is `value`, `text`, `beyond` and `alarms`. */
export type Measured = {
  readonly analyte: string;
  /** Rounded to the analyte's decimals; null where the analyzer gave none. */
  readonly value: number | null;
  /** A result in words (a strip's pad, a color). */
  readonly text: string | null;
  /** Beyond the measuring range: the value is the limit. */
  readonly beyond: '<' | '>' | null;
  /** What the analyzer says besides: 'short sample', 'PLT clumps', … */
  readonly alarms: readonly string[];
  /**
   * Hidden. What the patient the blood is of had when it was drawn; and the value without the scatter of a working analyzer,
   * so that the score never punishes what nobody could see.
   */
  readonly truth: number | string | null;
  readonly withoutScatter: number | string | null;
};
