import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { TOKEN_COOKIE } from '../kernel/ids.ts';
import type { Options } from './options.ts';

const THIS_MACHINE = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Writes the address that the reader sees into the headers the page handler reads it from. The handler takes
 * `https` for granted when nobody says otherwise, and would then refuse every form sent over plain http as
 * cross-site. What a client put there itself is overwritten: it must not choose its own address.
 */
export function setAddress(headers: IncomingHttpHeaders, origin: URL | null): void {
  headers['x-forwarded-proto'] = origin ? origin.protocol.replace(':', '') : 'http';
  headers['x-forwarded-host'] = origin ? origin.host : (headers.host ?? '');
}

/**
 * A server for this machine only answers only to this machine's names. Otherwise a page elsewhere could point
 * its own name at 127.0.0.1 (DNS rebinding) and read a person's record as if it were the same site.
 */
export function acceptsHost(host: string | undefined, options: Options): boolean {
  if (options.origin || !isLoopback(options.host)) return true;
  const name = (host ?? '').toLowerCase().replace(/:\d+$/, '');
  return THIS_MACHINE.includes(name) || name === options.host;
}

/**
 * The system's addresses for a host. `localhost` is this machine by both of its numbers: browsers try one after the
 * other, and whatever else listened on the one we left out would get our visitors.
 */
export const addressesOf = (host: string): string[] => (host === 'localhost' ? ['127.0.0.1', '::1'] : [host]);

/**
 * Where a page that was asked for by number is opened instead: at `localhost`, the address we print. A browser keeps the
 * cookies of the two apart, so that one person would end with two records, and it makes passkeys for names only. Whoever
 * has a record under the number already stays with it. Null: answer the request where it came.
 */
export function pageByName(
  { method, url = '', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  options: Options,
): string | null {
  if (options.origin || options.host !== 'localhost') return null;
  const number = /^(?:127\.0\.0\.1|\[::1\])(:\d+)?$/.exec(headers.host ?? '');
  const isPage = method === 'GET' && url.startsWith('/') && headers.accept?.includes('text/html');
  if (!number || !isPage || hasToken(headers.cookie ?? '')) return null;
  return `http://localhost${number[1] ?? ''}${url}`;
}

const hasToken = (cookie: string) =>
  cookie.split(';').some((each) => each.trim().startsWith(`${TOKEN_COOKIE}=`));

/** The address to show, for example http://localhost:4173. */
export function addressOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Whether this installation has a public address, so that it serves others than the person at this machine. */
export const servesOthers = ({ origin }: Options): boolean =>
  origin !== null && !isLoopback(origin.hostname.replace(/^\[|\]$/g, ''));

/**
 * Whether the address that readers use is known to us: ORIGIN says it, or nobody but this machine can ask. Otherwise whoever
 * asks chooses the name, and could have it written into a letter to somebody else.
 */
export const knowsItsName = ({ origin, host }: Options): boolean => origin !== null || isLoopback(host);

const isLoopback = (host: string): boolean => /^(localhost|::1|127(\.\d{1,3}){3})$/.test(host);
