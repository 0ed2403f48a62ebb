/** An edge and its way back stand side by side; `left` = what can still flow. */
type Edge = { to: number; left: number };

/**
 * Greatest flow through a network of whole capacities (E. A. Dinic, 1970). Sink edges may be opened one after the other:
 * what already flows into the sink through one of them stays.
 */
export class Flow {
  readonly #edges: Edge[] = [];
  readonly #from: number[][] = [];

  node(): number {
    return this.#from.push([]) - 1;
  }

  /** Resolves to the edge's number. */
  edge(from: number, to: number, capacity: number): number {
    const at = this.#edges.push({ to, left: capacity }, { to: from, left: 0 }) - 2;
    this.#from[from]!.push(at);
    this.#from[to]!.push(at + 1);
    return at;
  }

  /** What flows through an edge. */
  through(edge: number): number {
    return this.#edges[edge ^ 1]!.left;
  }

  /** Sends as much more as can be sent, and says how much. */
  send(source: number, sink: number): number {
    let sum = 0;
    for (;;) {
      const levels = this.#levels(source);
      if (levels[sink]! < 0) return sum;
      const next = new Int32Array(this.#from.length);
      for (let sent; (sent = this.#push(source, sink, Infinity, levels, next)) > 0;) sum += sent;
    }
  }

  /** Nodes from which more could still reach the sink. */
  reaching(sink: number): Set<number> {
    const found = new Set([sink]);
    for (const node of found)
      for (const at of this.#from[node]!) if (this.#edges[at ^ 1]!.left > 0) found.add(this.#edges[at]!.to);
    return found;
  }

  #levels(source: number): Int32Array {
    const levels = new Int32Array(this.#from.length).fill(-1);
    levels[source] = 0;
    const queue = [source];
    for (const node of queue)
      for (const at of this.#from[node]!) {
        const { to, left } = this.#edges[at]!;
        if (left <= 0 || levels[to]! >= 0) continue;
        levels[to] = levels[node]! + 1;
        queue.push(to);
      }
    return levels;
  }

  #push(node: number, sink: number, most: number, levels: Int32Array, next: Int32Array): number {
    if (node === sink) return most;
    const out = this.#from[node]!;
    for (; next[node]! < out.length; next[node]!++) {
      const at = out[next[node]!]!;
      const { to, left } = this.#edges[at]!;
      if (left <= 0 || levels[to] !== levels[node]! + 1) continue;
      const sent = this.#push(to, sink, Math.min(most, left), levels, next);
      if (sent === 0) continue;
      this.#edges[at]!.left -= sent;
      this.#edges[at ^ 1]!.left += sent;
      return sent;
    }
    return 0;
  }
}
