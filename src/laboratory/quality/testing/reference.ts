import type { RuleId, Scope } from '../rule.ts';

/** A point as whole numbers: value, mean and SD in the same small unit, so that nothing is ever rounded. */
export type WholePoint = { value: number; mean: number; sd: number };

/**
 * The rules written down again as slowly and plainly as possible, on whole numbers, from the facts and not from the code:
 * all points are kept, and each window is cut out and looked at. Rows are runs, columns are materials, null = not measured.
 */
export function slowFlags(
  runs: readonly (WholePoint | null)[][],
  rules: readonly RuleId[],
  scopes: readonly Scope[],
): { run: number; rule: RuleId; scope: Scope; materials: number[] }[] {
  const found: { run: number; rule: RuleId; scope: Scope; materials: number[] }[] = [];
  type At = WholePoint & { m: number };
  const sideBeyond = (p: WholePoint, halves: number): number =>
    2 * (p.value - p.mean) > halves * p.sd ? 1 : 2 * (p.mean - p.value) > halves * p.sd ? -1 : 0;
  const allOneSide = (w: readonly At[], halves: number) =>
    w.every((p) => sideBeyond(p, halves) === 1) || w.every((p) => sideBeyond(p, halves) === -1);
  const rowLength: { [rule: string]: [n: number, halves: number] } = {
    '2_2s': [2, 4], '4_1s': [4, 2], '3_1s': [3, 2], '6_x': [6, 0], '8_x': [8, 0], '9_x': [9, 0], '10_x': [10, 0], '12_x': [12, 0],
  }; // prettier-ignore
  const alone: { [rule: string]: number } = { '1_2s': 4, '1_2.5s': 5, '1_3s': 6, '1_3.5s': 7 };
  const across = new Set<RuleId>(['4_1s', '6_x', '8_x', '9_x', '10_x', '12_x']);
  const inRun = new Set<RuleId>(['2_2s', '3_1s', '2of3_2s']);
  const along = (rule: RuleId) => rowLength[rule] !== undefined || rule === '2of3_2s' || rule === '7_T';

  /** Which points of a window break a rule; null = it holds. */
  const broken = (rule: RuleId, w: readonly At[]): At[] | null => {
    if (rowLength[rule])
      return w.length === rowLength[rule][0] && allOneSide(w, rowLength[rule][1]) ? [...w] : null;
    if (rule === '2of3_2s' && w.length === 3)
      for (const side of [1, -1])
        if (w.filter((p) => sideBeyond(p, 4) === side).length >= 2)
          return w.filter((p) => sideBeyond(p, 4) === side);
    if (rule === '7_T' && w.length === 7) {
      const steps = w.slice(1).map((p, i) => Math.sign(p.value - w[i]!.value));
      if (steps.every((s) => s === 1) || steps.every((s) => s === -1)) return [...w];
    }
    return null;
  };
  const length = (rule: RuleId) => rowLength[rule]?.[0] ?? (rule === '7_T' ? 7 : 3);

  runs.forEach((row, r) => {
    const now: At[] = row.flatMap((p, m) => (p ? [{ ...p, m }] : []));
    const past: At[] = runs.slice(0, r + 1).flatMap((one) => one.flatMap((p, m) => (p ? [{ ...p, m }] : [])));
    const say = (rule: RuleId, scope: Scope, points: readonly At[]) =>
      found.push({ run: r + 1, rule, scope, materials: [...new Set(points.map((p) => p.m))].sort((a, b) => a - b) }); // prettier-ignore
    for (const rule of rules) {
      if (scopes.includes('W')) {
        if (alone[rule] !== undefined) {
          const out = now.filter((p) => sideBeyond(p, alone[rule]!) !== 0);
          if (out.length > 0) say(rule, 'W', out);
        }
        if (rule === 'R_4s') {
          const out = now.filter((p) => sideBeyond(p, 4) !== 0);
          if (out.some((p) => sideBeyond(p, 4) === 1) && out.some((p) => sideBeyond(p, 4) === -1))
            say(rule, 'W', out);
        }
        if (inRun.has(rule)) {
          const out = now.flatMap((_, i) => broken(rule, now.slice(i, i + length(rule))) ?? []);
          if (out.length > 0) say(rule, 'W', out);
        }
      }
      if (scopes.includes('A1') && along(rule))
        for (const { m } of now)
          if (broken(rule, past.filter((p) => p.m === m).slice(-length(rule))))
            say(rule, 'A1', [{ ...now[0]!, m }]);
      if (scopes.includes('A2') && across.has(rule) && row.length > 1 && now.length > 0) {
        const out = broken(rule, past.slice(-length(rule)));
        if (out) say(rule, 'A2', out);
      }
    }
  });
  return found;
}
