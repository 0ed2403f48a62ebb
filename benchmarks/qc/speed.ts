import { addRun, newTally, planOf, RULE_IDS, seriesFlags, type RuleId } from '#laboratory/quality/index.ts';
import { normals } from './chance.ts';
import { byHand } from './hand.ts';

const SET: RuleId[] = ['1_3s', '2_2s', 'R_4s', '4_1s', '8_x'];
const RUNS = 500_000;
const MATERIALS = [
  { id: 'L1', mean: 4.2, sd: 0.05 },
  { id: 'L2', mean: 6.8, sd: 0.1 },
];

type Line = { name: string; perSecond: number };

/** Points a second of processor time, best of five. */
function measure(name: string, points: number, work: () => number): Line & { flagged: number } {
  let [best, flagged] = [Infinity, 0];
  for (let round = 0; round < 5; round++) {
    const start = process.cpuUsage();
    flagged = work();
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / 1e6);
  }
  return { name, perSecond: points / best, flagged };
}

/** Our evaluator beside a loop written by hand for one set of rules: with raw numbers, and with numbers of two places. */
export function speed(seed: number): { lines: Line[]; naive: number } {
  const next = normals(seed);
  const draw = (places: number) =>
    MATERIALS.map(({ mean, sd }) => Float64Array.from({ length: RUNS }, () => {
      const x = mean + sd * next();
      return places > 9 ? x : Number(x.toFixed(places));
    })) as [Float64Array, Float64Array]; // prettier-ignore
  const ours = (rules: readonly RuleId[], [a, b]: [Float64Array, Float64Array]) => {
    const plan = planOf({ rules, acrossMaterials: true, materials: MATERIALS });
    const [tally, zones, run] = [newTally(plan), new Int8Array(2), new Float64Array(2)];
    let flagged = 0;
    for (let i = 0; i < RUNS; i++) {
      run[0] = a[i]!;
      run[1] = b[i]!;
      if (addRun(plan, tally, run, zones) !== 0) flagged++;
    }
    return flagged;
  };
  const [raw, coarse] = [draw(17), draw(2)];
  const mean = MATERIALS.map((m) => m.mean);
  const sd = MATERIALS.map((m) => m.sd);
  const few = MATERIALS.map((m, i) => ({ ...m, values: Array.from(raw[i]!.subarray(0, RUNS / 5)) }));
  const points = 2 * RUNS;
  const hand = [raw, coarse].map(([a, b], i) =>
    measure(`the loop by hand, ${i ? 'two places' : 'raw'}`, points, () => byHand(a, b, mean, sd)),
  );
  const own = [raw, coarse].map((both, i) =>
    measure(`ours, the same rules, ${i ? 'two places' : 'raw'}`, points, () => ours(SET, both)),
  );
  if (hand[0]!.flagged !== own[0]!.flagged)
    throw new Error(`ours flags ${own[0]!.flagged} runs, the loop by hand ${hand[0]!.flagged}`);
  const all = measure('ours, all 15 rules, raw', points, () => ours(RULE_IDS, raw));
  const named = measure('ours, flags with their materials', points / 5, () =>
    seriesFlags({ rules: SET, acrossMaterials: true, materials: few }).length); // prettier-ignore
  return { lines: [...hand, ...own, all, named], naive: Math.abs(hand[1]!.flagged - own[1]!.flagged) };
}
