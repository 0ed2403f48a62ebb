import type { Deed, SeenContainer, View } from '../shift/index.ts';
import { evidenceOf, INDICES } from './evidence.ts';
import type { Finding } from './finding.ts';

const find = (because: string, does: Deed, family = 'routine'): Finding => ({ family, because, does });

/** What rings. */
const ANSWERS: { [about: string]: string } = {
  'late-label': 'decline',
  'skip-read-back': 'insist',
  'result-by-phone': 'identify',
  'add-on': 'take',
  complaint: 'look-into',
  supply: 'note',
  spill: 'contain',
  question: 'answer',
};

export function atPhone(view: View): Finding | null {
  const ring = view.rings.find((r) => r.answered === null);
  if (ring) {
    const choice = ring.choices.find((c) => c.id === ANSWERS[ring.about]) ?? ring.choices[0]!;
    return find('somebody is waiting', { deed: 'answer', interruption: ring.id, choice: choice.id });
  }
  for (const call of view.calls) {
    const result = view.results.find((r) => r.accession === call.accession && r.test === call.test);
    const lis = (command: Extract<Deed, { deed: 'lis' }>['command']): Deed => ({ deed: 'lis', command });
    const order = view.orders.find(
      (o) => o.id === view.specimens.find((s) => s.accession === call.accession)?.order,
    );
    if (!result || !order || result.state.status !== 'released') continue;
    const told = String(
      result.state.versions.at(-1)!.reading.value ?? result.state.versions.at(-1)!.reading.text,
    );
    switch (call.state.status) {
      case 'due':
        return find(
          `${result.name} ${told} is critical: it is called at once`,
          lis({ do: 'call', call: call.id, to: order.ward }),
        );
      case 'answered':
        if (call.state.identifiers.length < 2 && call.state.licensed)
          return find(
            'a patient is named by two identifiers',
            lis({
              do: 'give identifiers',
              call: call.id,
              identifiers: [order.patient.name, order.patient.born],
            }),
          );
        break;
      case 'read-back':
        return call.state.heard === told
          ? find('it was read back rightly', lis({ do: 'confirm read-back', call: call.id }))
          : find(
              `they heard ${call.state.heard}`,
              lis({ do: 'correct read-back', call: call.id, says: told }),
            );
    }
  }
  return null;
}

/** Tubes that may go into the centrifuge now, together. Serum has to clot first. */
export function toSpin(view: View): Finding | null {
  const ready = view.containers.filter(
    (c) =>
      SPUN.has(c.kind) &&
      !forCells(view, c) &&
      !c.spun &&
      !c.spinning &&
      c.place !== 'gone' &&
      accepted(view, c) &&
      clotted(view, c),
  );
  return ready.length === 0
    ? null
    : find('plasma and serum are parted from cells', {
        deed: 'spin',
        containers: ready.slice(0, 12).map((c) => c.id),
      });
}

const SPUN = new Set(['ltgreen', 'gold', 'red', 'green', 'ltblue', 'gray']);
/** Cells are counted in a citrate tube as it is. */
const forCells = (view: View, c: SeenContainer): boolean => {
  const tests = view.specimens.find((s) => s.accession === c.accession)?.tests ?? [];
  return c.kind === 'ltblue' && tests.some((t) => t === 'plt' || t === 'wbc');
};
const accepted = (view: View, c: SeenContainer): boolean => {
  const status = view.specimens.find((s) => s.accession === c.accession)?.state.status;
  return status === 'accepted' || status === 'stored';
};
const clotted = (view: View, c: SeenContainer): boolean => {
  if (c.kind !== 'gold' && c.kind !== 'red') return true;
  const drawn = view.specimens.find((s) => s.accession === c.accession)?.collectedAt ?? 0;
  return view.opens + view.seconds - drawn >= 31 * 60;
};

/** Tubes that an analyzer can take now, stat first; channels that are held wait. */
export function toLoad(view: View): Finding | null {
  for (const analyzer of view.analyzers) {
    const held = new Set(
      view.channels
        .filter(
          (c) => c.analyzer === analyzer.id && (c.state.status === 'held' || c.state.status === 'unproven'),
        )
        .map((c) => c.analyte),
    );
    const ready = view.containers.flatMap((c) => {
      if (
        !analyzer.takes.includes(c.kind) ||
        c.place === 'analyzer' ||
        c.place === 'gone' ||
        c.spinning ||
        !accepted(view, c)
      )
        return [];
      if (SPUN.has(c.kind) && !c.spun && !forCells(view, c)) return [];
      if (view.containers.some((o) => o.id === `${c.id}a`)) return [];
      const seen = evidenceOf(view, c.accession!);
      const open = seen.results
        .filter(
          (r) =>
            r.state.status === 'pending' && analyzer.measures.includes(r.test) && !INDICES.includes(r.test),
        )
        .map((r) => r.test);
      const tests = open.filter((t) => !held.has(t) && !CALCULATED.has(t));
      if (tests.length === 0 || seen.specimen.held !== null) return [];
      // The line measures what it can; the gas analyzer is asked for by name.
      if (analyzer.id === 'gas1' && c.kind !== 'abg') return [];
      return [{ c, tests, stat: seen.order.priority !== 'routine' }];
    });
    const stats = ready.filter((r) => r.stat);
    const now = (stats.length > 0 ? stats : ready).slice(0, 8);
    // What is held waits, and what was measured already is not measured again.
    const only = now.some((r) =>
      evidenceOf(view, r.c.accession!).specimen.tests.some(
        (t) =>
          analyzer.measures.includes(t) && !INDICES.includes(t) && !CALCULATED.has(t) && !r.tests.includes(t),
      ),
    );
    if (now.length > 0)
      return find(`${analyzer.name} can run them now`, {
        deed: 'load',
        analyzer: analyzer.id,
        containers: now.map((r) => r.c.id),
        ...(only ? { tests: [...new Set(now.flatMap((r) => r.tests))] } : {}),
      });
  }
  return null;
}

const CALCULATED = new Set(['agap', 'egfr', 'ldlc']);

/** Something still has to come, or nothing is left to do. */
export function toEnd(view: View): Finding {
  return view.coming.count > 0
    ? find('something is still under way', { deed: 'wait for next' })
    : find('nothing is left open', { deed: 'finish' });
}
