import type { ScenarioEntry } from '#content/laboratory/index.ts';
import { act, type Actor, type Command } from '../lis/index.ts';
import { spin, standUntil } from '../world/index.ts';
import { applyChange, noteChange } from './changes.ts';
import { runControlMaterials, runSpecimens } from './machines.ts';
import type { Container, Shift } from './shift.ts';

const MINUTE = 60;
const BY: Actor = { id: 'night shift', role: 'pathologist' };

/**
 * What the shift before did since its controls, in the order of time: it changed things at the analyzers, ran controls, and measured
 * and reported tubes by the same wire and the same LIS, so that what it did wrong stands there as it would.
 */
export function nightShift(shift: Shift, { orders, analyzers, runs, mischief }: ScenarioEntry): void {
  const steps: { at: number; does: () => void }[] = [];
  for (const change of analyzers)
    if (change.at <= 0)
      steps.push({
        at: change.at,
        does: () => {
          applyChange(shift, change);
          // What lies before the morning's controls was told then.
          if (change.at > -45) noteChange(shift, change, shift.now);
        },
      });
  for (const { at, analyzer, analytes } of runs)
    if (at <= 0) steps.push({ at, does: () => runControlMaterials(shift, analyzer, analytes) });
  for (const order of orders)
    if (order.before)
      steps.push({
        at: order.before.at,
        does: () =>
          handled(
            shift,
            order,
            orders,
            mischief.flatMap((m) => (m.what === 'typed' && m.order === order.id ? [m.analyte] : [])),
          ),
      });
  for (const { at, does } of steps.sort((a, b) => a.at - b.at)) {
    shift.now = Math.max(at * MINUTE, shift.ledger.lis.now - shift.opens);
    does();
  }
  shift.now = 0;
  // The tubes of the night do not arrive again.
  shift.queue = shift.queue.filter(
    ({ coming }) =>
      coming.what !== 'arrival' || shift.containers.get(coming.container)!.place === 'on the way',
  );
}

type Order = ScenarioEntry['orders'][number];

/** @param typed what was not run on the line, but typed from a printout */
function handled(shift: Shift, order: Order, all: readonly Order[], typed: readonly string[]): void {
  const own = [...shift.containers.values()].filter((c) => c.order === order.id);
  const instead = all.find((o) => o.id === order.before!.as);
  for (const container of own) {
    const others = [...shift.containers.values()].find(
      (c) => c.order === instead?.id && c.tube.kind === container.tube.kind,
    );
    receive(shift, container, others?.planned ?? container.planned);
    for (const model of shift.fleet)
      if (model.takes.includes(container.tube.kind) && model.id !== 'gas1')
        runSpecimens(
          shift,
          model.id,
          [container.id],
          typed.length > 0 ? [...model.measures].filter((t) => !typed.includes(t)) : null,
          null,
        );
    if (order.before!.reported) report(shift, container.accession!, order.before!.called);
  }
}

function receive(shift: Shift, container: Container, accession: string): void {
  const by = (command: Command) => does(shift, command);
  by({ do: 'scan', container: container.id, scanned: accession });
  by({ do: 'accept', accession, container: container.id });
  const tube = standUntil(container.tube, shift.now, container.tube.stays.at(-1)?.celsius ?? 22);
  const spun = shift.catalog.tubes.get(tube.kind)?.spin ? spin(tube) : tube;
  Object.assign(container, { tube: spun, accession, place: 'rack', arrivedAt: shift.now });
}

const does = (shift: Shift, command: Command) =>
  act(
    shift.ledger,
    command,
    { by: BY, at: shift.opens + Math.round(shift.now), station: 'night' },
    shift.rules,
  );

function report(shift: Shift, accession: string, called: boolean): void {
  const { results } = shift.ledger.lis;
  // What is worked out of others waits for them.
  for (let turn = 0; turn < 2; turn++)
    for (const result of [...results.values()].filter((r) => r.accession === accession)) {
      if (result.state.status !== 'observed' || shift.rules.indices.has(result.test)) continue;
      const lift = Object.fromEntries(result.state.holds.map((h) => [h.id, 'checked']));
      does(shift, { do: 'verify', results: [{ accession, test: result.test }], lift });
    }
  if (called)
    for (const call of shift.ledger.lis.calls.values())
      if (call.accession === accession) callOut(shift, call.id);
}

/** A critical call of the night, done as it should be. */
function callOut(shift: Shift, call: string): void {
  const { accession, test } = shift.ledger.lis.calls.get(call)!;
  const { state, mrn } = shift.ledger.lis.results.get(`${accession}/${test}`)!;
  const patient = shift.ledger.lis.identities.get(mrn)!;
  const ward = shift.ledger.lis.orders.get(shift.ledger.lis.specimens.get(accession)!.order)!.ward;
  const heard = state.status === 'released' ? String(state.versions.at(-1)!.reading.value) : '';
  const commands: Command[] = [
    { do: 'call', call, to: ward },
    { do: 'answer call', call, who: `nurse, ${ward}`, licensed: true },
    { do: 'give identifiers', call, identifiers: [`${patient.family}, ${patient.given}`, patient.born] },
    { do: 'read back', call, heard },
    { do: 'confirm read-back', call },
  ];
  for (const command of commands) does(shift, command);
}
