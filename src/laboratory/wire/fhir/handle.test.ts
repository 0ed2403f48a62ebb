import { describe, expect, test } from 'vitest';
import { check } from './check.ts';
import { handle } from './handle.ts';
import type { AnyResource } from './resource.ts';
import type { Response } from './respond.ts';
import { memoryStore } from './testing/memory.ts';

const K = { coding: [{ system: 'http://loinc.org', code: '2823-3' }] };
const order = { resourceType: 'ServiceRequest', identifier: [{ system: 'urn:placer', value: 'W1' }], status: 'active', intent: 'order', code: K, subject: { reference: 'Patient/p1' } }; // prettier-ignore
const json = { 'content-type': 'application/fhir+json' };

function server(refuse?: Parameters<typeof memoryStore>[0]) {
  const { store, remove } = memoryStore(refuse);
  const door = { store, here: { base: 'https://lab.example/fhir', version: '1', since: '2026-01-05' } };
  const ask = (
    method: string,
    address: string,
    body: unknown = '',
    headers: { [name: string]: string } = {},
  ) => {
    const [path = '', query = ''] = address.split('?');
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return handle({ method, path, query, headers: { ...(text ? json : {}), ...headers }, body: text }, door);
  };
  return { ask, remove };
}
const read = ({ body }: Response) => JSON.parse(body) as AnyResource;
/** Whatever goes out is sound FHIR, and every error an OperationOutcome. */
function sound(response: Response): Response {
  if (response.body) expect(check(response.body)).not.toHaveProperty('problems');
  if (response.status >= 400) expect(read(response)).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ severity: 'error' }] }); // prettier-ignore
  if (response.body) expect(response.headers['content-type']).toMatch(/^application\/fhir\+json/);
  return response;
}

test('an order comes in, is read, found, changed, and every version stays readable', async () => {
  const { ask } = server();
  const made = sound(await ask('POST', '/ServiceRequest', order));
  expect(made).toMatchObject({ status: 201, headers: { etag: 'W/"1"', location: 'https://lab.example/fhir/ServiceRequest/r1/_history/1', 'last-modified': 'Mon, 05 Jan 2026 00:00:01 GMT' } }); // prettier-ignore
  const got = sound(await ask('GET', '/ServiceRequest/r1'));
  expect(read(got)).toMatchObject({ ...order, id: 'r1', meta: { versionId: '1' } });
  const changed = sound(await ask('PUT', '/ServiceRequest/r1', { ...order, id: 'r1', status: 'revoked' }, { 'if-match': 'W/"1"' })); // prettier-ignore
  expect(changed).toMatchObject({ status: 200, headers: { etag: 'W/"2"' } });
  expect(read(sound(await ask('GET', '/ServiceRequest/r1/_history/1')))).toMatchObject({ status: 'active' });
  expect(read(sound(await ask('GET', '/ServiceRequest/r1/_history/2')))).toMatchObject({ status: 'revoked' });
  const found = sound(await ask('GET', '/ServiceRequest?identifier=urn:placer|W1'));
  expect(read(found)).toMatchObject({ type: 'searchset', total: 1, entry: [{ fullUrl: 'https://lab.example/fhir/ServiceRequest/r1' }] }); // prettier-ignore
  const posted = await ask('POST', '/ServiceRequest/_search', 'status=revoked', { 'content-type': 'application/x-www-form-urlencoded' }); // prettier-ignore
  expect(read(sound(posted))).toMatchObject({ total: 1 });
});

test('a retried post makes nothing new when it says what must not exist yet', async () => {
  const { ask } = server();
  const once = { 'if-none-exist': 'identifier=urn:placer|W1' };
  const answers = [];
  for (let i = 0; i < 3; i++) answers.push(sound(await ask('POST', '/ServiceRequest', order, once)));
  expect(answers.map((a) => a.status)).toEqual([201, 200, 200]);
  expect(answers.map((a) => read(a).id)).toEqual(['r1', 'r1', 'r1']);
  expect(read(await ask('GET', '/ServiceRequest'))).toMatchObject({ total: 1 });
  await ask('POST', '/ServiceRequest', order);
  expect(sound(await ask('POST', '/ServiceRequest', order, once)).status).toBe(412);
});

test('two who change the same version: the second is told, and nothing is written over', async () => {
  const { ask } = server();
  await ask('POST', '/ServiceRequest', order);
  const put = (status: string) => ask('PUT', '/ServiceRequest/r1', { ...order, id: 'r1', status }, { 'if-match': 'W/"1"' });
  expect((await put('on-hold')).status).toBe(200);
  expect(sound(await put('revoked')).status).toBe(412);
  expect(read(await ask('GET', '/ServiceRequest/r1'))).toMatchObject({ status: 'on-hold' });
}); // prettier-ignore

describe('each refusal with its status', () => {
  const bad = { ...order, status: 'done' };
  test.each<[status: number, why: string, method: string, address: string, body?: unknown, headers?: { [name: string]: string }]>([
    [400, 'not JSON', 'POST', '/ServiceRequest', '{'],
    [400, 'no FHIR', 'POST', '/ServiceRequest', bad],
    [400, 'both no FHIR and not ours', 'POST', '/ServiceRequest', { ...bad, code: undefined }],
    [400, 'another type', 'POST', '/Specimen', order],
    [400, 'no version named', 'PUT', '/ServiceRequest/r1', { ...order, id: 'r1' }],
    [400, 'version is no tag', 'PUT', '/ServiceRequest/r1', { ...order, id: 'r1' }, { 'if-match': '1' }],
    [400, 'another id', 'PUT', '/ServiceRequest/r1', { ...order, id: 'r2' }, { 'if-match': 'W/"1"' }],
    [400, 'id that is none', 'GET', '/ServiceRequest/a%20b'],
    [400, 'unknown parameter', 'GET', '/ServiceRequest?patiant=1'],
    [400, 'condition on nothing', 'POST', '/ServiceRequest', order, { 'if-none-exist': '_count=1' }],
    [400, 'unknown condition', 'POST', '/ServiceRequest', order, { 'if-none-exist': 'placer=1' }],
    [404, 'nobody', 'GET', '/ServiceRequest/none'],
    [404, 'no such version', 'GET', '/ServiceRequest/r1/_history/7'],
    [404, 'no such type', 'GET', '/Practitioner/1'],
    [404, 'a name of the machine', 'GET', '/constructor'],
    [404, 'no such place', 'GET', '/ServiceRequest/r1/$run'],
    [404, 'nothing at all', 'GET', '/'],
    [405, 'delete', 'DELETE', '/ServiceRequest/r1'],
    [405, 'patch', 'PATCH', '/ServiceRequest/r1', order],
    [405, 'a report is written by the laboratory', 'POST', '/DiagnosticReport', { resourceType: 'DiagnosticReport', status: 'final', code: K }],
    [405, 'an address of one’s own', 'PUT', '/ServiceRequest/mine', { ...order, id: 'mine' }, { 'if-match': 'W/"1"' }],
    [405, 'metadata is only read', 'POST', '/metadata', order],
    [406, 'XML wanted', 'GET', '/ServiceRequest/r1', '', { accept: 'application/fhir+xml' }],
    [406, 'XML wanted in the address', 'GET', '/ServiceRequest/r1?_format=xml'],
    [406, 'another FHIR', 'GET', '/ServiceRequest/r1', '', { accept: 'application/fhir+json; fhirVersion=5.0' }],
    [406, 'JSON unwanted', 'GET', '/ServiceRequest/r1', '', { accept: 'application/json;q=0' }],
    [412, 'stale', 'PUT', '/ServiceRequest/r1', { ...order, id: 'r1' }, { 'if-match': 'W/"9"' }],
    [413, 'too long', 'POST', '/ServiceRequest', ' '.repeat(4_000_001)],
    [415, 'no type', 'POST', '/ServiceRequest', order, { 'content-type': '' }],
    [415, 'XML', 'POST', '/ServiceRequest', order, { 'content-type': 'application/fhir+xml' }],
    [415, 'another charset', 'POST', '/ServiceRequest', order, { 'content-type': 'application/fhir+json; charset=latin1' }],
    [415, 'a form that is none', 'POST', '/ServiceRequest/_search', '{}'],
    [422, 'nothing ordered', 'POST', '/ServiceRequest', { ...order, code: undefined }],
    [422, 'check digit', 'POST', '/ServiceRequest', { ...order, code: { coding: [{ system: 'http://loinc.org', code: '2823-4' }] } }],
  ])('%i: %s', async (status, _, method, address, body, headers) => {
    const { ask } = server();
    await ask('POST', '/ServiceRequest', order);
    const response = sound(await ask(method, address, body, headers));
    expect(response.status).toBe(status);
    if (status === 405) expect(response.headers['allow']).toMatch(/GET|POST/);
    expect(read(await ask('GET', '/ServiceRequest'))).toMatchObject({ total: 1 });
    expect(read(await ask('GET', '/ServiceRequest/r1'))).toMatchObject({ meta: { versionId: '1' } });
  });

  test('410 for what was deleted, by reading and by writing', async () => {
    const { ask, remove } = server();
    await ask('POST', '/ServiceRequest', order);
    remove('ServiceRequest', 'r1');
    expect(sound(await ask('GET', '/ServiceRequest/r1')).status).toBe(410);
    expect(sound(await ask('PUT', '/ServiceRequest/r1', { ...order, id: 'r1' }, { 'if-match': 'W/"1"' })).status).toBe(410);
    expect(read(await ask('GET', '/ServiceRequest'))).toMatchObject({ total: 0 });
  });

  test('409 and 422 for what stands behind the door and refuses', async () => {
    const problem = { path: 'ServiceRequest.identifier', problem: 'is taken', severity: 'error', code: 'duplicate' } as const;
    for (const [why, status] of [['conflict', 409], ['unprocessable', 422]] as const) {
      const { ask } = server(() => ({ kind: 'refused', why, problems: [problem] }));
      const response = sound(await ask('POST', '/ServiceRequest', order));
      expect(response.status).toBe(status);
      expect(read(response)).toMatchObject({ issue: [{ code: 'duplicate', expression: ['ServiceRequest.identifier'] }] });
    }
  });
}); // prettier-ignore

test('what is known already is not sent again; HEAD sends no body; Prefer decides what comes back', async () => {
  const { ask } = server();
  const quiet = await ask('POST', '/ServiceRequest', order, { prefer: 'return=minimal' });
  expect(quiet).toMatchObject({ status: 201, body: '' });
  expect(quiet.headers['location']).toContain('/ServiceRequest/r1/');
  const told = await ask('POST', '/ServiceRequest', order, { prefer: 'return=OperationOutcome' });
  expect(read(sound(told)).resourceType).toBe('OperationOutcome');
  expect(await ask('GET', '/ServiceRequest/r1', '', { 'if-none-match': 'W/"1"' })).toMatchObject({ status: 304, body: '' });
  expect(await ask('HEAD', '/ServiceRequest/r1')).toMatchObject({ status: 200, body: '', headers: { etag: 'W/"1"' } });
  for (const accept of ['*/*', 'application/fhir+json', 'text/html, application/*;q=0.5', 'application/json; fhirVersion=4.0'])
    expect((await ask('GET', '/ServiceRequest/r1', '', { accept })).status).toBe(200);
  const lenient = await ask('GET', '/ServiceRequest?patiant=1', '', { prefer: 'handling=lenient' });
  expect(read(sound(lenient))).toMatchObject({ total: 2 });
}); // prettier-ignore

test('metadata says what can be done, and is sound', async () => {
  const { ask } = server();
  const { rest } = read(sound(await ask('GET', '/metadata'))) as unknown as { rest: { resource: { type: string; interaction: { code: string }[]; searchParam: { name: string }[] }[] }[] }; // prettier-ignore
  const observation = rest[0]!.resource.find((r) => r.type === 'Observation')!;
  expect(observation.interaction.map((i) => i.code)).toEqual([
    'read',
    'vread',
    'search-type',
    'create',
    'update',
  ]);
  for (const { name } of observation.searchParam) {
    const value = /date|_lastUpdated/.test(name) ? '2026' : 'x';
    expect((await ask('GET', `/Observation?${name}=${value}`)).status, name).toBe(200);
  }
});

test('decimals come back with the digits they were sent with', async () => {
  const { ask } = server();
  const text = JSON.stringify({ resourceType: 'Observation', status: 'final', code: K, subject: { reference: 'Patient/p1' }, valueQuantity: { value: 0, system: 'http://unitsofmeasure.org', code: 'mmol/L' } }).replace('"value":0', '"value":4.10'); // prettier-ignore
  expect((await ask('POST', '/Observation', text)).status).toBe(201);
  expect((await ask('GET', '/Observation/r1')).body).toContain('"value":4.10,');
});
