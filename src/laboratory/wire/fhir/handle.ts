import { check } from './check.ts';
import type { Units } from './codes.ts';
import { LONGEST } from './json.ts';
import { metadata, type Installation } from './metadata.ts';
import { parseQuery } from './query.ts';
import { answer, acceptable, readable, refuse, refuseWith, versionHeaders, versionIn, written, type Request, type Response } from './respond.ts'; // prettier-ignore
import { schemaFor, type AnyResource } from './resource.ts';
import { searchset } from './searchset.ts';
import type { FhirStore, Refused } from './store.ts';

export type Door = { store: FhirStore; here: Installation; units?: Units };

const ID = /^[A-Za-z0-9\-.]{1,64}$/;

/**
 * One request of FHIR's REST interface, answered: read, vread, search (GET and POST _search), create (also conditional), update
 * with If-Match, metadata. Errors are OperationOutcomes; only the store's own bugs are thrown.
 */
export async function handle(request: Request, door: Door): Promise<Response> {
  const { method, path, query, headers } = request;
  if (!acceptable(headers['accept'], new URLSearchParams(query).get('_format')))
    return refuseWith(406, 'not-supported', 'only application/fhir+json of FHIR 4.0 is spoken here');
  if (method === 'HEAD') return { ...(await handle({ ...request, method: 'GET' }, door)), body: '' };
  if (request.body.length > LONGEST) return refuseWith(413, 'too-long', `the body is longer than ${LONGEST} characters`); // prettier-ignore
  const steps = path.split('/').filter(Boolean);
  const [type = '', id, history, version] = steps;
  const can = await door.store.capability();
  if (type === 'metadata' && steps.length === 1)
    return method === 'GET' ? answer(200, metadata(door.here, can)) : notAllowed('GET', method);
  if (!Object.hasOwn(can, type) || !schemaFor(type))
    return refuseWith(404, 'not-supported', `there is no ${JSON.stringify(type.slice(0, 64))} here; there are ${Object.keys(can).join(', ')}`); // prettier-ignore
  const may = can[type]!;
  if (steps.length === 1) {
    if (method === 'GET') return find(type, query, request, door);
    if (method === 'POST' && may.create) return create(type, request, door);
    return notAllowed(may.create ? 'GET, POST' : 'GET', method);
  }
  if (id === '_search' && steps.length === 2) {
    if (method !== 'POST') return notAllowed('POST', method);
    if (!/^application\/x-www-form-urlencoded\b/.test(headers['content-type'] ?? ''))
      return refuseWith(
        415,
        'not-supported',
        'a search that is posted comes as application/x-www-form-urlencoded',
      );
    return find(type, [query, request.body].filter(Boolean).join('&'), request, door);
  }
  if (!ID.test(id!)) return refuseWith(400, 'value', 'the id in the address can be no id');
  if (steps.length === 2) {
    if (method === 'GET') return read(type, id!, null, request, door);
    if (method === 'PUT' && may.update) return update(type, id!, request, door);
    return notAllowed(may.update ? 'GET, PUT' : 'GET', method);
  }
  if (steps.length === 4 && history === '_history' && ID.test(version!))
    return method === 'GET' ? read(type, id!, version!, request, door) : notAllowed('GET', method);
  return refuseWith(404, 'not-found', 'there is nothing at this address');
}

const notAllowed = (allow: string, method: string): Response =>
  refuseWith(405, 'not-supported', `${method} cannot be done here; ${allow} can`, { allow });
const isLenient = ({ headers }: Request): boolean => /\bhandling=lenient\b/.test(headers['prefer'] ?? '');

async function find(type: string, text: string, request: Request, { store, here }: Door): Promise<Response> {
  const read = parseQuery(type, text, isLenient(request));
  if ('problems' in read) return refuse(400, read.problems);
  return answer(200, searchset(here.base, read.query, await store.search(read.query)));
}

async function read(type: string, id: string, version: string | null, request: Request, { store }: Door): Promise<Response> {
  const found = await store.read(type, id, version);
  if (!found) return refuseWith(404, 'not-found', `there is no ${type}/${id}${version ? ` in version ${version}` : ''}`);
  if (found.kind === 'deleted') return refuseWith(410, 'deleted', `${type}/${id} was deleted`);
  const headers = versionHeaders(found.resource);
  const known = request.headers['if-none-match']?.split(',').map(versionIn) ?? [];
  if (known.includes(found.resource.meta?.versionId ?? '')) return { status: 304, headers, body: '' };
  return answer(200, found.resource, headers);
} // prettier-ignore

/** The resource in a body, or the answer that refuses it: 400 for what is not FHIR, 422 for what this laboratory does not take. */
function bodyOf(type: string, { headers, body }: Request, units: Units | undefined): AnyResource | { refusal: Response } {
  if (!readable(headers['content-type']))
    return { refusal: refuseWith(415, 'not-supported', 'a body comes as application/fhir+json in UTF-8') };
  const checked = check(body, units);
  if ('problems' in checked) {
    const ours = checked.problems.every((p) => p.severity !== 'error' || p.code === 'business-rule' || p.code === 'code-invalid' && /LOINC|UCUM/.test(p.problem));
    return { refusal: refuse(ours ? 422 : 400, checked.problems) };
  }
  const sent = checked.resource.resourceType;
  if (sent !== type) return { refusal: refuseWith(400, 'invalid', `a ${sent} was sent to ${type}`) };
  return checked.resource;
} // prettier-ignore

const isRefusal = (found: AnyResource | { refusal: Response }): found is { refusal: Response } =>
  !('resourceType' in found);
const refusedBy = ({ why, problems }: Refused): Response => refuse(why === 'conflict' ? 409 : 422, problems);

async function create(type: string, request: Request, { store, here, units }: Door): Promise<Response> {
  const resource = bodyOf(type, request, units);
  if (isRefusal(resource)) return resource.refusal;
  const unless = request.headers['if-none-exist'];
  const read = unless === undefined ? null : parseQuery(type, unless.replace(/^.*\?/, ''));
  if (read && 'problems' in read) return refuse(400, read.problems);
  if (read && read.query.filters.length === 0)
    return refuseWith(400, 'value', 'If-None-Exist says nothing to search by');
  const done = await store.create(resource, read?.query ?? null);
  if (done.kind === 'refused') return refusedBy(done);
  if (done.kind === 'several')
    return refuseWith(412, 'multiple-matches', 'several resources match If-None-Exist; it must name one');
  const { id, meta } = done.resource;
  const location = `${here.base}/${type}/${id}/_history/${meta?.versionId}`;
  return written(request, done.kind === 'made' ? 201 : 200, done.resource, { location });
}

async function update(type: string, id: string, request: Request, { store, units }: Door): Promise<Response> {
  const resource = bodyOf(type, request, units);
  if (isRefusal(resource)) return resource.refusal;
  if (resource.id !== id) return refuseWith(400, 'value', `the id of the resource is not ${id}, as in the address`);
  const tag = request.headers['if-match'];
  const version = tag === undefined ? null : versionIn(tag);
  if (version === null)
    return refuseWith(400, 'required', 'a change needs If-Match with the version it is based on, as W/"3"');
  const done = await store.update(resource, id, version);
  if (done.kind === 'refused') return refusedBy(done);
  if (done.kind === 'none')
    return refuseWith(405, 'not-supported', `there is no ${type}/${id}, and addresses are given by this server`, { allow: 'GET' });
  if (done.kind === 'deleted') return refuseWith(410, 'deleted', `${type}/${id} was deleted`);
  if (done.kind === 'stale')
    return refuseWith(412, 'conflict', `${type}/${id} is in version ${done.version} now, not ${version}; read it again`);
  return written(request, 200, done.resource);
} // prettier-ignore
