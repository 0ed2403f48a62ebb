import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { expect, test } from 'vitest';

// Who may import whom. A module not named on the right is out of bounds; a door is an index file or a server file.
const MAY_IMPORT: { [module: string]: readonly string[] } = {
  kernel: [],
  content: ['kernel'],
  storage: ['kernel'],
  record: ['kernel', 'content', 'storage'],
  pathways: ['kernel', 'content', 'record'],
  wages: ['kernel', 'content'],
  wallet: ['kernel', 'content', 'record', 'pathways', 'storage'],
  renewals: ['kernel', 'content', 'record', 'pathways', 'storage', 'letters'],
  watch: ['kernel', 'content', 'record', 'pathways', 'renewals', 'storage', 'letters'],
  letters: ['kernel', 'storage'],
  accounts: ['kernel', 'content', 'storage', 'letters'],
  formulas: ['kernel', 'content'],
  laboratory: ['kernel', 'content', 'formulas', 'storage'],
  compare: ['kernel', 'content', 'pathways', 'wages'],
  search: ['kernel', 'content', 'pathways'],
  server: ['kernel', 'storage'],
  ui: ['kernel', 'content', 'pathways', 'record', 'wages', 'laboratory'],
  cli: [
    'kernel',
    'content',
    'record',
    'pathways',
    'wages',
    'compare',
    'search',
    'storage',
    'wallet',
    'renewals',
    'watch',
    'formulas',
    'laboratory',
    'app.server.ts',
  ],
  routes: [
    'kernel',
    'content',
    'record',
    'pathways',
    'wages',
    'compare',
    'search',
    'ui',
    'wallet',
    'renewals',
    'watch',
    'accounts',
    'formulas',
    'laboratory',
    'app.server.ts',
  ],
  'app.d.ts': ['kernel'],
  'hooks.server.ts': ['routes', 'app.server.ts'],
  'app.server.ts': [
    'kernel',
    'content',
    'record',
    'pathways',
    'wages',
    'compare',
    'search',
    'storage',
    'wallet',
    'renewals',
    'watch',
    'letters',
    'accounts',
    'formulas',
    'laboratory',
  ],
};

/** The rooms of the laboratory: the LIS and the wire know nothing of the simulation. */
const ROOMS: { [room: string]: readonly string[] } = {
  catalog: [],
  quality: [],
  wire: [],
  world: ['catalog'],
  lis: ['catalog', 'quality', 'wire'],
  analyzers: ['catalog', 'world', 'wire'],
  shift: ['catalog', 'quality', 'wire', 'world', 'lis', 'analyzers'],
  expert: ['catalog', 'shift'],
  // '' = what keeps things, beside the rooms.
  serve: ['', 'catalog', 'wire', 'world', 'lis', 'analyzers', 'shift'],
  scoring: ['catalog', 'quality', 'world', 'lis', 'shift', 'expert'],
};

/** Layers below the modules: any file of theirs may be imported, they have no door. */
const OPEN = new Set(['kernel', 'ui']);

type Import = { file: string; module: string; target: string; path: string; type: boolean };

const ROOT = join(import.meta.dirname, '..', 'src');
const files = walk(ROOT).filter((f) => /\.(ts|svelte)$/.test(f));
const product = files.filter((f) => !f.endsWith('.test.ts') && !f.includes(`${sep}testing${sep}`));
const imports = product.flatMap(importsOf);

function walk(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((e) =>
    e.isDirectory() ? walk(join(dir, e.name)) : [join(dir, e.name)],
  );
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const name = relative(ROOT, file).split(sep).join('/');
  const module = name.split('/')[0]!;
  const found = [
    ...text.matchAll(
      /^\s*(?:import|export)\s+(type\s+)?[^'"]*?from\s+['"]([^'"]+)['"]|import\(['"]([^'"]+)['"]\)/gm,
    ),
  ];
  return found.flatMap((m) => {
    const spec = m[2] ?? m[3]!;
    const path = spec.startsWith('#')
      ? spec.slice(1)
      : spec.startsWith('.')
        ? relative(ROOT, join(file, '..', spec))
            .split(sep)
            .join('/')
        : null;
    if (path === null || path.startsWith('..')) return [];
    return [{ file: name, module, target: path.split('/')[0]!, path, type: m[1] !== undefined }];
  });
}

const across = imports.filter((i) => i.target !== i.module && !(i.module === 'app.html'));

test('every import between modules is on the list', () => {
  const bad = across.filter((i) => !(MAY_IMPORT[i.module] ?? []).includes(i.target));
  expect(bad.map((i) => `${i.file} imports ${i.path}`)).toEqual([]);
});

test('the rooms of the laboratory are entered as the list says', () => {
  const room = (path: string) => (path.split('/').length > 2 ? path.split('/')[1]! : null);
  const bad = imports.filter((i) => {
    if (i.module !== 'laboratory' || i.target !== 'laboratory') return false;
    const [from, to] = [room(i.file), room(i.path)];
    return from !== null && from !== to && !(ROOMS[from] ?? []).includes(to ?? '');
  });
  expect(bad.map((i) => `${i.file} imports ${i.path}`)).toEqual([]);
});

test('modules meet only through their doors', () => {
  const door = (path: string) =>
    /\/index(\.server)?\.ts$/.test(path) || path.endsWith('.server.ts') || !path.includes('/');
  // The record's format is written where content can use it too; record re-exports it as its own.
  const known = (i: Import) => i.file === 'record/schema.ts' && i.path === 'content/record.ts';
  const bad = across.filter((i) => !OPEN.has(i.target) && !door(i.path) && !known(i));
  expect(bad.map((i) => `${i.file} imports ${i.path}`)).toEqual([]);
});

test('pure code imports no server code, Svelte, disk, network or database', () => {
  const PURE = [
    'kernel',
    'content',
    'record',
    'pathways',
    'wages',
    'wallet',
    'compare',
    'search',
    'renewals',
    'watch',
    'letters',
    'accounts',
    'formulas',
    'laboratory',
  ];
  const bad = product.filter((f) => {
    const name = relative(ROOT, f).split(sep).join('/');
    if (!PURE.includes(name.split('/')[0]!) || name.endsWith('.server.ts')) return false;
    return [
      ...readFileSync(f, 'utf8').matchAll(/^\s*import\s+(?!type)[^'"]*?from\s+['"]([^'"]+)['"]/gm),
    ].some(
      ([, spec]) =>
        /^(node:|svelte|\$app|better-sqlite3|pg|kysely)/.test(spec!) || spec!.endsWith('.server.ts'),
    );
  });
  expect(bad.map((f) => relative(ROOT, f))).toEqual([]);
});

test('pure code reads no clock and makes no chance', () => {
  const bad = product.filter((f) => {
    const name = relative(ROOT, f).split(sep).join('/');
    if (/\.(server\.ts|svelte)$/.test(name) || /^(server|routes|cli)\//.test(name)) return false;
    return /\bDate\.now\(|new Date\(\)|Math\.random\(|process\.env/.test(readFileSync(f, 'utf8'));
  });
  expect(bad.map((f) => relative(ROOT, f))).toEqual([]);
});

test('storage is imported by server files only', () => {
  const bad = across.filter(
    (i) => i.target === 'storage' && !i.file.endsWith('.server.ts') && i.module !== 'cli',
  );
  expect(bad.map((i) => `${i.file} imports ${i.path}`)).toEqual([]);
});

test('routes hold no SQL and no rules', () => {
  const bad = product.filter(
    (f) =>
      f.includes(`${sep}routes${sep}`) &&
      /\b(kysely|selectFrom|insertInto|\.execute\(\))/.test(readFileSync(f, 'utf8')),
  );
  expect(bad.map((f) => relative(ROOT, f))).toEqual([]);
});

test('forms are read at one place, which refuses what no database should be given', () => {
  const bad = product.filter((f) => /\.formData\(\)/.test(readFileSync(f, 'utf8')));
  expect(bad.map((f) => relative(ROOT, f).split(sep).join('/'))).toEqual(['routes/form.server.ts']);
});

test('no folder or file is named for nothing', () => {
  const bad = files
    .map((f) => relative(ROOT, f))
    .filter((f) => /(^|[\\/])(utils?|helpers?|misc|common|services|models|types)([\\/]|\.ts$)/.test(f));
  expect(bad).toEqual([]);
});

test('the modules make no circle', () => {
  const next = new Map<string, Set<string>>();
  for (const i of across) next.set(i.module, (next.get(i.module) ?? new Set()).add(i.target));
  const onWay = new Set<string>();
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (m: string, path: string[]): void => {
    if (onWay.has(m)) circles.push([...path, m].join(' -> '));
    if (onWay.has(m) || done.has(m)) return;
    onWay.add(m);
    for (const n of next.get(m) ?? []) visit(n, [...path, m]);
    onWay.delete(m);
    done.add(m);
  };
  for (const m of next.keys()) visit(m, []);
  expect(circles).toEqual([]);
});
