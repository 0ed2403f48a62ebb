import { isoTime, isRefusal } from '../lis/index.ts';
import { handDeeds } from '../shift/by-hand.ts';
import { happen } from '../shift/happen.ts';
import { controlSamples, doubles, measureOne, modelOf, wanted } from '../shift/machines.ts';
import { nextBefore } from '../shift/queue.ts';
import type { Coming, Container, Shift } from '../shift/shift.ts';
import type { Deed, Run } from '../shift/deed.ts';
import type { Client } from './client.server.ts';
import type { House } from './house.server.ts';

/** Real milliseconds between two looks at what is due. */
const STEP_MS = 100;

/**
 * A scenario that goes on by itself: tubes arrive, somebody at reception takes each that has a bar code, spins and loads it and
 * looks no closer; the analyzers are clients of the LIS. What is held waits for a person.
 * @param now simulated seconds since the shift opened @param says a line for whoever watches
 */
export function runScenario(house: House, shift: Shift, clients: ReadonlyMap<string, Client>, now: () => number, { says, report }: { says: (line: string) => void; report: (error: unknown) => void }): { stop: () => Promise<void> } {
  let over = false;
  const at = () => isoTime(shift.opens + shift.now);
  /** Something in the shift that may write into the LIS. */
  const within = <T>(work: () => T): Promise<T> =>
    house.write({ id: 'reception', role: 'mlt' }, (ledger) => {
      shift.ledger = ledger;
      // What came over the wire meanwhile is later than what was due.
      shift.now = Math.max(shift.now, ledger.lis.now - shift.opens);
      return work();
    });
  const deed = <D extends Deed['deed']>(one: Extract<Deed, { deed: D }>) =>
    within(() => {
      const doing = handDeeds[one.deed] as unknown as (shift: Shift, deed: Deed) => ReturnType<NonNullable<(typeof handDeeds)['scan']>>;
      return doing(shift, one);
    });

  async function receive(id: string): Promise<void> {
    const container = shift.containers.get(id)!;
    const scanned = await deed({ deed: 'scan', container: id });
    if (isRefusal(scanned) || container.accession === null) return says(`${id} stays at reception: ${isRefusal(scanned) ? scanned.refused : scanned.says}`);
    const { accession } = container;
    const accepted = await house.does({ do: 'accept', accession, container: id }, { id: 'reception', role: 'mlt' });
    if (isRefusal(accepted)) return says(`${accession} is not accepted: ${accepted.refused}`);
    says(`${accession} accepted`);
    if (shift.catalog.tubes.get(container.tube.kind)?.spin) {
      await deed({ deed: 'spin', containers: [id] });
    } else await load(container);
  }
  async function load(container: Container): Promise<void> {
    const specimen = await house.store.look(({ lis }) => lis.specimens.get(container.accession ?? ''));
    for (const model of shift.fleet) {
      if (!specimen || !model.takes.includes(container.tube.kind) || !specimen.tests.some((t) => model.measures.has(t))) continue;
      const loaded = await deed({ deed: 'load', analyzer: model.id, containers: [container.id] });
      says(isRefusal(loaded) ? `${container.id}: ${loaded.refused}` : `${specimen.accession} on ${model.name}`);
    }
  }
  async function measured({ analyzer, containers, tests, how }: Extract<Coming, { what: 'measured' }>): Promise<void> {
    const model = modelOf(shift, analyzer);
    const client = clients.get(analyzer)!;
    for (const id of containers) {
      const container = shift.containers.get(id);
      if (!container?.accession) continue;
      container.place = 'rack';
      const codes = model.asks ? await client.ask(container.accession, at()) : model.measures;
      const analytes = wanted(shift, model, container, codes, tests);
      if (analytes.length === 0) continue;
      const sample = measureOne(shift, model, container, analytes, how as Run | null);
      const taken = await client.tell([sample], at());
      if (doubles(shift, analyzer)) await client.tell([sample], at());
      says(`${model.id} sent ${analytes.length} results of ${container.accession}${taken ? '' : ', which are not filed'}`);
    }
  }
  async function come(coming: Coming): Promise<void> {
    if (coming.what === 'measured') return measured(coming);
    if (coming.what === 'controls')
      return void (await clients.get(coming.analyzer)?.tell(controlSamples(shift, coming.analyzer, coming.analytes), at()));
    await within(() => happen(shift, coming));
    if (coming.what === 'arrival') return receive(coming.container);
    if (coming.what === 'spun') for (const id of coming.containers) await load(shift.containers.get(id)!);
  }
  const run = async (): Promise<void> => {
    while (!over) {
      const until = now();
      for (let due = nextBefore(shift, until); due && !over; due = nextBefore(shift, until)) {
        shift.now = Math.max(shift.now, due.at);
        await come(due.coming).catch(report);
      }
      shift.now = Math.max(shift.now, until);
      await new Promise((resolve) => setTimeout(resolve, STEP_MS));
    }
  };
  const running = run();
  return {
    stop: async () => {
      over = true;
      await running;
    },
  };
} // prettier-ignore
