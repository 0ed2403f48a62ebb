import type { IncomingHttpHeaders } from 'node:http';
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

/** The address to show, for example http://127.0.0.1:4173. */
export function addressOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
