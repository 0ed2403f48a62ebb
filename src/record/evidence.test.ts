import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { migrate } from '#storage/index.server.ts';
import { onEachDatabase } from '#storage/testing/each-database.server.ts';
import { LARGEST_EVIDENCE, openEvidence } from './evidence.server.ts';
import { mediaOf } from './kinds.server.ts';
import { openRecordStore } from './store.server.ts';

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};
const HEAD = Buffer.from('89504e470d0a1a0a', 'hex');
const png = (note = ''): Buffer =>
  Buffer.concat([
    HEAD,
    chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
    chunk('tEXt', Buffer.from(`note\0${note}`)),
    chunk('IDAT', deflateSync(Buffer.from([0, 0]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
const JPEG = Buffer.from([255, 216, 255, 224, 0, 16, 74, 70, 73, 70, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 255, 217]);
const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n');

test('a file is what its bytes say', () => {
  expect([png(), JPEG, PDF].map(mediaOf)).toEqual(['image/png', 'image/jpeg', 'application/pdf']);
  const no = {
    'a picture cut short': png().subarray(0, -3),
    'a picture with something after it': Buffer.concat([png(), Buffer.from('<script>')]),
    'a page behind the head of a picture': Buffer.concat([HEAD, Buffer.from('<script>alert(1)</script>')]),
    'a page': Buffer.from('<!doctype html><script>1</script>'),
    'a drawing with a script': Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
    ),
    'a program': Buffer.from(`MZ${'\0'.repeat(100)}`),
    'half a JPEG': JPEG.subarray(0, 15),
    'a document without its end': PDF.subarray(0, 20),
    nothing: Buffer.alloc(0),
  };
  for (const [what, bytes] of Object.entries(no)) expect(mediaOf(bytes), what).toBeNull();
});

test('any one byte of a picture changed is seen', () => {
  const good = png('certificate');
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const bad = Buffer.from(good);
      bad[at] = bad[at]! ^ by;
      expect(mediaOf(bad)).toBeNull();
    }),
  );
});

onEachDatabase(({ open }) => {
  const begin = async () => {
    const { db, ...database } = await open();
    const clock = () => new Date('2026-03-01T08:00:00.000Z');
    expect(await migrate({ ...database, db }, clock)).toMatchObject({ ok: true });
    const folder = await mkdtemp(join(tmpdir(), 'benchpath-evidence-'));
    const store = openRecordStore(db, clock, randomBytes);
    const record = async () => {
      const browser = store.token();
      await store.save({ browser }, { record: null, answers: null }, 0);
      return { browser, id: (await store.load({ browser }))!.id };
    };
    return { db, folder, store, record, evidence: openEvidence(db, folder, clock, randomBytes) };
  };

  test('a file comes back byte for byte, to its record only', async () => {
    const { folder, record, evidence } = await begin();
    const [mine, other] = [await record(), await record()];
    const added = await evidence.add(mine.id, 'C:\\scans\\../MLT "certificate".PDF', PDF);
    expect(added).toMatchObject({ added: { name: 'MLT certificate.pdf', media: 'application/pdf' } });
    const id = 'added' in added ? added.added.id : '';
    expect(await buffer((await evidence.open(mine.id, id))!.stream)).toEqual(PDF);
    expect(await evidence.open(other.id, id)).toBeNull();
    expect(await evidence.mark(other.id, id, 'credential ascp-mlt', true)).toBe(false);
    expect(await evidence.remove(other.id, id)).toBe(false);
    expect(await evidence.list(other.id)).toEqual([]);
    expect(await readdir(join(folder, 'evidence', mine.id))).toHaveLength(1);
    expect(await evidence.open(mine.id, '../../x')).toBeNull();
    await expect(evidence.list('..').then(() => evidence.add('..', 'x', PDF))).rejects.toThrow('no name');
  });

  test('the same bytes are kept once, and what they prove is marked', async () => {
    const { record, evidence } = await begin();
    const { id: mine } = await record();
    const twice = await Promise.all([evidence.add(mine, 'a.png', png()), evidence.add(mine, 'b.png', png())]);
    const [one, more] = await evidence.list(mine);
    expect(more).toBeUndefined();
    for (const added of twice) expect(added).toMatchObject({ added: { id: one!.id } });
    expect(await evidence.mark(mine, one!.id, 'credential ascp-mlt', true)).toBe(true);
    expect(await evidence.mark(mine, one!.id, 'credential ascp-mlt', true)).toBe(true);
    expect((await evidence.list(mine))[0]!.subjects).toEqual(['credential ascp-mlt']);
    await evidence.mark(mine, one!.id, 'credential ascp-mlt', false);
    expect((await evidence.list(mine))[0]!.subjects).toEqual([]);
  });

  test('what is no document is refused, and nothing is left of it', async () => {
    const { folder, record, evidence } = await begin();
    const { id: mine } = await record();
    expect(await evidence.add(mine, 'x.pdf', Buffer.from('<script>'))).toEqual({ refused: 'not a document' });
    expect(await evidence.add(mine, 'x.pdf', Buffer.alloc(0))).toEqual({ refused: 'empty' });
    const large = Buffer.concat([PDF, Buffer.alloc(LARGEST_EVIDENCE), PDF]);
    expect(await evidence.add(mine, 'x.pdf', large)).toEqual({ refused: 'too large' });
    expect(await readdir(folder)).toEqual([]);
  });

  test('a file whose bytes were lost is not served as if it were there', async () => {
    const { folder, record, evidence } = await begin();
    const { id: mine } = await record();
    const added = await evidence.add(mine, 'x.pdf', PDF);
    const { id, sha256 } = 'added' in added ? added.added : { id: '', sha256: '' };
    const path = join(folder, 'evidence', mine, sha256);
    expect(await readFile(path)).toEqual(PDF);
    await writeFile(path, 'torn');
    expect(await evidence.open(mine, id)).toBeNull();
    await rm(path);
    expect(await evidence.open(mine, id)).toBeNull();
  });

  test('removed evidence is gone, row and file; a deleted record takes all of its own', async () => {
    const { db, folder, store, record, evidence } = await begin();
    const [mine, other] = [await record(), await record()];
    const first = await evidence.add(mine.id, 'a.png', png('a'));
    await evidence.add(mine.id, 'b.png', png('b'));
    await evidence.add(other.id, 'a.png', png('a'));
    expect(await evidence.remove(mine.id, 'added' in first ? first.added.id : '')).toBe(true);
    expect(await readdir(join(folder, 'evidence', mine.id))).toHaveLength(1);
    await store.remove({ browser: mine.browser });
    await evidence.forget(mine.id);
    expect(await db.selectFrom('evidence').select('record_id').execute()).toEqual([{ record_id: other.id }]);
    expect(await readdir(join(folder, 'evidence'))).toEqual([other.id]);
  });
});
