import { next } from '../expert/index.ts';
import { openShift, play, view, type Deed, type Made, type Shift, type View } from '../shift/index.ts';
import { harmsOf } from './harm.ts';

const total = (shift: Shift): number => harmsOf(shift).reduce((n, h) => n + h.points, 0);

/**
 * The same shift once more: everything as you did it, but for one specimen, of which a good technologist takes care. By how much that
 * alone would have changed the harm.
 */
export function withGoldFor(shift: Shift, accession: string, made: Made): number {
  const again = openShift(
    shift.scenario.crowd ? { ...shift.scenario, ...ownParts(shift) } : shift.scenario,
    shift.seed,
    made,
  );
  const mine = shift.log.filter(({ deed }) => deed.deed !== 'finish');
  for (const { at, deed, outside } of mine) {
    while (again.now < at && tend(again, accession)) if (again.finished) break;
    if (again.now < at) play(again, { deed: 'wait', minutes: (at - again.now) / 60 });
    const rest = without(again, deed, accession);
    if (rest) play(again, rest, outside ? { outside: true } : {});
  }
  for (let n = 0; n < 300 && !again.finished; n++) if (!tend(again, accession)) break;
  return total(shift) - total(again);
}

/** The scenario as it was written: the crowd is made anew when the shift opens. */
function ownParts({ scenario }: Shift): Pick<Shift['scenario'], 'patients' | 'orders'> {
  const own = (id: string) => !/^(o-)?c\d+$/.test(id);
  return {
    patients: scenario.patients.filter((p) => own(p.id)),
    orders: scenario.orders.filter((o) => own(o.id)),
  };
}

/** The accession, and those under which it was asked for again. */
function family(shift: Shift, accession: string): Set<string> {
  const all = new Set([accession]);
  for (
    let again = shift.ledger.lis.specimens.get(accession)?.again;
    again;
    again = shift.ledger.lis.specimens.get(again)?.again
  )
    all.add(again);
  return all;
}

/** One step of gold for this specimen; false when nothing is left to do for it now. */
function tend(shift: Shift, accession: string): boolean {
  const does = next(narrowed(view(shift), family(shift, accession), shift)).does;
  if (does.deed === 'finish') return false;
  if (does.deed === 'wait for next') {
    if (shift.queue.length === 0) return false;
    play(shift, does);
    return true;
  }
  return !('refused' in play(shift, does));
}

/** The view with one specimen in it; controls are somebody else's. */
function narrowed(whole: View, accessions: Set<string>, shift: Shift): View {
  const its = (c: { id: string; accession: string | null }) =>
    c.accession === null ? accessions.has(shift.containers.get(c.id)!.planned) : accessions.has(c.accession);
  const specimens = whole.specimens.filter((s) => accessions.has(s.accession));
  return {
    ...whole,
    containers: whole.containers.filter(its),
    specimens,
    results: whole.results.filter((r) => accessions.has(r.accession)),
    calls: whole.calls.filter((c) => accessions.has(c.accession)),
    rings: [],
    lookBacks: [],
    channels: whole.channels.map((c) =>
      c.state.status === 'held' ? { ...c, state: { status: 'unknown' as const } } : c,
    ),
  };
}

/** Your deed without what it does to this specimen; null when nothing is left of it. */
function without(shift: Shift, deed: Deed, accession: string): Deed | null {
  const accessions = family(shift, accession);
  const mine = (id: string) =>
    accessions.has(shift.containers.get(id)?.planned ?? '') ||
    accessions.has(shift.containers.get(id)?.accession ?? '');
  if ('containers' in deed) {
    const containers = deed.containers.filter((c) => !mine(c));
    return containers.length === 0 ? null : { ...deed, containers };
  }
  if ('container' in deed && mine(deed.container)) return null;
  if ('accession' in deed && accessions.has(deed.accession)) return null;
  if (deed.deed === 'ask' && shift.ledger.lis.specimens.get(accession)?.order === deed.order) return null;
  if (deed.deed !== 'lis') return deed;
  const { command } = deed;
  if (command.do === 'verify') {
    const results = command.results.filter((r) => !accessions.has(r.accession));
    return results.length === 0 ? null : { ...deed, command: { ...command, results } };
  }
  if ('accession' in command && command.accession !== null && accessions.has(command.accession)) return null;
  if ('call' in command && accessions.has(shift.ledger.lis.calls.get(command.call)?.accession ?? ''))
    return null;
  return deed;
}
