import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readRecords, rawOf, textOf } from '../wire/astm/index.ts';
import { handle, outcome, type Units } from '../wire/fhir/index.ts';
import { check, parse } from '../wire/hl7/index.ts';
import type { House } from './house.server.ts';
import { fhirStore, shownBy } from './fhir.server.ts';
import type { Listening } from './lines.server.ts';
import { messagePage, messagesPage, resultsPage, sayingPage, worklistPage } from './pages.ts';

type Where = { port: number; host: string; version: string; units?: Units; report: (error: unknown) => void };
const LONGEST = 8_000_000;

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'referrer-policy': 'same-origin',
}; // prettier-ignore

/** Names under which a browser may ask for us. A page of another name that resolves to this machine is refused (DNS rebinding). */
function named(host: string): (given: string | undefined) => boolean {
  const local = ['localhost', '127.0.0.1', '[::1]', '::1'];
  const open = host === '0.0.0.0' || host === '::';
  return (given) => {
    const name = (given ?? '').replace(/:\d+$/, '').toLowerCase();
    return open || name === host.toLowerCase() || local.includes(name);
  };
}

/** Pages and FHIR of a LIS over HTTP. */
export async function serveHttp(house: House, { port, host, version, units, report }: Where): Promise<Listening> {
  const shown = shownBy(house.rules);
  const secret = randomBytes(24).toString('base64url');
  const known = named(host);
  const server = createServer((request, response) => {
    const answer = async () => {
      if (!known(request.headers.host))
        return say(response, 421, 'text/plain', 'This server is not asked for by that name.\n');
      const url = new URL(request.url ?? '/', 'http://localhost');
      if (url.pathname.startsWith('/fhir/')) return fhir(request, response, url);
      return pages(request, response, url);
    };
    answer().catch((error: unknown) => {
      report(error);
      if (!response.headersSent) say(response, 500, 'text/plain', 'It could not be done; nothing was changed. See where the server runs.\n');
      else response.destroy();
    });
  });

  async function fhir(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const body = await bodyOf(request);
    if (body === null)
      return say(response, 413, 'application/fhir+json', JSON.stringify(outcome([{ path: '', problem: `the body is longer than ${LONGEST} bytes`, severity: 'error', code: 'too-long' }])));
    const method = request.method ?? 'GET';
    const from = `FHIR ${request.socket.remoteAddress ?? ''}`.trim();
    const path = url.pathname.slice('/fhir'.length);
    // A body that may change something is on the disk before anybody reads it.
    const stored = (method === 'POST' && !path.endsWith('/_search')) || method === 'PUT';
    const text = textOf(body);
    const id = stored ? await raw(from, text.text, text.charset === 'latin-1') : null;
    const headers = Object.fromEntries(Object.entries(request.headers).map(([k, v]) => [k, Array.isArray(v) ? v.join(', ') : v]));
    const base = `http://${request.headers.host}/fhir`;
    const door = { store: fhirStore(house, shown, from, id), here: { base, version, since: '2026-11-23' }, ...(units ? { units } : {}) };
    let said: Awaited<ReturnType<typeof handle>>;
    try {
      said = await handle({ method, path, query: url.search.slice(1), headers, body: text.text }, door);
    } catch (error) {
      if (id) await refused(id, 'it could not be filed, and the fault is ours');
      throw error;
    }
    if (id && said.status >= 400) await refused(id, whyIn(said.body));
    response.writeHead(said.status, { ...said.headers, 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
    response.end(said.body);
  }

  const raw = (from: string, text: string, bare: boolean): Promise<string> =>
    house.write({ id: from, role: 'sender' }, (ledger, asking) => {
      const message = `M${ledger.lis.count + 1}`;
      house.add(ledger, [{ type: 'MessageIn', message, protocol: 'fhir', from, raw: text, ...(bare ? { charset: '8859/1' as const } : {}) }], asking);
      return message;
    });
  const refused = (message: string, why: string) => house.note([{ type: 'MessageRefused', message, why }]);

  async function pages(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const steps = url.pathname.split('/').filter(Boolean).map(decoded);
    const html = (status: number, text: string) => say(response, status, 'text/html', text, HEADERS);
    if (request.method === 'POST' && steps.length === 3 && steps[0] === 'messages' && steps[2] === 'replay') {
      const form = new URLSearchParams(textOf((await bodyOf(request)) ?? new Uint8Array()).text);
      if (!isOurs(request) || !same(form.get('token') ?? '', secret))
        return html(403, sayingPage('Not done', 'The form did not come from this server. Open the message again and send it from there.'));
      const mended = (form.get('raw') ?? '').replace(/\r\n|\n/g, '\r').replace(/\r*$/, '\r');
      const before = await house.store.look(({ lis }) => lis.messages.get(steps[1]!)?.raw ?? null);
      const done = await house.mend(steps[1]!, before === mended ? null : mended, { id: 'bench', role: 'lead' });
      if ('refused' in done) return html(409, sayingPage('Not done', done.refused));
      response.writeHead(303, { location: `/messages/${encodeURIComponent(done.message)}`, ...HEADERS });
      return void response.end();
    }
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return html(405, sayingPage('Not here', 'This page is only read.'));
    const [first = 'worklist', second, third] = steps;
    if (third === undefined && second === undefined) {
      if (first === 'worklist') return html(200, await house.store.look((l) => worklistPage(l, house.rules)));
      if (first === 'results') return html(200, await house.store.look((l) => resultsPage(l, house.rules)));
      if (first === 'messages') return html(200, await house.store.look((l) => messagesPage(l, url.searchParams.get('state'))));
    }
    if (first === 'messages' && second !== undefined && third === undefined) {
      const text = await house.store.look((l) => messagePage(l, second, readAs, secret));
      if (text !== null) return html(200, text);
    }
    return html(404, sayingPage('Not here', 'There is nothing at this address.'));
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    port: address !== null && typeof address === 'object' ? address.port : port,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 2_000).unref();
      }),
  };
} // prettier-ignore

function say(
  response: ServerResponse,
  status: number,
  type: string,
  text: string,
  headers: object = {},
): void {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, ...headers });
  response.end(text);
}

/** The body; null = too long. */
async function bodyOf(request: IncomingMessage): Promise<Uint8Array | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    if (size <= LONGEST) parts.push(part as Buffer);
  }
  return size > LONGEST ? null : Buffer.concat(parts);
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

/** Browsers say where a form comes from; whoever says nothing is no browser, and knows the token or not. */
function isOurs({ headers }: IncomingMessage): boolean {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  return (origin === undefined || origin === `http://${host}`) && (site === undefined || site === 'same-origin'); // prettier-ignore
}
const same = (given: string, secret: string): boolean =>
  given.length === secret.length && timingSafeEqual(Buffer.from(given), Buffer.from(secret));

/** The words of an OperationOutcome. */
function whyIn(body: string): string {
  try {
    const { issue } = JSON.parse(body) as { issue?: { diagnostics?: string }[] };
    return issue?.map((i) => i.diagnostics ?? '').filter(Boolean).join('; ') || 'refused at the door'; // prettier-ignore
  } catch {
    return 'refused at the door';
  }
}

/** A message in plain rows, and what is wrong with it. */
function readAs(protocol: string, raw: string): [string, string][] {
  if (protocol === 'astm')
    return readRecords(raw).map((record, i) => [`${i + 1} ${record.type}`, rawOf(record)]);
  if (protocol === 'fhir') return [];
  const message = parse(raw);
  if ('unread' in message) return [['', message.unread]];
  const rows = message.segments.flatMap(({ id, fields }, n) =>
    fields.flatMap((field, i): [string, string][] => {
      const text = field.map((r) => r.map((c) => c.join(' & ')).join(' ^ ')).join(' ~ ');
      return text === '' ? [] : [[`${n + 1} ${id}-${i + 1}`, text]];
    }),
  );
  return [...check(message).map((p): [string, string] => [p.path || 'whole', `${p.severity}: ${p.problem}`]), ...rows]; // prettier-ignore
}
