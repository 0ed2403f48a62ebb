import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { backupHours, makePrivateFolder, NO_HOURS } from '../storage/index.server.ts';
import { dataFolder, refuseInside } from '../storage/data-folder.server.ts';
import {
  acceptsHost,
  addressesOf,
  addressOf,
  knowsItsName,
  pageByName,
  servesOthers,
  setAddress,
} from './address.ts';
import { keepBackups } from './backups.server.ts';
import { CLIENT_HEADER, setClient } from './client.ts';
import { LARGEST_REQUEST } from './limits.ts';
import { listen } from './listen.server.ts';
import type { Handler } from './listen.server.ts';
import { readOptions } from './options.ts';
import { keepReminders } from './reminders.server.ts';
import { explainDataFolder, explainListening } from './refusals.ts';
import { keepWatch } from './watch.server.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const PATIENCE_MS = 10_000;

/** Serves the built pages until SIGTERM or SIGINT. Gives the exit code; every refusal is one sentence. */
export async function serve(args: string[], env: Record<string, string | undefined>): Promise<number> {
  const read = readOptions(args, env);
  if (!read.ok) return refuse(read.problem);
  const { options } = read;
  const hours = backupHours(env);
  if (hours === null) return refuse(NO_HOURS);

  // npm runs us in the repository's folder; a relative path is meant from where the person stands.
  const data = resolve(env['INIT_CWD'] ?? '.', options.data ?? dataFolder(env, process.platform, homedir()));
  const refusal = refuseInside(data, ROOT) ?? prepareFolder(data);
  if (refusal) return refuse(refusal);
  process.env['BENCHPATH_DATA'] = data;
  process.env['BENCHPATH_SERVES'] = servesOthers(options) ? 'others' : 'one person';
  process.env['BENCHPATH_NAMED'] = knowsItsName(options) ? 'yes' : 'no';

  // The port is taken before the pages are loaded: when it is busy, nothing has touched the data yet.
  const pages = Promise.withResolvers<Handler>();
  let listening;
  try {
    listening = await listen(
      async (request, response) => {
        if (!acceptsHost(request.headers.host, options)) {
          response.writeHead(421, { 'Content-Type': 'text/plain; charset=utf-8' });
          response.end('This server answers only to this machine. Set ORIGIN to the address you use.\n');
          return;
        }
        const named = pageByName(request, options);
        if (named) {
          response.writeHead(307, { Location: named, 'Cache-Control': 'no-store' });
          response.end();
          return;
        }
        setAddress(request.headers, options.origin);
        setClient(request.headers, request.socket.remoteAddress, options.proxies);
        (await pages.promise)(request, response);
      },
      { port: options.port, addresses: addressesOf(options.host) },
    );
  } catch (error) {
    return refuse(explainListening(error, options));
  }
  const stopped = stopSignal();
  try {
    pages.resolve(await loadPages());
  } catch (error) {
    await listening.close(0);
    throw error;
  }
  console.log(`Benchpath is at ${addressOf(options.host, listening.port)}. Press Ctrl+C to stop it.`);
  console.log(`Your data stays in ${data}.`);
  const endings = [keepBackups(data, hours)];
  const site = options.origin?.origin ?? addressOf(options.host, listening.port);
  // Letters go to accounts only, and there are none where we do not know our name.
  if (knowsItsName(options) && env['BENCHPATH_REMINDERS'] !== 'no') endings.push(keepReminders(data, site));
  if (env['BENCHPATH_RULE_WATCH'] !== 'no') endings.push(keepWatch(data, site));

  const signal = await stopped;
  for (const end of endings) end();
  await listening.close(PATIENCE_MS);
  // The event that SvelteKit's own server sends, so that open databases are closed in one way everywhere.
  (process as NodeJS.EventEmitter).emit('sveltekit:shutdown', signal);
  // Whatever a module left open must not keep a stopped server alive.
  setTimeout(() => process.exit(0), 2000).unref();
  return 0;
}

/** The header names and the limit are read when the build is loaded, so they are set just before. */
async function loadPages(): Promise<Handler> {
  process.env['PROTOCOL_HEADER'] = 'x-forwarded-proto';
  process.env['HOST_HEADER'] = 'x-forwarded-host';
  process.env['BODY_SIZE_LIMIT'] = String(LARGEST_REQUEST);
  process.env['ADDRESS_HEADER'] = CLIENT_HEADER;
  delete process.env['PORT_HEADER'];
  delete process.env['XFF_DEPTH'];
  const { handler } = await import(pathToFileURL(join(ROOT, 'build', 'handler.js')).href);
  return (request, response) =>
    handler(request, response, () => {
      response.statusCode = 404;
      response.end();
    });
}

function prepareFolder(folder: string): string | null {
  try {
    makePrivateFolder(folder);
    accessSync(folder, constants.R_OK | constants.W_OK);
    return null;
  } catch (error) {
    return explainDataFolder(error, folder);
  }
}

/** Settles at the first signal; later ones change nothing, because one press of Ctrl+C can arrive twice. */
function stopSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => resolve(signal));
  });
}

function refuse(sentence: string): number {
  console.error(sentence);
  return 1;
}
