import { parseArgs } from 'node:util';

/**
 * What the server is told: where to listen, and the public address when a proxy stands before it. `proxies`: how many of them
 * stand between a reader and us, each adding the address it was asked from to X-Forwarded-For.
 */
export type Options = {
  port: number;
  host: string;
  origin: URL | null;
  data: string | null;
  proxies: number;
};

const MOST_PROXIES = 9;

export type Read = { ok: true; options: Options } | { ok: false; problem: string };

type Env = Record<string, string | undefined>;

/** Flags win over the environment (PORT, HOST, ORIGIN); the default is localhost:4173, this machine only. */
export function readOptions(args: string[], env: Env): Read {
  let flags;
  try {
    flags = parseArgs({
      args,
      options: { port: { type: 'string' }, host: { type: 'string' }, data: { type: 'string' } },
    }).values;
  } catch {
    return problem(
      `The options "${args.join(' ')}" are not understood. Use npm start -- --port 3000 --host localhost --data FOLDER, each of them optional.`,
    );
  }
  const portText = flags.port ?? (env['PORT'] || '4173');
  const port = Number(portText);
  if (!/^\d{1,5}$/.test(portText) || port > 65_535) {
    return problem(`The port "${portText}" is not a port. Give a whole number from 0 to 65535.`);
  }
  const origin = readOrigin(env['ORIGIN']);
  if (origin === undefined) {
    return problem(
      `ORIGIN is "${env['ORIGIN']}", which is not a web address. Give the public address, for example https://benchpath.example.`,
    );
  }
  const proxies = Number(env['BENCHPATH_PROXIES'] || '0');
  if (!Number.isInteger(proxies) || proxies < 0 || proxies > MOST_PROXIES) {
    return problem(
      `BENCHPATH_PROXIES is "${env['BENCHPATH_PROXIES']}". Give the number of proxies before Benchpath that write X-Forwarded-For, from 0 to ${MOST_PROXIES}.`,
    );
  }
  const host = flags.host ?? (env['HOST'] || 'localhost');
  return { ok: true, options: { port, host, origin, data: flags.data ?? null, proxies } };
}

const problem = (text: string): Read => ({ ok: false, problem: text });

/** undefined when it was given and is not an http(s) origin. */
function readOrigin(text: string | undefined): URL | null | undefined {
  if (!text) return null;
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined;
}
