import { Flow } from './flow.ts';

/**
 * Hours on offer and what is asked for, in pieces. An offer's `needs` are places in `asked.needs`; `cap` names the cap
 * that it falls under, null = none. Every need's hours count in the total too, and an hour counts in one need only.
 */
export type Offer = { amount: number; needs: readonly number[]; counts: boolean; cap: number | null };
export type Asked = { total: number; needs: readonly number[]; caps: readonly number[] };

/** `toward` is a need's place, or `any` = the rest of the total. */
export type Share = { offer: number; toward: number | 'any'; amount: number };

/**
 * The best division. `filled` = by need; `any` = toward the rest of the total. Needs are filled in their order, each as
 * far as those before it let it, and together as far as any division does. `helps` = where one more hour would count.
 */
export type Filled = {
  filled: number[];
  any: number;
  shares: Share[];
  helps: { needs: boolean[]; any: boolean };
};

/** What is left of the total when every need has what it asks. */
export const restOf = ({ total, needs }: Asked): number =>
  Math.max(
    0,
    needs.reduce((rest, need) => rest - need, total),
  );

/** Divides hours among needs: a greatest flow from the offers through the caps to the needs. */
export function fill(offers: readonly Offer[], asked: Asked): Filled {
  const flow = new Flow();
  const [source, sink] = [flow.node(), flow.node()];
  const caps = asked.caps.map((most) => {
    const node = flow.node();
    flow.edge(source, node, most);
    return node;
  });
  const needs = asked.needs.map(() => flow.node());
  const any = flow.node();
  const ways: { offer: number; toward: number | 'any'; edge: number }[] = [];
  offers.forEach((offer, i) => {
    if (offer.amount <= 0 || !offer.counts) return;
    const node = flow.node();
    flow.edge(offer.cap === null ? source : caps[offer.cap]!, node, offer.amount);
    for (const need of offer.needs)
      ways.push({ offer: i, toward: need, edge: flow.edge(node, needs[need]!, Infinity) });
    ways.push({ offer: i, toward: 'any', edge: flow.edge(node, any, Infinity) });
  });
  const filled = asked.needs.map((least, i) => {
    flow.edge(needs[i]!, sink, least);
    return flow.send(source, sink);
  });
  flow.edge(any, sink, restOf(asked));
  const rest = flow.send(source, sink);
  const reaching = flow.reaching(sink);
  return {
    filled,
    any: rest,
    shares: ways
      .map(({ offer, toward, edge }) => ({ offer, toward, amount: flow.through(edge) }))
      .filter((share) => share.amount > 0),
    helps: { needs: needs.map((node) => reaching.has(node)), any: reaching.has(any) },
  };
}
