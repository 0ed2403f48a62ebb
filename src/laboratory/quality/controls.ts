import { z } from 'zod';
import { nearest } from '#kernel/nearest.ts';
import { RULE_IDS } from './rule.ts';
import type { Series } from './series.ts';

const Label = z.string().min(1).max(80);

/** A file of control values: which rules judge which materials, and the values run by run. */
export const ControlFile = z.strictObject({
  rules: z.array(z.enum(RULE_IDS)).min(1).describe('Rules that judge the runs. Their order does not matter.'),
  acrossMaterials: z
    .boolean()
    .describe('Whether 4_1s and the n_x rules also count across materials, by run and then in their order.'),
  materials: z
    .array(
      z.strictObject({
        id: Label,
        mean: z.number().describe('Mean of the lot on this analyzer, fixed beforehand.'),
        sd: z.number().gt(0).describe('SD of the lot on this analyzer, fixed beforehand.'),
        values: z
          .array(z.number().nullable())
          .describe('One for each run, from run 1; null = not measured in that run, which is skipped.'),
      }),
    )
    .min(1),
  corrected: z
    .array(z.int().min(1))
    .optional()
    .describe('Runs (from 1) that were rejected and corrected: after each the rules begin anew.'),
});
export type ControlFile = z.infer<typeof ControlFile>;

/** Something wrong with a file of controls: where, what, and what would be right. */
export type ControlProblem = { at: readonly PropertyKey[]; message: string; right: string };

/** Reads what stood in a file. Never throws: whatever is wrong comes back as problems. */
export function readControls(value: unknown): { series: Series } | { problems: ControlProblem[] } {
  const parsed = ControlFile.safeParse(value);
  const problems = parsed.success ? senseOf(parsed.data) : parsed.error.issues.flatMap((i) => said(i, value));
  if (!parsed.success || problems.length > 0) return { problems };
  const { corrected = [], ...rest } = parsed.data;
  return { series: { ...rest, corrected } };
}

/** What each line may be right by itself and still not make sense together. */
function senseOf({ rules, materials, corrected = [] }: ControlFile): ControlProblem[] {
  const ids = materials.map((m) => m.id);
  const [first] = materials;
  const runs = first!.values.length;
  return [
    ...twice(rules).map((i) => ({ at: ['rules', i], message: `${rules[i]} stands here twice`, right: 'name each rule once' })),
    ...twice(ids).map((i) => ({ at: ['materials', i, 'id'], message: `another material has the id ${JSON.stringify(ids[i])}`, right: 'give each its own' })),
    ...materials.flatMap((m, i) =>
      m.values.length === runs ? [] : [{
        at: ['materials', i, 'values'],
        message: `${m.values.length} runs, where ${JSON.stringify(first!.id)} has ${runs}`,
        right: 'write null for a run in which it was not measured, so that runs stay side by side',
      }]),
    ...corrected.flatMap((run, i) =>
      run <= runs ? [] : [{ at: ['corrected', i], message: `there is no run ${run}`, right: `runs go from 1 to ${runs}` }]),
  ]; // prettier-ignore
}

const twice = (list: readonly string[]): number[] => list.flatMap((v, i) => (list.indexOf(v) < i ? [i] : []));

const KEYS = Object.keys(ControlFile.shape);
const MATERIAL_KEYS = ['id', 'mean', 'sd', 'values'];
const MISSING: { [key: string]: string } = {
  rules: 'write a list of rules, like [1_3s, 2_2s, R_4s]',
  acrossMaterials: 'write true where 4_1s and the n_x rules also count across materials, else false',
  materials: 'write a list of materials, each { id, mean, sd, values }',
  id: 'write the name of the material, like L1',
  mean: 'write the mean of the lot as a number',
  sd: 'write the SD of the lot as a number above 0',
  values: 'write a list of numbers, one for each run',
  corrected: 'write a list of run numbers, like [6]',
};

/** A schema's refusal in words that say what to write. */
function said(issue: z.core.$ZodIssue, file: unknown): ControlProblem[] {
  const at = issue.path;
  const key = String(at.findLast((part) => typeof part === 'string') ?? '');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((word) => {
      const known = at.length === 0 ? KEYS : MATERIAL_KEYS;
      const [near] = nearest(word, known, 1);
      const right = near ? `did you mean ${near}?` : `the keys here are ${known.join(', ')}`;
      return { at: [...at, word], message: `unknown key ${JSON.stringify(word.slice(0, 60))}`, right };
    });
  const found = valueAt(file, at);
  if (found === undefined) return [{ at, message: 'it is missing', right: MISSING[key] ?? 'write it' }];
  if (issue.code === 'invalid_value' && key === 'rules') {
    const [near] = typeof found === 'string' ? nearest(found, RULE_IDS, 1) : [];
    const right = `${near ? `did you mean ${near}? ` : ''}the rules are ${RULE_IDS.join(', ')}`;
    return [{ at, message: `${shown(found)} is no rule`, right }];
  }
  if (key === 'values' && at.length === 4)
    return [{ at, message: `${shown(found)} is no number`, right: 'write a number without quotes, or null where it was not measured' }]; // prettier-ignore
  if (issue.code === 'too_small' && Array.isArray(found))
    return [{ at, message: 'the list is empty', right: MISSING[key]! }];
  const right = MISSING[key] ?? 'write { id, mean, sd, values }';
  return [{ at, message: `${shown(found)} cannot stand here`, right: at.length === 0 ? 'write { rules, acrossMaterials, materials }' : right }]; // prettier-ignore
}

const shown = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? 'this'
    : typeof value === 'number'
      ? String(value)
      : JSON.stringify(value).slice(0, 60);

const valueAt = (value: unknown, at: readonly PropertyKey[]): unknown =>
  at.reduce<unknown>(
    (held, key) =>
      typeof held === 'object' && held !== null ? (held as { [k: PropertyKey]: unknown })[key] : undefined,
    value,
  );
