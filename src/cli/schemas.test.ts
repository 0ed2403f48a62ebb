import { readFileSync, readdirSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { publishedSchemas } from './schemas.ts';
import { root } from './testing/process.ts';

const published = publishedSchemas();

test('schemas/ is what the code says; if not, run node scripts/schemas.js', () => {
  const onDisk = readdirSync(join(root, 'schemas')).filter((name) => name.endsWith('.json'));
  expect(onDisk.toSorted()).toEqual([...published.keys()].toSorted());
  for (const [name, text] of published)
    expect(readFileSync(join(root, 'schemas', name), 'utf8'), name).toBe(text);
});

/** Which published schema describes which file, as the library reads them. */
const KIND: [RegExp, string | ((file: string) => string)][] = [
  [
    /^content\/laboratory\/(analyte|tube|fluid|panel|fault)s\//,
    (file) => `laboratory-${file.split('/')[2]!.slice(0, -1)}`,
  ],
  [/^content\/laboratory\/(policies|interferences)\//, (file) => `laboratory-${basename(file, '.yaml')}`],
  [/^content\/sources\//, 'sources'],
  [/^content\/credentials\/bodies\//, 'body'],
  [/^content\/\w+\/topics\//, 'topic'],
  [/^content\/credentials\//, 'credential'],
  [/^content\/licenses\/jurisdictions\/(none|unsettled)\.yaml$/, 'jurisdictions'],
  [/^content\/licenses\/jurisdictions\//, 'jurisdiction'],
  [/^content\/licenses\//, 'license'],
  [/^content\/federal\//, 'federal-role'],
  [/^content\/moves\/assumptions\.yaml$/, 'assumptions'],
  [/^content\/moves\//, 'move'],
  [/^content\/continuing\//, 'continuing'],
  [/^content\/coverage\.yaml$/, 'coverage'],
  [/^content\/formulas\//, 'formula'],
  [/^examples\/.*\.activities\.yaml$/, 'activities'],
  [/^examples\//, 'record'],
];
const readers = new Map<string, z.ZodType>();
const reader = (name: string) => {
  const found = readers.get(name) ?? z.fromJSONSchema(JSON.parse(published.get(`${name}.json`)!));
  readers.set(name, found);
  return found;
};

describe('a reader that knows only the published schemas', () => {
  const files = ['content', 'examples'].flatMap((top) =>
    readdirSync(join(root, top), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/')),
  );
  test('accepts every file of content/ and examples/', () => {
    let read = 0;
    for (const file of files) {
      const found = KIND.find(([pattern]) => pattern.test(file))?.[1];
      if (!found) continue;
      const kind = typeof found === 'string' ? found : found(file);
      const result = reader(kind).safeParse(parse(readFileSync(join(root, file), 'utf8')));
      expect(result.error?.issues ?? [], file).toEqual([]);
      read++;
    }
    expect(read).toBeGreaterThan(150);
  });

  test.each([
    ['record', { benchpath: 'record/1', state: 'Minnesota' }],
    ['record', { benchpath: 'record/1', education: [{ degree: 'bachelr' }] }],
    ['record', { benchpath: 'record/1', credentials: [{ id: 'ascp-mlt', issued: '2024-13' }] }],
    ['record', { benchpath: 'record/1', extra: 1 }],
  ])('refuses what a %s must not hold', (kind, value) => {
    expect(reader(kind).safeParse(value).success).toBe(false);
  });

  test('refuses a condition with a word outside the vocabulary, deep inside', () => {
    const entry = parse(readFileSync(join(root, 'content', 'credentials', 'ascp-mlt.yaml'), 'utf8'));
    expect(reader('credential').safeParse(entry).success).toBe(true);
    entry.pathways[0].requirement.all[0].any.push({ luck: { much: true } });
    expect(reader('credential').safeParse(entry).success).toBe(false);
  });
});
