import type { Db } from '#storage/index.server.ts';
import type { ScenarioEntry } from '#content/laboratory/index.ts';
import type { Catalog } from '../catalog/index.ts';
import { rulesOf, type Rules } from '../lis/index.ts';
import { openShift, type Shift } from '../shift/index.ts';
import { openLis } from '../store.server.ts';
import { ucum, ucumFactors } from '../wire/units.ts';
import type { Population } from '../world/index.ts';
import { connectAnalyzer, type Client } from './client.server.ts';
import { openHouse, type House } from './house.server.ts';
import { serveHttp } from './http.server.ts';
import { sendReports, serveAstmLis, serveHl7, type Listening } from './lines.server.ts';
import { runScenario } from './simulation.server.ts';

export type Ports = { hl7: number; astm: number; http: number };

export type Opening = {
  db: Db;
  catalog: Catalog;
  ports: Ports;
  host: string;
  /** Version of the program, for FHIR's statement of capability. */
  version: string;
  /** Where reports go (HL7 over MLLP); null = they wait. */
  reports: { host: string; port: number } | null;
  /** A scenario that goes on by itself in a LIS of its own, so many simulated seconds in each real one. */
  scenario: { entry: ScenarioEntry; seed: string; speed: number; population: Population } | null;
  says: (line: string) => void;
  report: (error: unknown) => void;
};

export type Laboratory = { house: House; ports: Ports; lis: string; close: () => Promise<void> };

/** The LIS of an installation. A scenario has one of its own each time it is begun. */
const HOUSE = 'house';
/** Specimen numbers of an installation hold a million a day. */
const ACCESSION = { prefix: 'A', digits: 6 };

/** Opens the LIS of a database to analyzers and senders; closing answers what is in work and takes nothing new. */
export async function openLaboratory(opening: Opening): Promise<Laboratory> {
  const { db, catalog, ports, host, version, reports, scenario, says, report } = opening;
  const [units, convert] = [await ucum(), await ucumFactors()];
  const begun = Date.now();
  const shift = scenario && openShift(scenario.entry, scenario.seed, { catalog, population: scenario.population });
  const rules: Rules = shift ? { ...shift.rules, convert } : rulesOf(catalog, { accession: ACCESSION, convert });
  const simulated = () => ((Date.now() - begun) / 1000) * (scenario?.speed ?? 1);
  const clock = () => (shift ? shift.opens + Math.floor(simulated()) : Math.floor(Date.now() / 1000));
  const at = new Date(begun).toISOString();
  const lis = shift ? `${shift.scenario.id}/${shift.seed}/${at}` : HOUSE;
  const store = await openLis(db, lis, at, shift?.ledger);
  const house = openHouse(store, rules, clock);

  const open: Listening[] = [];
  const closing: (() => Promise<void>)[] = [];
  const close = async () => {
    // What feeds the LIS first, then its doors, then what it sends.
    for (const end of closing.toReversed()) await end();
    await store.settled();
  };
  try {
    if (reports) closing.push(sendReports(house, { ...reports, report }).close);
    for (const listen of [
      () => serveHl7(house, { port: ports.hl7, host, report }),
      () => serveAstmLis(house, { port: ports.astm, host, report }),
      () => serveHttp(house, { port: ports.http, host, version, units, report }),
    ]) {
      const door = await listen();
      open.push(door);
      closing.push(door.close);
    }
    const [hl7 = 0, astm = 0, http = 0] = open.map((door) => door.port);
    if (shift) closing.push(await play(house, shift, { hl7, astm, http }, simulated, opening));
    return { house, ports: { hl7, astm, http }, lis, close };
  } catch (error) {
    await close();
    throw error;
  }

  async function play(to: House, its: Shift, at: Ports, now: () => number, { catalog: known }: Opening) {
    const loopback = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
    const where = { hl7: { host: loopback, port: at.hl7 }, astm: { host: loopback, port: at.astm } };
    const clients = new Map<string, Client>(its.fleet.map((model) => [model.id, connectAnalyzer(model, where, known)]));
    const running = runScenario(to, its, clients, now, { says, report });
    return async () => {
      await running.stop();
      for (const client of clients.values()) await client.close();
    };
  }
} // prettier-ignore
