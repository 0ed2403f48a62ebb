import { migrate, openDatabase } from '#storage/index.server.ts';
import { openLaboratory, type Ports } from '#laboratory/serve/open.server.ts';
import { readWords, type Command } from './command.ts';
import { laboratory, scenarioOf } from './laboratory.server.ts';
import { clock, placeFrom, told } from './place.server.ts';
import { BadInput, Trouble } from './refusal.ts';

/** 2575 is HL7's own port; the others are free ones beside it. */
const PORTS: Ports = { hl7: 2575, astm: 2576, http: 2580 };
/** Simulated seconds in each real one. */
const SPEED = 60;

function portOf(name: keyof Ports, given: unknown): number {
  if (given === undefined) return PORTS[name];
  const text = String(given);
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new BadInput(`--${name} ${JSON.stringify(text)} is no port; write a number up to 65535, 0 for any that is free`); // prettier-ignore
}

function peerOf(given: unknown): { host: string; port: number } | null {
  if (given === undefined) return null;
  const [, host = '', port = ''] = /^(?:(.+):)?(\d{1,5})$/.exec(String(given)) ?? [];
  if (port === '' || Number(port) > 65_535)
    throw new BadInput(`--reports ${JSON.stringify(String(given))} is no address; write HOST:PORT`);
  return { host: host || '127.0.0.1', port: Number(port) };
}

export const labServeCommand: Command = async (words) => {
  const text = { type: 'string' } as const;
  const { values } = readWords(
    words,
    { scenario: text, seed: text, speed: text, hl7: text, astm: text, http: text, host: text, reports: text, data: text, help: { type: 'boolean' } },
    [],
    'lab serve',
  ); // prettier-ignore
  const ports = {
    hl7: portOf('hl7', values['hl7']),
    astm: portOf('astm', values['astm']),
    http: portOf('http', values['http']),
  };
  const host = String(values['host'] ?? '127.0.0.1');
  const reports = peerOf(values['reports']);
  const speed = Number(values['speed'] ?? SPEED);
  if (!(speed > 0 && speed <= 3600))
    throw new BadInput(`--speed ${JSON.stringify(values['speed'])} is no pace; write simulated seconds in each second, 1 to 3600`); // prettier-ignore
  for (const name of ['seed', 'speed'])
    if (values[name] !== undefined && values['scenario'] === undefined)
      throw new BadInput(`--${name} belongs to a scenario; name one with --scenario ID`);
  const lab = laboratory();
  const { catalog, population } = lab;
  const entry = values['scenario'] === undefined ? null : scenarioOf(lab, String(values['scenario']));
  const seed = String(values['seed'] ?? entry?.seeds[0] ?? 1);

  const place = placeFrom(values);
  const database = openDatabase(place);
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  try {
    return await told(database.where, place.dataFolder, async () => {
      const migrated = await migrate(database, clock);
      if (!migrated.ok) throw new Trouble(migrated.sentence);
      const open = await openLaboratory({
        db: database.db,
        catalog,
        ports,
        host,
        version: '0.1.0',
        reports,
        scenario: entry && { entry, seed, speed, population },
        says: say,
        report: (error) => void process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`), // prettier-ignore
      }).catch((error: unknown) => {
        throw portTrouble(error) ?? error;
      });
      const { hl7, astm, http } = open.ports;
      const shown = host.includes(':') ? `[${host}]` : host;
      if (entry) say(`${entry.title}, seed ${seed}; ${speed} simulated seconds in each second`);
      say(`data   ${database.where}, LIS ${open.lis}`);
      say(`hl7    ${shown}:${hl7}   HL7 v2.5.1 over MLLP`);
      say(`astm   ${shown}:${astm}   ASTM E1381 and E1394 (LIS1-A, LIS2-A2)`);
      say(`http   http://${shown}:${http}/   messages, worklist and results; FHIR R4 at /fhir`);
      say('Ctrl-C ends it: what is in work is answered, nothing new is taken.');
      await untilAsked();
      await open.close();
      return 'ended; everything that was acknowledged is kept\n';
    });
  } finally {
    await database.close();
  }
};

function portTrouble(error: unknown): Trouble | null {
  const { code, port, address } = error as NodeJS.ErrnoException & { port?: number; address?: string };
  if (code === 'EADDRINUSE') return new Trouble(`Port ${port} is taken by another program: choose another, or 0 for any.`); // prettier-ignore
  if (code === 'EACCES') return new Trouble(`Port ${port} needs more rights than this account has: choose one above 1023.`); // prettier-ignore
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return new Trouble(`${address ?? 'That host'} is no address of this machine.`); // prettier-ignore
  return null;
}

/** Ctrl-C, or whoever looks after servers. A second one ends at once. */
const untilAsked = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
