import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { unzip, zipOf } from './zip.server.ts';

const OURS = /^(record\.yaml|evidence\/\w+)$/;
type Entry = {
  name: string;
  content: Buffer;
  /** What the zip says that it is large; as large as it is, unless given. */
  says?: number;
  locked?: boolean;
  sum?: number;
};

/** A zip as anybody may make it, by APPNOTE 4.3: whatever it says of itself. */
function zipSaying(entries: Entry[]): Buffer {
  const [locals, centrals]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const { name, content, says = content.length, locked = false, sum = 0 } of entries) {
    const packed = deflateRawSync(content);
    const [local, central] = [Buffer.alloc(30), Buffer.alloc(46)];
    local.writeUInt32LE(0x04034b50);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(locked ? 1 : 0, 6);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(name.length, 26);
    local.copy(central, 6, 4, 30);
    central.writeUInt32LE(0x02014b50);
    central.writeUInt32LE(sum, 16);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(says, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt16LE(0, 30);
    central.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), packed);
    centrals.push(central, Buffer.from(name));
    offset += local.length + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(centrals).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...centrals, end]);
}

const HELLO = { name: 'record.yaml', content: Buffer.from('hello hello') };
const good = () => zipOf(new Map([[HELLO.name, HELLO.content]]));
const wrong = async (bytes: Buffer) => {
  const read = await unzip(bytes, OURS);
  return 'wrong' in read ? read.wrong : 'taken';
};

test('what is written is read, and the same files are the same bytes', async () => {
  const files = new Map([
    ['record.yaml', Buffer.from('ä'.repeat(5_000))],
    ['evidence/a', Buffer.alloc(70_000, 7)],
    ['evidence/empty', Buffer.alloc(0)],
  ]);
  const bytes = await zipOf(files);
  expect(await zipOf(files)).toEqual(bytes);
  expect(await unzip(bytes, OURS)).toEqual({ files });
});

test('names that lead elsewhere, or are none of ours, are refused', async () => {
  const content = Buffer.from('x');
  for (const name of ['../record.yaml', 'evidence/../../x', '/etc/passwd', 'C:/x', 'evidence\\..\\x'])
    expect(await wrong(zipSaying([{ name, content }])), name).toMatch(/^cannot be read|does not belong/);
  expect(await wrong(zipSaying([{ name: 'x.exe', content }]))).toBe(
    'holds a file that does not belong to it: x.exe',
  );
  expect(await wrong(zipSaying([HELLO, HELLO].map((e) => ({ ...e, sum: 0x23ecb8ff }))))).not.toBe('taken');
});

test('a byte changed, a part cut off, no zip, and a lock are told as that', async () => {
  const flipped = zipSaying([{ ...HELLO, sum: 1 }]);
  expect(await wrong(flipped)).toBe('is damaged at record.yaml');
  for (const length of [0, 1, 21, 40, 100])
    expect(await wrong((await good()).subarray(0, length))).not.toBe('taken');
  expect(await wrong(Buffer.from('hello'))).toMatch(/^cannot be read/);
  expect(await wrong(zipSaying([{ ...HELLO, locked: true }]))).toBe('is locked with a password');
});

test('bombs are not unpacked, honest or lying, one or many', async () => {
  const zeros = Buffer.alloc(60 * 1024 * 1024);
  const before = process.memoryUsage().rss;
  const started = performance.now();
  expect(await wrong(zipSaying([{ name: 'evidence/a', content: zeros }]))).toMatch(/larger than what/);
  const lying = zipSaying([{ name: 'evidence/a', content: zeros, says: 100 }]);
  expect(await wrong(lying)).toMatch(/larger than it says|cannot be read/);
  const six = Array.from({ length: 6 }, (_, n) => ({
    name: `evidence/${n}`,
    content: zeros.subarray(0, 49 * 1024 * 1024),
  }));
  // Each alone is small enough; its checksum is that of the zeros, so that only their sum can be refused.
  const { crc32 } = await import('node:zlib');
  const sum = crc32(six[0]!.content);
  expect(await wrong(zipSaying(six.map((one) => ({ ...one, sum }))))).toMatch(/larger than what/);
  const many = Array.from({ length: 1_001 }, (_, n) => ({
    name: `evidence/${n}`,
    content: Buffer.from('x'),
  }));
  expect(await wrong(zipSaying(many))).toBe('holds too many files');
  expect(performance.now() - started).toBeLessThan(20_000);
  expect(process.memoryUsage().rss - before).toBeLessThan(700 * 1024 * 1024);
});
