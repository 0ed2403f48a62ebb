import type { Circuit } from './circuit.ts';
import type { Problem } from './problem.ts';

/**
 * Finds moves that pay and give just the same, of what anything open may want, and for ever. No plan that no other beats
 * holds two of them: without the one that ends later it would be as good.
 */
export function twinsIn({ moves }: Problem, { gates, gives, lasting }: Circuit) {
  // Numbers mixed from those of the gates tell sets apart nearly always, in any order; what they do not is compared.
  const mark = Int32Array.from(gates, (_, g) => Math.imul(g + 1, 0x9e3779b1) ^ ((g + 1) << 7));
  const wanted = (m: number, use: Float64Array) =>
    [...gives[m]!]
      .flatMap((g, i) => (use[g]! < Infinity ? [{ g, forEver: lasting[m]![i]! }] : []))
      .sort((x, y) => x.g - y.g);

  /** @param use Infinity for each gate that nothing open wants */
  return (a: number, b: number, use: Float64Array): boolean => {
    if (moves[a]!.rate !== moves[b]!.rate) return false;
    if (marked(gives[a]!, mark, use) !== marked(gives[b]!, mark, use)) return false;
    const [mine, others] = [wanted(a, use), wanted(b, use)];
    return (
      mine.length === others.length &&
      mine.every((one, i) => one.g === others[i]!.g && one.forEver && others[i]!.forEver)
    );
  };
}

function marked(list: Int32Array, mark: Int32Array, use: Float64Array): number {
  let total = 0;
  for (let i = 0; i < list.length; i++) if (use[list[i]!]! < Infinity) total ^= mark[list[i]!]!;
  return total;
}
