import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hl7Message } from '@medplum/core';
import { Client, Message as ClientMessage } from 'node-hl7-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate, openDatabase, type Database } from '#storage/index.server.ts';
import { CATALOG, goodControls, type Laboratory as Bench } from '../lis/testing/lis.server.ts';
import { check, ucum } from '../wire/fhir/index.ts';
import { serveMllp } from '../wire/hl7/socket.server.ts';
import { openLaboratory, type Laboratory } from './open.server.ts';
import { hl7Result } from './testing/senders.server.ts';

let folder: string;
let database: Database;
let lab: Laboratory;
let ehr: Awaited<ReturnType<typeof serveMllp>>;
/** What the hospital system received. */
const received: string[] = [];
const faults: unknown[] = [];
const text = (b: Uint8Array) => new TextDecoder().decode(b);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'benchpath-doors-'));
  database = openDatabase({ dataFolder: folder });
  const migrated = await migrate(database, () => new Date());
  if (!migrated.ok) throw new Error(migrated.sentence);
  ehr = await serveMllp({
    port: 0,
    onMessage: async (bytes) => {
      received.push(text(bytes));
      // A receiver of another maker answers.
      return [new TextEncoder().encode(Hl7Message.parse(text(bytes)).buildAck().toString())];
    },
  });
  lab = await openLaboratory({
    db: database.db,
    catalog: CATALOG,
    ports: { hl7: 0, astm: 0, http: 0 },
    host: '127.0.0.1',
    version: 'test',
    reports: { host: '127.0.0.1', port: ehr.port },
    scenario: null,
    says: () => {},
    report: (error) => faults.push(error),
  });
});
afterAll(async () => {
  await lab.close();
  await ehr.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
  expect(faults).toEqual([]);
});

const base = () => `http://127.0.0.1:${lab.ports.http}`;
type Json = { [name: string]: never } & { resourceType: string; id: string; meta: { versionId: string } };
async function fhir(method: string, path: string, body?: object, headers: object = {}): Promise<{ status: number; json: Json; headers: Headers }> {
  const answer = await fetch(`${base()}/fhir${path}`, {
    method,
    headers: { 'content-type': 'application/fhir+json', ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, json: (await answer.json()) as Json, headers: answer.headers };
} // prettier-ignore
const PATIENT = {
  resourceType: 'Patient',
  identifier: [{ system: 'urn:benchpath:mrn', value: 'VB000417' }],
  name: [{ family: 'LARCH', given: ['WREN'] }],
  gender: 'female',
  birthDate: '1971-02-03',
};
const orderOf = (placer: string, code = '2823-3') => ({
  resourceType: 'ServiceRequest',
  identifier: [{ value: placer }],
  status: 'active',
  intent: 'order',
  priority: 'stat',
  code: { coding: [{ system: 'http://loinc.org', code }] },
  subject: { reference: 'Patient/VB000417' },
});
const until = async (holds: () => boolean) => {
  for (let n = 0; n < 300 && !holds(); n++) await new Promise((resolve) => setTimeout(resolve, 10));
};
const by = { id: 'sup', role: 'supervisor' as const };

test('from a FHIR order to a corrected report, with the old value readable everywhere', async () => {
  const patient = await fhir('POST', '/Patient', PATIENT);
  expect([patient.status, patient.json.id]).toEqual([201, 'VB000417']);
  expect((await fhir('POST', '/Patient', PATIENT)).status).toBe(200);
  const other = { ...PATIENT, name: [{ family: 'ASH', given: ['WREN'] }] };
  expect((await fhir('POST', '/Patient', other)).status).toBe(409);

  const order = await fhir('POST', '/ServiceRequest', orderOf('P1'));
  expect(order.status).toBe(201);
  const again = await fhir('POST', '/ServiceRequest', orderOf('P1'));
  expect([again.status, again.json.id]).toEqual([200, order.json.id]);
  expect((await fhir('POST', '/ServiceRequest', orderOf('P1', '2951-2'))).status).toBe(409);
  const [specimen] = (order.json['specimen'] as unknown as { reference: string }[]).map((s) => s.reference);
  const accession = specimen!.split('/')[1]!;

  const tube = await fhir('GET', `/${specimen}`);
  const drawn = new Date(Date.now() - 600_000).toISOString().slice(0, 19);
  const body = { ...tube.json, collection: { collectedDateTime: `${drawn}Z` } };
  const collected = await fhir('PUT', `/${specimen}`, body, {
    'if-match': `W/"${tube.json.meta.versionId}"`,
  });
  expect(collected.status).toBe(200);
  expect((await fhir('PUT', `/${specimen}`, body, { 'if-match': `W/"${tube.json.meta.versionId}"` })).status).toBe(412); // prettier-ignore

  // Control runs, as the bench tests make them, against the house.
  const does = async (command: Parameters<Bench['does']>[0]) => lab.house.does(command, by);
  const pending: Promise<unknown>[] = [];
  goodControls({ does: (command: Parameters<Bench['does']>[0]) => (pending.push(does(command)), []) } as never, ['k'], 'C1'); // prettier-ignore
  await Promise.all(pending);
  await lab.house.does({ do: 'scan', container: 'T1', scanned: accession }, by);
  await lab.house.does({ do: 'accept', accession, container: 'T1' }, by);
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(/[-:T]/g, '');
  const result = (n: number) => hl7Result({ n, accession, test: 'k', loinc: '2823-3', unit: 'mmol/L' }, 'C1').replaceAll('20260105073100', stamp).replace(/\|1\.\d+\|/, n === 1 ? '|4.6|' : '|4.1|').replace('^^LN|1|', `^^LN|${n}|`); // prettier-ignore
  await lab.house.hear({ protocol: 'hl7', from: 'C1', raw: result(1) });
  const first = await fhir('GET', `/Observation/${accession}-k`);
  expect(first.json).toMatchObject({ status: 'final', valueQuantity: { value: 4.6, code: 'mmol/L' } });
  expect(await fhir('GET', `/DiagnosticReport/${accession}`)).toMatchObject({ json: { status: 'final' } });
  expect(await fhir('GET', `/ServiceRequest/${order.json.id}`)).toMatchObject({ json: { status: 'completed' } }); // prettier-ignore
  expect(await fhir('GET', `/Task/${order.json.id}`)).toMatchObject({ json: { status: 'completed' } });

  await lab.house.hear({ protocol: 'hl7', from: 'C1', raw: result(2) });
  const corrected = await lab.house.does({ do: 'correct', accession, test: 'k', reading: 2, why: 'EDTA in the tube', told: 'R. Lee RN', second: 'mls1' }, by); // prettier-ignore
  expect(corrected).toHaveProperty('events');
  const now = await fhir('GET', `/Observation/${accession}-k`);
  expect(now.json).toMatchObject({ status: 'corrected', valueQuantity: { value: 4.1 }, extension: [{ extension: [{ url: 'value', valueQuantity: { value: 4.6 } }, { url: 'at' }] }] }); // prettier-ignore
  expect(JSON.stringify(now.json['note'])).toMatch(/EDTA in the tube/);
  const then = await fhir('GET', `/Observation/${accession}-k/_history/${first.json.meta.versionId}`);
  expect(then.json).toEqual(first.json);
  expect((await fhir('GET', `/Observation/${accession}-k/_history/1`)).status).toBe(404);

  // Everything that is shown passes the door that others have to pass.
  const units = await ucum();
  for (const type of ['Patient', 'ServiceRequest', 'Specimen', 'Task', 'Observation', 'DiagnosticReport']) {
    const found = await fhir('GET', `/${type}?_count=50`);
    expect(found.json['total'], type).toBeGreaterThan(0);
    for (const { resource } of (found.json as unknown as { entry: { resource: object }[] }).entry)
      expect(check(JSON.stringify(resource), units)).toHaveProperty('resource');
  }
  expect((await fhir('GET', `/Observation?patient=VB000417&code=2823-3`)).json['total']).toBe(1);
  expect((await fhir('GET', `/Observation?patient=SOMEBODY`)).json['total']).toBe(0);

  // And by HL7 the hospital has both, in their order, each acknowledged.
  await until(() => received.length === 2);
  expect(received.map((raw) => new ClientMessage({ text: raw }).get('OBR.25').toString())).toEqual([
    'F',
    'C',
  ]);
  expect(received[1]).toMatch(/Previously reported 4\.6/);
  const unsent = () => lab.house.store.look(({ lis }) => lis.unsent.size);
  for (let n = 0; n < 100 && (await unsent()) > 0; n++)
    await new Promise((resolve) => setTimeout(resolve, 10));
  expect(await unsent()).toBe(0);
});

test('what is no order is refused with its place, kept raw, and makes nothing', async () => {
  const before = (await fhir('GET', '/ServiceRequest')).json['total'];
  const cases: [object, number, RegExp][] = [
    [{ ...orderOf('P9'), identifier: undefined }, 422, /ordered twice/],
    [{ ...orderOf('P9'), subject: { reference: 'Patient/nobody' } }, 422, /not known here/],
    [orderOf('P9', '99999-9'), 422, /99999-9/],
    [{ ...orderOf('P9'), status: 'wrong' }, 400, /status/],
    [{ ...orderOf('P9'), intent: 'plan' }, 422, /no order/],
  ];
  for (const [body, status, says] of cases) {
    const answer = await fhir('POST', '/ServiceRequest', body);
    expect([answer.status, answer.json.resourceType]).toEqual([status, 'OperationOutcome']);
    expect(JSON.stringify(answer.json)).toMatch(says);
  }
  const bad = await fetch(`${base()}/fhir/Patient`, { method: 'POST', headers: { 'content-type': 'application/fhir+json' }, body: '{"resourceType":' }); // prettier-ignore
  expect(bad.status).toBe(400);
  expect((await fhir('GET', '/ServiceRequest')).json['total']).toBe(before);
  const kept = await lab.house.store.look(({ lis }) => [...lis.messages.values()].filter((m) => m.protocol === 'fhir' && m.state.status === 'refused')); // prettier-ignore
  expect(kept.length).toBeGreaterThanOrEqual(cases.length + 1);
  expect(kept.at(-1)!.raw).toBe('{"resourceType":');
});

test('an order is called off by a Task or by revoking it, and what waited is not reported', async () => {
  const order = await fhir('POST', '/ServiceRequest', orderOf('P20'));
  const abort = {
    resourceType: 'Task', status: 'requested', intent: 'order', code: { coding: [{ system: 'http://hl7.org/fhir/CodeSystem/task-code', code: 'abort' }] },
    focus: { reference: `ServiceRequest/${order.json.id}` }, statusReason: { text: 'ordered for another patient' },
  }; // prettier-ignore
  expect((await fhir('POST', '/Task', abort)).status).toBe(201);
  expect((await fhir('POST', '/Task', abort)).status).toBe(200);
  const revoked = await fhir('GET', `/ServiceRequest/${order.json.id}`);
  expect(revoked.json['status']).toBe('revoked');
  const second = await fhir('POST', '/ServiceRequest', orderOf('P21'));
  const change = await fhir('PUT', `/ServiceRequest/${second.json.id}`, { ...second.json, status: 'revoked' }, { 'if-match': `W/"${second.json.meta.versionId}"` }); // prettier-ignore
  expect([change.status, change.json['status']]).toEqual([200, 'revoked']);
});

test('node-hl7-client sends orders and results over MLLP, and reads our answers', async () => {
  const client = new Client({ host: '127.0.0.1', version: '2.5.1' });
  const answers: string[] = [];
  const line = client.createConnection({ port: lab.ports.hl7, version: '2.5.1' }, async (response) => {
    const message = response.getMessage();
    answers.push(`${message.get('MSA.1').toString()} ${message.get('MSA.2').toString()}`);
  });
  const order = (n: number) =>
    `MSH|^~\\&|OTHER|HOSP|LIS|LAB|20260105070000||ORM^O01^ORM_O01|N${n}|P|2.5.1\rPID|1||PEER${n}^^^HOSP^MR||LARCH^WREN||19710203|F\rORC|NW|N${n}\rOBR|1|N${n}||2823-3^^LN`;
  for (let n = 0; n < 5; n++) {
    await line.sendMessage(new ClientMessage({ text: order(n) }));
    await until(() => answers.length === n + 1);
  }
  await line.close();
  expect(answers).toEqual([0, 1, 2, 3, 4].map((n) => `AA N${n}`));
  expect(await lab.house.store.look(({ lis }) => [...lis.placers.keys()].filter((p) => p.startsWith('N')).length)).toBe(5); // prettier-ignore
});

test('a form of another site, or without our secret, mends nothing; nor does a foreign name', async () => {
  await lab.house.hear({ protocol: 'hl7', from: 'X', raw: 'MSH|nonsense <script>alert(1)</script>' });
  const list = await (await fetch(`${base()}/messages?state=parked`)).text();
  const id = /href="\/messages\/(M\d+)"/.exec(list)![1]!;
  const page = await (await fetch(`${base()}/messages/${id}`)).text();
  expect(page).not.toMatch(/<script/);
  expect(page).toMatch(/&lt;script&gt;/);
  const token = /name="token" value="([^"]+)"/.exec(page)![1]!;
  const post = (form: object, headers: object = {}) =>
    fetch(`${base()}/messages/${id}/replay`, { method: 'POST', body: new URLSearchParams({ ...form, raw: 'x' }), headers: { ...headers }, redirect: 'manual' }); // prettier-ignore
  expect((await post({ token: 'guessed' })).status).toBe(403);
  expect((await post({ token }, { origin: 'https://evil.example' })).status).toBe(403);
  expect((await post({ token })).status).toBe(303);
  const { request } = await import('node:http');
  const status = await new Promise((resolve) => request({ port: lab.ports.http, host: '127.0.0.1', path: '/messages', headers: { host: 'evil.example' } }, (r) => resolve(r.resume().statusCode)).end()); // prettier-ignore
  expect(status).toBe(421);
  const csp = (await fetch(`${base()}/worklist`)).headers.get('content-security-policy');
  expect(csp).toMatch(/default-src 'none'/);
});
